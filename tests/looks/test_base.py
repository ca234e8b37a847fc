"""The page around every page: both languages, one language button, no query and no cookie."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory

from accounts.choices import Audience, Kind
from sjcoe_portal.context import in_language, nav_items, portal

Draw = Callable[..., str]
PAGE = '{% extends "base.html" %}{% block title %}T{% endblock %}{% block main %}<h1>T</h1>{% endblock %}'


class Role:
    kind = "county"


class Staff:
    name, kind, roles, is_authenticated = "Teodoro Sample", Kind.STAFF, (Role(),), True


def view(audience: Audience) -> Any:
    match = type("Match", (), {})()
    match.func = type("View", (), {"audience": audience})
    return match


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("skeleton", ["base.html", "staff.html"])
def test_the_base_draws_in_both_languages_with_nothing_undefined(draw: Draw, language: str, skeleton: str) -> None:
    html = draw(PAGE.replace("base.html", skeleton), language)
    assert f'<html lang="{language}">' in html
    assert html.count('class="lang-btn"') == 1
    assert html.count("<h1") == 1


def test_an_undefined_variable_would_be_caught(draw: Draw) -> None:
    with pytest.raises(AssertionError, match="missing_word"):
        draw('{% extends "base.html" %}{% block main %}{{ missing_word }}{% endblock %}')


def test_the_language_button_keeps_the_page_and_its_query(draw: Draw) -> None:
    html = draw(PAGE, "es", "/es/schools/one/meetings/?year=2025&q=a%26b")
    assert 'href="/en/schools/one/meetings/?year=2025&amp;q=a%26b" lang="en" hreflang="en">English</a>' in html


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/es/", "/en/"),
        ("/es/desk/?on=2026-10-01", "/en/desk/?on=2026-10-01"),
        ("/en/me/", "/en/me/"),
        ("/healthz", "/en/"),
        ("//es.example/es/", "/en/"),
        ("/es//example.org/", "/en//example.org/"),
    ],
)
def test_the_same_address_in_the_other_language_stays_on_this_site(path: str, expected: str) -> None:
    assert in_language(path, "en") == expected


def test_a_form_page_posts_what_was_typed_to_the_other_language(draw: Draw) -> None:
    html = draw('{% include "parts/lang_submit.html" with form_id="rsvp" %}', "es", "/es/schools/one/feedback/ask/")
    assert 'form="rsvp"' in html
    assert 'formaction="/en/schools/one/feedback/ask/"' in html
    assert 'name="switch_language" value="en"' in html


def test_enter_presses_the_forms_own_button_and_not_the_languages(draw: Draw) -> None:
    html = draw('{% include "parts/lang_submit.html" with form_id="rsvp" %}', "es", "/es/schools/one/feedback/ask/")
    first = html[html.index("<button") : html.index("</button>")]
    assert 'type="submit" form="rsvp" tabindex="-1" aria-hidden="true"' in first
    assert "formaction" not in first
    assert "name=" not in first
    named = 'with form_id="bring" main_name="confirm" main_value="1" %}'
    html = draw('{% include "parts/lang_submit.html" ' + named, "es", "/es/schools/one/feedback/ask/")
    assert html.index('name="confirm" value="1"') < html.index("switch_language")


def test_both_languages_are_announced_by_their_full_address(draw: Draw) -> None:
    html = draw(PAGE, "es", "/es/schools/one/")
    assert f'hreflang="en" href="{settings.SITE_URL}/en/schools/one/"' in html
    assert f'rel="canonical" href="{settings.SITE_URL}/es/schools/one/"' in html


@pytest.mark.django_db
def test_the_context_asks_nothing_of_the_database_or_the_session(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/es/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "abc"
    with django_assert_num_queries(0):
        html = engines["django"].from_string(PAGE).render({}, request)
    assert not hasattr(request, "session")
    assert "Teodoro" not in html


@pytest.mark.django_db
def test_the_office_is_asked_for_only_where_a_page_shows_it(django_assert_num_queries: Any) -> None:
    context = portal(RequestFactory().get("/es/"))
    with django_assert_num_queries(1):
        assert not context["office"]


def signed_in(audience: Audience, cookies: dict[str, str]) -> Any:
    request = RequestFactory().get("/es/county/")
    request.COOKIES.update(cookies)
    request.resolver_match = view(audience)
    request._cached_user = Staff()  # type: ignore[attr-defined]
    return portal(request)["signed_in"]


def test_a_public_page_is_the_same_for_whoever_is_signed_in() -> None:
    cookie = {settings.SESSION_COOKIE_NAME: "abc"}
    assert signed_in(Audience.PUBLIC, cookie) is None
    assert signed_in(Audience.COUNTY, cookie) is not None
    assert signed_in(Audience.COUNTY, {}) is None


def test_staff_see_their_own_navigation(draw: Draw) -> None:
    html = draw(
        PAGE,
        "en",
        "/en/county/",
        cookies={settings.SESSION_COOKIE_NAME: "abc"},
        request_attributes={"_cached_user": Staff(), "resolver_match": view(Audience.COUNTY)},
        messages=[],
    )
    assert "Teodoro Sample" in html
    assert '<a href="/en/county/" aria-current="page">' in html
    assert "/en/account/logout/" in html
    assert '<a href="/en/account/second-step/">How I sign in</a>' in html


def current(path: str, user: Any = None) -> list[str]:
    return [item["url"] for item in nav_items(path, user) if item["current"]]


def test_one_entry_of_the_navigation_is_the_current_one() -> None:
    assert current("/es/") == ["/es/"]
    assert current("/es/schools/one/policy/") == []
    assert current("/en/county/schools/one/", Staff()) == ["/en/county/schools/"]
    assert current("/en/desk/one/", Staff()) == ["/en/desk/one/"]
    assert current("/en/desk/one/documents/7/", Staff()) == ["/en/desk/one/documents/"]


def test_the_county_keeps_its_menu_on_the_reasons_of_a_cell_and_a_school_its_own() -> None:
    path = "/en/desk/one/why/B1/"
    urls = [item["url"] for item in nav_items(path, Staff())]
    assert urls == [
        "/en/county/",
        "/en/county/schools/",
        "/en/desk/",
        "/en/desk/translations/",
        "/en/county/sections/",
        "/en/county/strategies/",
    ]
    assert current(path, Staff()) == ["/en/county/"]
    role = type("Role", (), {"kind": "coordinator"})()
    coordinator = type("Coordinator", (Staff,), {"roles": (role,)})()
    assert nav_items(path, coordinator)[0]["url"] == "/en/desk/one/"
    assert current(path, coordinator) == ["/en/desk/one/"]


def test_help_is_asked_of_the_school_whose_page_is_read() -> None:
    links = [item["url"] for item in nav_items("/es/schools/one/policy/", None)]
    assert links == ["/es/", "/es/#dates", "/es/schools/one/#call"]


@pytest.mark.parametrize("name", ["404.html", "403.html"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_refusals_draw_in_both_languages(draw: Draw, name: str, language: str) -> None:
    html = draw(f'{{% extends "{name}" %}}', language, f"/{language}/nowhere/")
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_pages_drawn_without_a_request_speak_both_languages(name: str) -> None:
    html = engines["django"].get_template(name).render({})
    assert '<html lang="es">' in html
    assert 'lang="en"' in html
