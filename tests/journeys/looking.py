"""What is looked for on a page: axe's findings and anything that makes a phone scroll sideways."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

AXE = (settings.BASE_DIR / "static" / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return found.violations.map(v => `${v.id}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '));
}"""
SIDEWAYS = """() => { const root = document.documentElement, wide = root.clientWidth;
    if (root.scrollWidth <= wide) return [];
    const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1);
    return ['sideways: ' + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')]; }"""


def faults(page: Page) -> list[str]:
    """Everything wrong with the page as it stands. The driver evaluates axe past the page's CSP, which stays on."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN, TAGS) + page.evaluate(SIDEWAYS)
    return [str(one) for one in found]
