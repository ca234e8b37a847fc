"""The preview draws what is typed as families would see it, and saves and loses nothing."""

import time

import pytest

from documents.facts.compared import compared
from documents.markup import LONGEST, html
from tests.cast import signed_in
from tests.documents.conftest import text_of
from tests.documents.test_editor import address, fields

pytestmark = pytest.mark.django_db
TYPED = "# A heading\n\n- one\n- **two**\n\n<script>alert(1)</script>"


@pytest.fixture
def ofelia(cast):
    return signed_in(cast.coordinator)


@pytest.mark.parametrize("language", ["es", "en"])
def test_without_javascript_the_page_comes_back_with_what_was_typed_and_its_preview(cast, section, ofelia, language):
    before = text_of(section, "en")
    posted = fields(ofelia, section, language) | {"en": TYPED, "preview": "1"}
    answer = ofelia.post(address(section, language), posted)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h4>A heading</h4>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert text_of(section, "en") == before
    panes = {pane.code: pane for pane in answer.context["panes"]}
    again = {"en": panes["en"].text, "revision_en": panes["en"].revision, "base_en": panes["en"].base}
    assert ofelia.post(address(section, language), again).status_code == 302
    assert text_of(section, "en") == TYPED


def test_after_a_preview_the_first_of_two_is_still_not_overwritten(cast, section, ofelia):
    from documents import actions

    posted = fields(ofelia, section) | {"en": TYPED, "preview": "1"}
    actions.write(section, "en", "The first one.", revision=0, by=cast.assistant)
    pane = next(one for one in ofelia.post(address(section), posted).context["panes"] if one.code == "en")
    again = {"en": pane.text, "revision_en": pane.revision, "base_en": pane.base}
    assert ofelia.post(address(section), again).status_code == 409


def test_the_pages_script_gets_the_same_renderers_html_and_the_reading_ease(cast, section, ofelia):
    posted = {"en": TYPED, "es": "Una frase corta.", "preview": "1"}
    told = ofelia.post(address(section), posted, headers={"Accept": "application/json"}).json()
    assert told["en"]["html"] == html(TYPED)
    assert "Aim:" in told["es"]["ease"]


def test_a_text_no_section_can_hold_is_said_so_instead_of_drawn(cast, section, ofelia):
    began = time.monotonic()
    answer = ofelia.post(address(section), {"en": "x " * 1_000_000, "preview": "1"}, headers={"X-Autosave": "1"})
    assert "1,940,000 characters too long" in answer.json()["en"]["html"] or "1940000" in answer.json()["en"]["html"]
    assert time.monotonic() - began < 2


def test_who_reads_only_has_no_preview_of_what_they_post(cast, section):
    client = signed_in(cast.approver_es)
    assert client.post(address(section), {"en": TYPED, "preview": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("a b", ""), ("", "a b"), ("one\n\ntwo", "one\n\ntwo three"), ("the same", "the same")],
)
def test_both_texts_can_be_put_together_again_from_what_differs(first, second):
    changes = compared(first, second)
    assert "".join(text for kind, text in changes if kind != "second").strip() == first
    assert "".join(text for kind, text in changes if kind != "first").strip() == second


def test_two_long_texts_are_compared_in_a_moment():
    began = time.monotonic()
    first, second = ("la casa " * (LONGEST // 8), "casa la " * (LONGEST // 8))
    assert compared(first, second)
    many = "\n".join(f"line {n % 7}" for n in range(6_000)), "\n".join(f"line {n % 5}" for n in range(6_000))
    assert compared(*many)
    assert time.monotonic() - began < 4
