"""Public pages are kept for seconds: the same page for everyone, never another language's, never a person's."""

import time
from itertools import count

import pytest
from django.core.cache import caches
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import clear_url_caches, include, path
from django.utils.translation import get_language

from accounts import audience as kept
from accounts.audience import audience
from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
turns = count()


def inside(user: User) -> Client:
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    return browser


def said(request: HttpRequest, *more: str) -> HttpResponse:
    """A page that tells how often it was made."""
    return HttpResponse(" ".join([str(get_language()), str(next(turns)), *more]))


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = said(request)
    response.set_cookie("own", "1")
    return response


def with_visit(request: HttpRequest) -> HttpResponse:
    return said(request, str(request.session.get("visits")))


def with_status(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(next(turns)), status=503)


def not_to_store(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(next(turns)), headers={"Cache-Control": "no-store"})


def absent(request: HttpRequest) -> HttpResponse:
    raise Http404(str(next(turns)))


urlpatterns = [
    path("plain/", audience("public")(said)),
    path("token/", audience("public")(lambda request: said(request, get_token(request)))),
    path("cookie/", audience("public")(with_cookie)),
    path("visit/", audience("public")(with_visit)),
    path("status/", audience("public")(with_status)),
    path("no-store/", audience("public")(not_to_store)),
    path("absent/", audience("public")(absent)),
    path("file/", audience("public")(lambda request: FileResponse([str(next(turns)).encode()]))),
    *[path(f"{who}/", audience(who)(said)) for who in ("form", "sign_in", "system", "account")],
    path("es/account/", include("accounts.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def memory(settings):
    """The pages' memory, which other tests do without; empty."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": __name__},
    }
    caches["pages"].clear()
    yield caches["pages"]
    caches["pages"].clear()


def test_a_second_reader_gets_the_page_of_the_first(client, memory):
    first, second = client.get("/plain/"), Client().get("/plain/")
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert not second.cookies
    assert any(b"HttpResponse" in value for value in memory._cache.values())


def test_a_page_is_made_anew_within_seconds(client, monkeypatch):
    first = client.get("/plain/").content
    later = time.time() + kept.PUBLIC_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get("/plain/").content != first
    assert kept.PUBLIC_SECONDS <= 10


def test_each_language_and_each_host_has_its_own(client, settings):
    settings.ALLOWED_HOSTS = ["one.invalid", "two.invalid"]
    pages = [
        client.get("/plain/", headers={"host": host, "accept-language": language}).content
        for host in ("one.invalid", "two.invalid")
        for language in ("es", "en")
    ]
    assert [page[:2] for page in pages] == [b"es", b"en", b"es", b"en"]
    assert len(set(pages)) == 4


def test_who_brings_a_cookie_or_a_query_neither_gets_nor_leaves_a_kept_page(client, memory):
    kept_page = client.get("/plain/").content
    entries = len(memory._cache)
    for number in range(50):
        assert client.get(f"/plain/?q={number}").content != kept_page
    signed = Client()
    signed.cookies["anything"] = "1"
    assert signed.get("/plain/").content != kept_page
    assert client.get("/plain/").content == kept_page
    assert len(memory._cache) == entries


@pytest.mark.parametrize("tail", ["token", "cookie", "visit", "status", "no-store", "absent", "file"])
def test_what_is_not_the_same_for_everyone_or_not_a_page_is_not_kept(tail, memory):
    bodies = []
    for _ in range(2):
        response = Client().get(f"/{tail}/")
        bodies.append(response.getvalue())
    assert not any(b"HttpResponse" in value for value in memory._cache.values())
    assert tail == "absent" or bodies[0] != bodies[1]


@pytest.mark.parametrize("who", ["form", "sign_in", "system"])
def test_no_other_audience_is_kept(who, memory):
    assert Client().get(f"/{who}/").content != Client().get(f"/{who}/").content
    assert not memory._cache


def test_a_signed_in_person_s_page_is_not_kept(family, memory):
    browser = inside(family)
    assert browser.get("/account/").content != browser.get("/account/").content
    assert not memory._cache


def test_a_post_and_a_head_are_answered(client):
    page = client.get("/plain/")
    assert client.post("/plain/").content != page.content
    head = client.head("/plain/")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/plain/").content == page.content


def test_a_phone_that_has_the_page_is_told_so_in_a_line(client):
    page = client.get("/plain/")
    again = client.get("/plain/", headers={"if-none-match": page.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == page.headers["Cache-Control"]
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


def test_a_page_of_one_s_own_has_no_mark_to_ask_again_by(family):
    assert "ETag" not in inside(family).get("/account/").headers


def test_the_guard_is_what_keeps_a_form_s_token_out(monkeypatch, memory):
    """The negative control: without the guard a page with a token would be kept."""
    unguarded = kept._kept(audience("system")(lambda request: said(request, get_token(request))))
    monkeypatch.setitem(globals(), "urlpatterns", [path("token/", unguarded)])
    clear_url_caches()
    assert Client().get("/token/").content == Client().get("/token/").content
    clear_url_caches()
