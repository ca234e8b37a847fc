"""Every page in both languages and at both widths: nothing for axe, nothing sideways, nothing the browser complains of.

axe is evaluated by the browser's driver, which the page's CSP does not bind; the CSP itself stays on for the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import loader
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from tests.journeys.looking import faults
from tests.journeys.pages import NO_PAGE, PAGES, Page
from tests.journeys.places import BARE, COUNTY, bare_staff, recovery_codes
from tests.journeys.visitor import HEIGHTS, Visitor

pytestmark = pytest.mark.journey
LANGUAGES = ("es", "en")


@pytest.fixture(scope="package")
def windows() -> dict[tuple[str, str], Visitor]:
    """One window for each reader and language, kept from page to page."""
    return {}


@pytest.fixture
def window(windows: dict, chromium: Any, portal: Any, outbox: Any) -> Callable[[Page, str], Visitor]:
    def given(page: Page, language: str) -> Visitor:
        key = (page.before.__name__ if page.before else page.who, language)
        if key not in windows:
            windows[key] = Visitor.new(chromium, portal, language, 360)
            if page.who == BARE:
                bare_staff()
            if page.who == COUNTY:
                recovery_codes()
            if page.who:
                windows[key].sign_in_as(page.who)
        windows[key].complaints.clear()
        return windows[key]

    return given


def ways(patterns: list[Any], space: str = "") -> list[str]:
    """The names of all addresses."""
    names = []
    for one in patterns:
        if isinstance(one, URLResolver):
            names += ways(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            names.append(f"{space}{one.name}")
    return names


def test_every_address_is_looked_at_or_says_why_not():
    listed = {page.name for page in PAGES} | set(NO_PAGE)
    assert set(ways(get_resolver().url_patterns)) == listed


def show(visitor: Visitor, page: Page) -> None:
    """Open the page, as it is or with what its form says when posted as it stands."""
    if page.before:
        page.before(visitor)
    with override(visitor.language):
        path = page.path()
    if not page.before:
        answer = visitor.page.goto(visitor.portal.address + path)
        assert answer is not None
        assert answer.status == 200, (answer.status, path)
    if page.posts:
        visitor.page.locator(f"{page.posts} [type=submit]:not([name=switch_language])").last.click()
        visitor.page.wait_for_load_state()
    there = page.lands or path.split("?")[0]
    assert visitor.page.url.split("?")[0].endswith(there) or page.posts, (visitor.page.url, there)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.label)
def test_a_page_is_whole(place: Page, language: str, window: Callable[[Page, str], Visitor]) -> None:
    visitor = window(place, language)
    show(visitor, place)
    found = []
    for width, height in HEIGHTS.items():
        visitor.page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} {fault}" for fault in faults(visitor.page)]
    assert visitor.page.locator("html").get_attribute("lang") == language
    assert not found + visitor.complaints, "\n".join(found + visitor.complaints)


def test_the_error_pages_are_whole(chromium, portal):
    """404 and 403 as the server says them; what cannot be provoked is drawn by its template at the same address."""
    found = []
    for language in LANGUAGES:
        visitor = Visitor.new(chromium, portal, language, 360)
        for draw in (absent, forged, *(drawn(name) for name in ("400.html", "403.html", "429.html", "500.html"))):
            draw(visitor)
            for width, height in HEIGHTS.items():
                visitor.page.set_viewport_size({"width": width, "height": height})
                found += [f"{draw.__name__} {language} {width} {fault}" for fault in faults(visitor.page)]
        found += visitor.complaints
        visitor.leave()
    assert not found, "\n".join(found)


def absent(visitor: Visitor) -> None:
    answer = visitor.page.goto(f"{visitor.portal.address}/{visitor.language}/schools/no-such-school/")
    assert answer is not None
    assert answer.status == 404


def forged(visitor: Visitor) -> None:
    """A form sent without what protects it."""
    visitor.open(f"/{visitor.language}/schools/team-charter/feedback/")
    visitor.context.clear_cookies()
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        visitor.page.locator("main form [type=submit]").last.click()
    assert waiting.value.status == 403


def drawn(name: str) -> Callable[[Visitor], None]:
    def draw(visitor: Visitor) -> None:
        request = RequestFactory().get(f"/{visitor.language}/")
        with override(visitor.language):
            body = loader.render_to_string(name, {}, None if name in ("400.html", "500.html") else request)
        address = f"{visitor.portal.address}/{visitor.language}/{name}"
        visitor.page.route(address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        visitor.page.goto(address)

    draw.__name__ = name
    return draw
