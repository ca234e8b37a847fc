"""Names and addresses without a break stay within a phone's width, in a real browser with the real style sheet."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.looks.test_autosave import FLAGS

pytestmark = pytest.mark.journey
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
            page.set_content(
                f'<html lang="es"><style>{css}</style><body class="staff"><main class="page">{html}</main>'
            )
            return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        yield measured
        browser.close()


def test_words_without_a_break_stay_within_a_phones_width(sideways: Callable[[str, str], int]) -> None:
    css = (settings.BASE_DIR / "static/css/portal.css").read_text()
    assert {name: sideways(html, css) for name, html in SHAPES.items()} == dict.fromkeys(SHAPES, 0)
    needs = next(rule for rule in css.split("}") if rule.startswith(".needs>div{"))
    # The control: facts drawn without the column's lower bound run over.
    assert sideways(SHAPES["facts"], css.replace(needs, needs.replace(GRID, ""))) > 0
