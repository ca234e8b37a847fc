"""What families said stays as they said it, and no decision passes over them: refused by action and by database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from accounts.clock import at
from documents import actions
from documents.models import Comment, Document
from tests.cast import signed_in
from tests.documents.joint import AFTER, DECIDED, DURING, answer, desk, say
from tests.documents.lifted import lifted

pytestmark = pytest.mark.django_db
# What nobody may do to a comment, a copy or the text that was laid open, whoever asks and however.
CHANGES = [
    "UPDATE documents_comment SET text = 'x'",
    "UPDATE documents_comment SET language = 'en'",
    "UPDATE documents_comment SET \"on\" = '2025-01-01'",
    "UPDATE documents_comment SET window_id = NULL",
    "UPDATE documents_comment SET not_satisfied = NOT not_satisfied",
    "UPDATE documents_comment SET name = 'Somebody'",
    "UPDATE documents_comment SET may_show = TRUE WHERE NOT may_show",
    "UPDATE documents_comment SET answer_id = NULL, answered_at = NULL WHERE answer_id IS NOT NULL",
    "DELETE FROM documents_comment",
    "UPDATE documents_commentcopy SET text_es = 'x'",
    "UPDATE documents_commentcopy SET shown = FALSE, reason = 'x'",
    "DELETE FROM documents_commentcopy",
    "UPDATE documents_reviewtext SET text_es = 'x'",
    "DELETE FROM documents_reviewtext",
    "UPDATE documents_reviewwindow SET closes_on = '2026-12-01'",
    "DELETE FROM documents_reviewwindow",
]


def executed(statement, params=None):
    """Whether the database took it; undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params or [])
            assert cursor.rowcount != 0, "nothing was there to change"
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


@pytest.fixture
def spoken(cast, window):
    """One comment answered and shown, one that may not be shown and waits."""
    row = say(window)
    say(window, "En silencio.", may_show=False)
    answer(cast, [row])
    with at(AFTER):
        actions.show(row, {"es": "Dicho."}, by=cast.coordinator)
    return window


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_a_change_to_what_was_said(spoken, statement):
    assert not executed(statement)


@pytest.mark.parametrize("statement", [one for one in CHANGES if one.startswith("UPDATE")])
def test_control_without_triggers_the_same_statement_passes(spoken, statement):
    with lifted():
        assert executed(statement)


def test_a_name_may_be_taken_back_and_the_consent_to_be_shown(window):
    row = say(window, name="Ana Invento")
    assert Comment.objects.filter(pk=row.pk).update(name="", may_show=False)


def test_no_decision_while_families_may_still_comment(cast, window):
    with at(DURING):
        page = signed_in(cast.coordinator).post(desk(window.document, "decision/"), DECIDED | {"on": "2026-09-05"})
    assert "Families may still comment on this draft." in page.content.decode()
    assert Document.objects.get(pk=window.document_id).state == "draft"


def test_no_decision_before_each_comment_has_its_answer(cast, window):
    row = say(window, may_show=False)
    client = signed_in(cast.coordinator)
    with at(AFTER):
        page = client.post(desk(window.document, "decision/"), DECIDED).content.decode()
        assert "1 comment has no answer yet. Answer it first." in page
        assert "comments/?show=waiting" in page
        answer(cast, [row])
        assert client.post(desk(window.document, "decision/"), DECIDED).status_code == 302
    assert Document.objects.get(pk=window.document_id).state == "adopted"


def test_a_late_comment_holds_up_no_decision(cast, window):
    say(window, when=AFTER)
    with at(AFTER):
        actions.adopt(window.document, "site_council", date(2026, 9, 16), "7-0", by=cast.coordinator)


ADOPTED = "UPDATE documents_document SET state = 'adopted' WHERE id = %s"


def test_the_database_lets_no_document_pass_over_an_unanswered_comment(window):
    say(window)
    assert not executed(ADOPTED, [window.document_id])
    with lifted():
        assert executed(ADOPTED, [window.document_id])


def test_an_answer_in_one_language_keeps_it_from_being_published(cast, window):
    answer(cast, [say(window, may_show=False)], approved=False)
    with at(AFTER):
        actions.adopt(window.document, "site_council", date(2026, 9, 16), "7-0", by=cast.coordinator)
        with pytest.raises(ValidationError, match="1 answer to families’ comments is not approved"):
            actions.publish(window.document, by=cast.coordinator)


def test_what_is_shown_needs_its_writers_consent(cast, window):
    row = say(window, may_show=False)
    with pytest.raises(ValidationError, match="did not agree"):
        actions.show(row, {"es": "Dicho."}, by=cast.coordinator)
    assert not row.copies.exists()
