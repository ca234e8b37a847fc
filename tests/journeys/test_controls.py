"""What the journeys look for is found where it is: each fault put in on purpose, in the browser alone."""

import pytest

from tests.journeys.looking import faults

pytestmark = pytest.mark.journey
WIDE = """const wide = document.createElement('p'); wide.textContent = 'x'.repeat(900);
    wide.style.whiteSpace = 'nowrap'; wide.style.overflowWrap = 'normal';
    document.body.append(wide)"""

OVER = """const over = document.createElement('a'); over.href = '#'; over.textContent = 'x';
    over.style.cssText = 'position: absolute; inset: 0; z-index: 9'; const form = document.querySelector('main form');
    form.style.position = 'relative'; form.append(over)"""


def test_a_whole_page_has_no_faults_and_each_fault_is_found(visitor):
    one = visitor("es")
    one.open("/es/")
    assert faults(one.page) == []
    one.page.evaluate("document.querySelector('label[for=q]').remove()")
    one.page.evaluate(WIDE)
    one.page.evaluate(OVER)
    found = "\n".join(faults(one.page))
    assert "label: " in found
    assert "sideways: " in found
    assert "covered: " in found


def test_what_the_policy_forbids_is_heard(visitor):
    one = visitor("es")
    one.open("/es/")
    one.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    one.page.wait_for_timeout(200)
    assert any("Content Security Policy" in text for text in one.complaints)
    one.complaints.clear()


def test_a_foreign_request_is_heard(visitor):
    one = visitor("es", bypass_csp=True)
    one.open("/es/")
    one.page.route("http://elsewhere.invalid/**", lambda route: route.abort())
    one.page.evaluate("fetch('http://elsewhere.invalid/x').catch(() => 0)")
    assert any("elsewhere.invalid" in text for text in one.complaints)
    one.complaints.clear()


def test_what_the_keyboard_cannot_reach_or_does_not_show_is_said(visitor):
    one = visitor("es")
    one.open("/es/")
    one.page.evaluate("document.querySelector('#q').tabIndex = -1")
    with pytest.raises(AssertionError, match="Tab does not reach"):
        one.reach(one.page.locator("#q"))
