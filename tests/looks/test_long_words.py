"""Names and addresses without a break stay within a phone's width, in a real browser with the real style sheet."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from accounts.clock import at
from meetings import actions
from meetings.choices import MODEL_AGENDA
from meetings.models import Meeting
from people.models import Person
from tests.cast import Cast, moment, signed_in
from tests.looks.test_autosave import FLAGS
from tests.meetings.conftest import MONDAY, MORNING

pytestmark = pytest.mark.journey
# The style sheet comes from the file, so that it can be tried with a rule less.
STYLED = re.compile(r"<link rel=\"stylesheet\"[^>]*>|<script.*?</script>", re.DOTALL)
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 4
GRID = "grid-template-columns:minmax(0, 1fr);"
SHAPES = {
    "title": f"<h1>{LONG}</h1><p class='lead'>{LONG}</p>",
    "facts": f"<dl class='needs'><div><dt>{LONG}</dt><dd>{LONG}<span>{LONG}</span></dd></div></dl>",
    "table": f"<table class='year'><tbody><tr><th><a href='#'>{LONG}</a></th><td>{LONG}</td></tr></tbody></table>",
    "links": f"<ul class='links'><li><a href='#'>{LONG}</a> <span>{LONG}</span></li></ul>",
}


@pytest.fixture
def sideways() -> Iterator[Callable[[str, str], int]]:
    """sideways(html, css): how many pixels a page at 360 px runs over its width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 360, "height": 800})

        def measured(html: str, css: str) -> int:
            whole = html if "<html" in html else f'<html lang="es"><body class="staff"><main class="page">{html}</main>'
            page.set_content(STYLED.sub("", whole))
            page.add_style_tag(content=css)
            return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        yield measured
        browser.close()


def test_words_without_a_break_stay_within_a_phones_width(sideways: Callable[[str, str], int]) -> None:
    css = (settings.BASE_DIR / "static/css/portal.css").read_text()
    assert {name: sideways(html, css) for name, html in SHAPES.items()} == dict.fromkeys(SHAPES, 0)
    needs = next(rule for rule in css.split("}") if rule.startswith(".needs>div{"))
    # The control: where words are not broken anywhere, facts drawn without the column's lower bound run over.
    css = css.replace("overflow-wrap:anywhere", "")
    assert sideways(SHAPES["facts"], css) == 0
    assert sideways(SHAPES["facts"], css.replace(needs, needs.replace(GRID, ""))) > 0


@pytest.fixture
def pages(cast: Cast) -> dict[str, str]:
    """Pages and editors about a meeting, and about a person, whose every typed word is as long as a line and more."""
    with at(MONDAY):
        meeting = _meeting(cast)
        cast.team.name = LONG[:120]
        cast.team.save()
        Person.objects.filter(pk=cast.ana.pk).update(given_name=LONG[:60], family_name=LONG[:60])
        public, desk = (
            f"/es/schools/team-charter/meetings/{meeting.pk}/",
            f"/es/desk/team-charter/meetings/{meeting.pk}/",
        )
        steps = ("", "what/", "sessions/", "agenda/", "services/", "invite/", "cancel/")
        family = f"/es/desk/team-charter/families/{cast.ana.pk}/"
        paths = ["/es/schools/team-charter/", public, f"{public}answer/", f"{public}flyer/"]
        paths += [public.removesuffix(f"{meeting.pk}/"), desk.removesuffix(f"{meeting.pk}/"), family]
        paths += [desk + step for step in steps]
        browser = signed_in(cast.coordinator)
        return {
            path: browser.get(path).content.decode() for path in paths + [p.replace("/es/", "/en/", 1) for p in paths]
        }


def _meeting(cast: Cast) -> Meeting:
    meeting = actions.create(cast.team, kind="annual", title_es=LONG, title_en=LONG, by=cast.county)
    place = actions.SessionPlan(moment(MORNING[0]), moment(MORNING[1]), LONG, LONG)
    actions.set_sessions(meeting, [place], by=cast.county)
    actions.set_agenda(meeting, [actions.AgendaLine(topic, LONG, LONG) for topic in MODEL_AGENDA], by=cast.county)
    actions.offer(meeting, "ride", detail_es=LONG, detail_en=LONG, by=cast.county)
    actions.call(meeting, by=cast.county)
    return meeting


def test_no_page_about_a_meeting_or_a_person_scrolls_sideways(
    pages: dict[str, str], sideways: Callable[[str, str], int]
) -> None:
    css = (settings.BASE_DIR / "static/css/portal.css").read_text()
    assert [path for path, html in pages.items() if LONG[:60] not in html] == []
    assert {path: over for path, html in pages.items() if (over := sideways(html, css))} == {}
    # The control: without the rule that breaks them, the long words push the pages out.
    public = next(path for path in pages if path.endswith("/flyer/"))
    assert sideways(pages[public], css.replace("overflow-wrap:anywhere", "")) > 0
