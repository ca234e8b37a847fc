"""What is looked for on a page: axe's findings, what makes a phone scroll sideways, what cannot be pressed."""

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

# The middle of what is pressed is what is pressed there: no other control lies over it.
COVERED = """() => { const out = [], asked = 'a[href], button, summary, [type=submit]';
    for (const e of document.querySelectorAll(asked)) {
        if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.usa-skipnav, .sr')) continue;
        e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
        const box = e.getClientRects()[0];
        if (!box || box.width < 2 || box.height < 2) continue;
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const over = at && at.closest('a, button, summary, input, select, textarea, label');
        if (over && over !== e && !e.contains(over) && !over.contains(e)) out.push(e.outerHTML.slice(0, 120));
    }
    scrollTo(0, 0);
    return out.slice(0, 3).map(text => 'covered: ' + text); }"""


def faults(page: Page) -> list[str]:
    """Everything wrong with the page as it stands. The driver evaluates axe past the page's CSP, which stays on."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN, TAGS) + page.evaluate(SIDEWAYS) + page.evaluate(COVERED)
    return [str(one) for one in found]
