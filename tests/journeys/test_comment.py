"""From a comment to its answer, by keyboard: a family on a phone, a coordinator, two approvers, the family again."""

from typing import Any

import pytest

from documents.models import Answer, Comment, Document
from tests.journeys.places import APPROVER, COMMUNITY, WRITER
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
APPROVERS = {"es": APPROVER, "en": "edith@condado.invalid"}
SAID = {"es": "¿Puede venir también mi mamá? Ella los cuida.", "en": "Can my mother come too? She looks after us."}
TRANSLATED = {"es": "Can my mother come too?", "en": "¿Puede venir también mi mamá?"}
ANSWERED = {
    "es": "Sí. Puede venir quien cuida a su hijo o hija ({way}).",
    "en": "Yes. Whoever looks after your child can come ({way}).",
}


def comment(parent: Visitor, way: str) -> Comment:
    """From the school's page to the form of one part, and what it says afterwards."""
    parent.open(f"/{parent.language}/schools/{COMMUNITY}/")
    parent.follow(parent.link(parent.words("Read the draft and say what you think")))
    parent.follow(parent.page.locator("a[href$='?part=conferences']"))
    parent.write(parent.page.locator("#id_text"), f"{SAID[parent.language]} {way}")
    parent.tick(parent.page.locator("#id_may_show"))
    parent.follow(parent.button(parent.words("Send what I think")))
    parent.is_at("/compact/review/done/")
    parent.sees(parent.words("Done, we have what you said"))
    row = Comment.objects.latest("pk")
    assert (row.key, row.language, row.may_show, row.window is not None) == ("conferences", parent.language, True, True)
    return row


def show(one: Visitor, document: Document, row: Comment) -> None:
    """The coordinator reads it, puts it in the other language and lets it show."""
    one.open(f"/{one.language}/desk/{COMMUNITY}/documents/{document.pk}/")
    one.follow(one.link(one.staff("Answer what families said")))
    one.follow(one.page.locator(f"a[href$='/comments/{row.pk}/']"))
    other = "en" if row.language == "es" else "es"
    one.write(one.page.locator(f"#id_text_{other}"), TRANSLATED[row.language])
    one.follow(one.button(one.staff("Show it to the public")))
    one.is_at("/comments/")
    one.sees(one.staff("Shown to the public"))


def answer(one: Visitor, row: Comment, way: str) -> Answer:
    """One answer in both languages: not changed, and why."""
    one.follow(one.page.locator(f"a[href$='/comments/answer/?comment={row.pk}']"))
    one.choose(one.page.locator("[name=outcome]").nth(1))
    for code, words in ANSWERED.items():
        one.write(one.page.locator(f"#id_text_{code}"), words.format(way=way))
    one.follow(one.button(one.staff("Keep the answer")))
    one.sees(one.staff("Answered: not changed"))
    row.refresh_from_db()
    assert row.answer is not None
    return row.answer


def approve(visitor: Any, language: str, given: Answer, **context: Any) -> None:
    """Each approver finds it in what waits for them, reads it and says yes."""
    for code, email in APPROVERS.items():
        one = visitor(language, 1280, **context)
        one.sign_in_as(email)
        one.open(f"/{language}/desk/{COMMUNITY}/documents/waiting/")
        one.follow(one.page.locator(f"main a[href$='/answers/{given.pk}/']").first)
        one.follow(one.page.locator(f"button[form='approve-{code}']"))
        one.is_at("/documents/waiting/")
    given.refresh_from_db()
    assert (given.state_es, given.state_en) == ("approved", "approved")


@pytest.mark.parametrize(("language", "way"), [("es", "es"), ("en", "en"), ("es", "plain")])
def test_a_comment_from_a_phone_is_shown_answered_and_found_again(visitor, language, way):
    """The way called plain is the whole walk without JavaScript."""
    script = {"java_script_enabled": way != "plain"}
    parent = visitor(language, 360, **script)
    row = comment(parent, way)
    one = visitor(language, 1280, **script)
    one.sign_in_as(WRITER)
    show(one, row.document, row)
    approve(visitor, language, answer(one, row, way), **script)
    parent.follow(parent.link(parent.words("See what families said and what we did")))
    parent.is_at("/compact/answers/")
    parent.sees(SAID[language])
    parent.sees(ANSWERED[language].format(way=way))


def test_the_language_button_keeps_a_half_written_comment(visitor):
    parent = visitor("es", 360)
    parent.open(f"/es/schools/{COMMUNITY}/compact/review/")
    parent.follow(parent.page.locator("a[href$='?part=talk']"))
    parent.write(parent.page.locator("#id_text"), "A medias")
    parent.follow(parent.button("English"))
    assert parent.page.locator("html").get_attribute("lang") == "en"
    assert parent.page.locator("#id_text").input_value() == "A medias"
    assert parent.page.locator("#id_part").input_value() == "talk"
