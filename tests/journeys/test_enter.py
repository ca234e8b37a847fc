"""Enter in a one-line field does what the form's own button does; the language stays."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.utils.translation import override

from tests.journeys.pages import Page
from tests.journeys.places import (
    COORDINATOR,
    COUNTY,
    TEAM,
    WRITER,
    at_team,
    community_draft,
    gives_password,
    open_window,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
ONE_LINE = "input:is([type=text], [type=email], [type=password], [type=number], [type=tel], [type=date]):visible"
PLACES = [
    Page("account_login"),
    Page("account_staff_login"),
    Page("mfa_authenticate", before=gives_password),
    Page("feedback:ask", takes=at_team()),
    Page("compacts:comment", takes=open_window),
    Page("compliance_desk:new", COORDINATOR, at_team()),
    Page("people_desk:new", COORDINATOR, at_team()),
    Page("documents_desk:contributor", WRITER, community_draft),
    Page("schools_county:add_day", COUNTY, lambda: {"slug": TEAM}),
]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.label)
def test_enter_submits_and_never_switches_the_language(
    place: Page, scripts: bool, visitor: Callable[..., Visitor]
) -> None:
    one = visitor("en", 1280, java_script_enabled=scripts)
    if place.who:
        one.sign_in_as(place.who)
    if place.before:
        place.before(one)
    else:
        with override("en"):
            one.open(place.path())
    form = one.page.locator("[name=switch_language]").get_attribute("form")
    with one.page.expect_request(lambda request: request.method == "POST") as asked:
        one.page.locator(f"#{form} {ONE_LINE}").first.press("Enter")
    one.page.wait_for_load_state()
    assert "switch_language" not in (asked.value.post_data or "")
    assert urlsplit(asked.value.url).path.startswith("/en/")
    assert one.page.locator("html").get_attribute("lang") == "en"
