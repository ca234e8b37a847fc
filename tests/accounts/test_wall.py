"""T12: staff without a second factor reach its set-up and the way out, and nothing else that is not public."""

import pytest
from django.test import Client

from accounts.audience import audience
from accounts.choices import Audience
from accounts.middleware import BEHIND
from tests.accounts.addresses import addresses
from tests.accounts.conftest import PASSWORD, STAFF_LOGIN
from tests.accounts.test_staff_sign_in import whole_way

SET_UP = "/es/account/second-step/set-up/"
REACHED = {"mfa_activate_totp", "account_reauthenticate"}


def inside(user) -> Client:
    browser = Client()
    browser.post(STAFF_LOGIN, {"login": user.email, "password": PASSWORD})
    return browser


def test_every_page_that_is_not_public_leads_to_the_set_up(bare_staff, promise):
    browser = inside(bare_staff)
    with promise("T12 pages behind the second factor") as tally:
        for name, path, view in addresses():
            if view.audience not in BEHIND or name in REACHED:
                continue
            for method in ("get", "post", "put", "patch", "delete", "head"):
                response = getattr(browser, method)(path)
                tally.count(response.status_code == 302 and response["Location"] == SET_UP)


def test_without_the_wall_they_would_be_reached(bare_staff, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    assert inside(bare_staff).get("/es/account/second-step/").status_code == 200


def test_the_set_up_the_way_out_and_public_pages_are_reached(bare_staff):
    browser = inside(bare_staff)
    assert browser.get(SET_UP).status_code == 200
    assert browser.get("/es/account/logout/").status_code == 200
    assert browser.get("/es/account/login/staff/").status_code == 302  # signed in already
    assert browser.post("/es/account/logout/").status_code == 302


def test_families_meet_no_wall_and_have_no_such_pages(client, family):
    client.force_login(family, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(SET_UP).status_code == 404
    assert client.get("/es/account/password/change/").status_code == 404


def test_a_session_that_passed_it_is_not_looked_up_again(staff, django_assert_num_queries):
    browser = whole_way(staff)
    with django_assert_num_queries(3):  # session, user, roles
        browser.get("/es/account/password/change/")


def test_each_address_of_signing_in_has_its_audience():
    found = {name: view.audience for name, path, view in addresses() if "/account/" in path}
    assert set(found.values()) == {Audience.SIGN_IN, Audience.ACCOUNT}
    assert len(found) == 18


def test_nothing_else_of_the_sign_in_library_is_reached(client, db):
    for tail in (
        "signup/",
        "email/",
        "inactive/",
        "password/set/",
        "confirm-email/",
        "confirm-email/x/",
        "phone/verify/",
    ):
        assert client.get(f"/es/account/{tail}").status_code == 404
        assert client.post(f"/es/account/{tail}").status_code == 404
    for tail in ("", "authenticate/", "webauthn/", "trust/"):
        assert client.get(f"/es/account/mfa/{tail}").status_code == 404


def test_strangers_and_odd_requests_get_an_answer_never_a_crash(client, db):
    for name, path, view in addresses():
        if view.audience not in {Audience.SIGN_IN, Audience.ACCOUNT}:
            continue
        for method in ("get", "post", "put", "patch", "delete", "head", "options"):
            response = getattr(client, method)(path)
            assert response.status_code in {200, 302, 404, 405}, (name, method)
            if view.audience == Audience.ACCOUNT:
                assert response["Location"].startswith("/es/account/login/?next=")


def test_an_unknown_audience_is_a_mistake_at_import():
    with pytest.raises(ValueError, match="everybody"):
        audience("everybody")
