"""T13 for signing in, and what its machinery leaves alone: public pages set no cookie and vary by none."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from accounts.audience import PUBLIC_SECONDS, audience
from tests.accounts.conftest import LOGIN, STAFF_LOGIN, ask
from tests.accounts.test_staff_sign_in import whole_way
from tests.accounts.test_wall import SET_UP, inside

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@audience("public")
def reading(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<html><body>words</body></html>")


urlpatterns = [path("reading/", reading, name="reading"), path("es/account/", include("accounts.urls"))]
tiny = pytest.mark.urls(__name__)


@tiny
def test_a_public_page_asks_the_database_nothing_and_sets_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/reading/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert set(response.headers["Cache-Control"].split(", ")) == {"public", f"max-age={PUBLIC_SECONDS}"}


@tiny
def test_a_public_page_is_the_same_bytes_for_who_is_signed_in(client, staff, django_assert_num_queries):
    signed_in = Client()
    signed_in.force_login(staff, backend=BACKEND)
    with django_assert_num_queries(0):
        response = signed_in.get("/reading/")
    stranger = client.get("/reading/")
    assert response.content == stranger.content
    assert dict(response.headers) == dict(stranger.headers)
    assert not response.cookies


@tiny
def test_the_wall_does_not_look_at_the_session_of_public_pages(bare_staff, django_assert_num_queries):
    browser = Client()
    browser.force_login(bare_staff, backend=BACKEND)
    with django_assert_num_queries(0):
        assert browser.get("/reading/").status_code == 200


@pytest.mark.parametrize("address", [LOGIN, STAFF_LOGIN, "/es/account/password/reset/"])
def test_a_sign_in_page_needs_no_query_and_sets_the_csrf_cookie_only(client, db, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        response = client.get(address)
    assert response.status_code == 200
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address", [LOGIN, STAFF_LOGIN, "/es/account/signup/", "/es/account/login/code/", "/es/account/logout/"]
)
def test_every_answer_has_the_headers(client, db, address):
    headers = client.get(address).headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_of_signed_in_people_are_never_stored(staff):
    browser = whole_way(staff)
    for tail in ("second-step/", "second-step/recovery-codes/", "second-step/recovery-codes/file/", "password/change/"):
        assert "no-store" in browser.get(f"/es/account/{tail}").headers["Cache-Control"], tail


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(client, family):
    cookie = ask(client, family.email).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_session_s_key_changes_when_somebody_signs_in(client, family, code_of):
    ask(client, family.email)
    before = client.session.session_key
    client.post("/es/account/login/code/", {"code": code_of()})
    assert client.session.session_key != before


def test_a_form_without_its_token_is_refused(db):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, {"email": "ana@families.invalid"}).status_code == 403


def test_sign_in_pages_hold_no_inline_style_or_script(client, staff, bare_staff):
    pages = [
        client.get(LOGIN),
        client.get(STAFF_LOGIN),
        inside(bare_staff).get(SET_UP),
        whole_way(staff).get("/es/account/second-step/"),
    ]
    for page in pages:
        body = page.content.decode()
        assert " style=" not in body
        assert "<script" not in body
        assert " onclick" not in body
