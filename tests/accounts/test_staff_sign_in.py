"""Staff sign in with a password and the code of an app; what they can change about it, and what ends their sessions."""

import re
import time

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import BaseConfirmCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.actions import (
    disable,
    drop_second_factor,
    enable,
    end_sessions,
    enrol_totp,
    make_staff,
    open_staff_account,
)
from accounts.adapters import AccountAdapter
from accounts.forms import ConfirmCodeForm
from accounts.models import AuditEntry, User
from tests.accounts.conftest import PASSWORD, SECRET, STAFF_LOGIN, answer, ask, is_signed_in

STEP, OVERVIEW, SET_UP = "/es/account/login/second-step/", "/es/account/second-step/", "/es/account/second-step/set-up/"
RESET, CHANGE = "/es/account/password/reset/", "/es/account/password/change/"
NEW = "a quite different sentence"


def app_code(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or `steps` half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_password(user: User, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(STAFF_LOGIN, {"login": user.email, "password": password})
    return browser


def whole_way(user: User, password: str = PASSWORD, steps: int = 0) -> Client:
    browser = with_password(user, password)
    assert browser.post(STEP, {"code": app_code(steps=steps)}).status_code == 302
    return browser


def test_staff_sign_in_with_password_and_app(client, staff):
    response = client.post(STAFF_LOGIN, {"login": "OFELIA@team.invalid", "password": PASSWORD})
    assert response["Location"] == STEP
    assert not is_signed_in(client)
    response = client.post(STEP, {"code": app_code()})
    assert response["Location"] == "/es/after-sign-in/"
    assert client.get(OVERVIEW).status_code == 200


def test_a_code_of_the_app_works_once(staff):
    assert is_signed_in(whole_way(staff))
    again = with_password(staff)
    assert again.post(STEP, {"code": app_code()}).status_code == 200
    assert not is_signed_in(again)


def test_wrong_password_and_wrong_code_say_so_without_details(client, staff):
    page = client.post("/en/account/login/staff/", {"login": staff.email, "password": "wrong"}).content.decode()
    assert "The address or the password is not right." in page
    stranger = client.post("/en/account/login/staff/", {"login": "no@team.invalid", "password": "wrong"})
    assert "The address or the password is not right." in stranger.content.decode()
    client.post(STAFF_LOGIN, {"login": staff.email, "password": PASSWORD})
    assert "That is not the code." in client.post("/en/account/login/second-step/", {"code": "1"}).content.decode()
    assert client.post(STEP, {}).status_code == 200


def test_families_cannot_sign_in_by_password_even_if_they_had_one(client, family):
    family.set_password(PASSWORD)
    family.save()
    assert client.post(STAFF_LOGIN, {"login": family.email, "password": PASSWORD})["Location"] == "/es/account/login/"
    assert not is_signed_in(client)


@pytest.fixture
def form_without_guard(monkeypatch):
    monkeypatch.setattr(ConfirmCodeForm, "clean_code", BaseConfirmCodeForm.clean_code)


def test_a_code_that_slips_past_the_form_is_refused_for_staff(client, family, code_of, form_without_guard):
    ask(client, family.email)
    make_staff(family)
    assert answer(client, code_of())["Location"] == "/es/account/login/"
    assert not is_signed_in(client)


def test_without_both_guards_staff_would_get_in_by_code(client, family, code_of, form_without_guard, monkeypatch):
    monkeypatch.setattr(AccountAdapter, "pre_login", DefaultAccountAdapter.pre_login)
    ask(client, family.email)
    make_staff(family)
    answer(client, code_of())
    assert is_signed_in(client)


def test_only_the_account_s_own_address_opens_it(client, family, code_of):
    ask(client, family.email)
    User.objects.filter(pk=family.pk).update(email="moved@families.invalid")
    assert answer(client, code_of())["Location"] == "/es/account/login/"
    assert not is_signed_in(client)


def test_a_closed_account_is_told_only_to_who_knows_the_password(client, staff):
    disable(staff, by=None)
    response = client.post("/en/account/login/staff/", {"login": staff.email, "password": PASSWORD}, follow=True)
    assert "This account is closed." in response.content.decode()
    assert not is_signed_in(client)


def test_a_new_staff_member_chooses_a_password_and_sets_up_the_app(client, db, mailoutbox):
    user = open_staff_account("Nora@team.invalid", "Nora Nueva", "en", by=None)
    client.post(RESET, {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    page = client.get(link, follow=True)
    form_at = page.redirect_chain[-1][0]
    assert User.objects.get().password == user.password  # opening the link changes nothing
    response = client.post(form_at, {"password1": NEW, "password2": NEW})
    assert response["Location"].endswith("/account/login/staff/")
    assert client.get(link).status_code == 200  # used: the page says so
    assert client.post(STAFF_LOGIN, {"login": user.email, "password": NEW})["Location"] == "/es/after-sign-in/"
    assert client.get(OVERVIEW)["Location"] == SET_UP
    page = client.get(SET_UP)
    assert page.status_code == 200
    secret = page.context["form"].secret
    response = client.post(SET_UP, {"code": app_code(secret)})
    assert response["Location"] == "/es/account/second-step/recovery-codes/"
    page = client.get(response["Location"])
    assert len(page.context["unused_codes"]) == 10
    assert AuditEntry.objects.filter(verb="enrol_second_factor", by=user).count() == 1


def test_the_secret_of_the_app_cannot_be_read_in_the_database(staff):
    assert SECRET not in str(Authenticator.objects.values_list("data", flat=True))


def test_a_recovery_code_stands_in_for_the_phone_once(client, staff):
    browser = whole_way(staff)
    browser.post("/es/account/second-step/recovery-codes/new/")
    codes = browser.get("/es/account/second-step/recovery-codes/").context["unused_codes"]
    text = browser.get("/es/account/second-step/recovery-codes/file/").content.decode()
    assert all(code in text for code in codes)
    without_phone = with_password(staff)
    assert without_phone.post(STEP, {"code": codes[0]}).status_code == 302
    assert with_password(staff).post(STEP, {"code": codes[0]}).status_code == 200


def test_before_something_that_matters_the_password_is_asked_again(staff, monkeypatch):
    browser = whole_way(staff)
    later = time.time() + 600
    monkeypatch.setattr("time.time", lambda: later)
    response = browser.get("/es/account/second-step/take-off/")
    assert response["Location"].startswith("/es/account/again/?next=")
    assert browser.post(response["Location"], {"password": "wrong"}).status_code == 200
    assert browser.post(response["Location"], {"password": PASSWORD}).status_code == 302
    assert browser.get("/es/account/second-step/take-off/").status_code == 200


def test_a_new_phone_signs_out_everywhere_and_sets_up_again(staff):
    here, there = whole_way(staff), whole_way(staff, steps=1)
    assert here.post("/es/account/second-step/take-off/")["Location"] == STAFF_LOGIN
    assert not is_signed_in(here)
    assert not is_signed_in(there)
    assert not Authenticator.objects.exists()
    again = with_password(staff)
    assert again.get(OVERVIEW)["Location"] == SET_UP


def test_changing_the_password_ends_every_other_session(staff):
    here, there = whole_way(staff), whole_way(staff, steps=1)
    response = here.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert response["Location"] == OVERVIEW
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert AuditEntry.objects.filter(verb="change_password", by=staff).exists()


def test_a_new_password_must_be_long_and_typed_twice_alike(staff):
    browser = whole_way(staff)
    page = browser.post("/en" + CHANGE[3:], {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert "too short" in page.content.decode()
    page = browser.post("/en" + CHANGE[3:], {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW + "x"})
    assert "The two passwords are not the same." in page.content.decode()
    page = browser.post("/en" + CHANGE[3:], {"oldpassword": "x", "password1": NEW, "password2": NEW})
    assert "That is not your password of today." in page.content.decode()


def test_choosing_a_password_by_link_ends_every_session(staff, mailoutbox):
    there = whole_way(staff)
    browser = Client()
    browser.post(RESET, {"email": staff.email})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form_at = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(form_at, {"password1": NEW, "password2": NEW})
    assert not is_signed_in(there)


def test_a_link_to_choose_a_password_is_nothing_for_families(client, family, mailoutbox):
    client.post(RESET, {"email": family.email})
    assert "password/reset/key" not in mailoutbox[0].body
    assert "/account/login/" in mailoutbox[0].body


@pytest.mark.parametrize(
    "verb",
    [
        pytest.param(lambda user: disable(user, by=None), id="closing"),
        pytest.param(lambda user: enable(disable(user, by=None), by=None), id="closing and opening again"),
        pytest.param(lambda user: end_sessions(user, by=None), id="ending"),
        pytest.param(lambda user: drop_second_factor(user, by=None), id="lost phone"),
    ],
)
def test_sessions_of_staff_end_with(staff, verb):
    browser = whole_way(staff)
    assert is_signed_in(browser)
    verb(staff)
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "verb",
    [
        pytest.param(lambda user: disable(user, by=None), id="closing"),
        pytest.param(make_staff, id="becoming staff"),
        pytest.param(lambda user: end_sessions(user, by=None), id="ending"),
    ],
)
def test_sessions_of_families_end_with(client, family, code_of, verb):
    ask(client, family.email)
    answer(client, code_of())
    assert is_signed_in(client)
    verb(family)
    assert not is_signed_in(client)


def test_enrolling_an_app_ends_sessions_that_never_passed_it(bare_staff):
    before = with_password(bare_staff)
    assert is_signed_in(before)
    enrol_totp(bare_staff, SECRET, by=None)
    assert not is_signed_in(before)


def test_signing_out_takes_a_post(staff):
    browser = whole_way(staff)
    assert browser.get("/es/account/logout/").status_code == 200
    assert is_signed_in(browser)
    assert browser.post("/es/account/logout/")["Location"] == "/es/"
    assert not is_signed_in(browser)
