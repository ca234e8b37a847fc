"""Answers to families and comments without one: a document's page counts them and leads to them, in both languages."""

import re

import pytest
from django.utils.translation import override

from accounts.clock import at
from documents import actions
from documents.actions import Said
from documents.models import Answer
from tests.cast import signed_in
from tests.documents.joint import AFTER, LAST, answer, desk, say

pytestmark = pytest.mark.django_db
WORDS = {
    "en": {
        "nothing": "Nothing waits in this language.",
        "one": "1 answer to families waits in this language",
        "lack": "1 answer to families’ comments is not approved in both languages yet.",
        "comments": ["2 comments have no answer yet. Answer them first.", "2 have no answer yet"],
    },
    "es": {
        "nothing": "En este idioma no espera nada.",
        "one": "1 respuesta a las familias espera en este idioma",
        "lack": "Falta aprobar 1 respuesta a las familias en los dos idiomas.",
        "comments": [
            "2 comentarios no tienen respuesta todavía. Contéstelos primero.",
            "2 todavía no tienen respuesta",
        ],
    },
}


def page_of(who, document, language):
    with at(AFTER), override(language):
        return signed_in(who).get(desk(document, language=language)).content.decode()


def link_of(page, words):
    """Where the link around these words leads."""
    found = re.search(rf'<a href="([^"]*)">{re.escape(words)}', page)
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.parametrize("language", WORDS)
def test_an_approver_is_not_told_that_nothing_waits_while_an_answer_does(cast, window, language):
    given = answer(cast, [say(window)], approved=False)
    actions.approve(given, "en", by=cast.approver_en)
    page, words = page_of(cast.approver_es, window.document, language), WORDS[language]
    assert page.count(words["nothing"]) == 1
    assert link_of(page, words["one"]) == link_of(page, words["lack"]) == "#h-answers"
    assert 'id="h-answers"' in page
    assert desk(window.document, f"answers/{given.pk}/", language) in page
    assert {"en": "There is not enough money.", "es": "No alcanza el dinero."}[language] in page


@pytest.mark.parametrize("language", WORDS)
def test_control_once_every_answer_is_approved_nothing_waits(cast, window, language):
    answer(cast, [say(window)])
    page, words = page_of(cast.approver_es, window.document, language), WORDS[language]
    assert page.count(words["nothing"]) == 2
    assert "h-answers" not in page
    assert words["lack"] not in page


def test_an_answer_not_yet_in_the_other_language_waits_there_too(cast, window):
    row = say(window)
    texts = {"en": "We added a day."}
    with at(AFTER):
        actions.reply(window.document, [row], outcome="changed", key="B2", texts=texts, by=cast.coordinator)
    page = page_of(cast.approver_es, window.document, "en")
    assert page.count(WORDS["en"]["one"]) == 2
    assert Answer.objects.get().state_es == "missing"


@pytest.mark.parametrize("language", WORDS)
def test_comments_without_an_answer_are_counted_where_something_is_missing_with_the_way_to_them(cast, window, language):
    say(window), say(window, "Otra cosa.")
    page = page_of(cast.coordinator, window.document, language)
    there = desk(window.document, "comments/", language) + "?show=waiting"
    for words in WORDS[language]["comments"]:
        assert link_of(page, words) in ("?show=waiting", there), words
    with at(AFTER):
        assert len(signed_in(cast.coordinator).get(there).context["lines"]) == 2


def test_a_committees_late_comment_is_counted_and_listed_as_the_decision_waits_for_it(cast, window):
    said = Said(text="Add a bus.", language="en", role="community", committee="ELAC")
    with at(AFTER):
        actions.enter_comment(window.document, said, on=AFTER.date(), by=cast.coordinator, form_key="c")
    page = page_of(cast.coordinator, window.document, "en")
    assert "1 comment has no answer yet. Answer it first." in page
    with at(AFTER):
        listed = signed_in(cast.coordinator).get(desk(window.document, "comments/") + "?show=waiting")
    assert [line["comment"].committee for line in listed.context["lines"]] == ["ELAC"]


def test_a_decided_document_is_published_though_a_comment_came_after(cast, window):
    """What keeps a decided document from publication is what it was before: its texts and the answers given."""
    with at(AFTER):
        actions.add_contributor(window.document, role="family", count=6, on=LAST, by=cast.coordinator)
        actions.adopt(window.document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
    say_late = Said(text="Too late.", language="en", role="community", committee="ELAC")
    with at(AFTER):
        actions.enter_comment(window.document, say_late, on=AFTER.date(), by=cast.coordinator, form_key="d")
    assert "no answer yet. Answer it first." not in page_of(cast.coordinator, window.document, "en")
    with at(AFTER):
        assert actions.publish(window.document, by=cast.coordinator).number == 1
