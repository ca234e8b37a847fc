"""A plan goes on with every comment families made, sealed; whoever changes it is seen."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from documents.facts.packages import faults
from documents.models import Submission
from tests.documents.lifted import lifted
from tests.documents.packages.helpers import SENT_ON, THEN, run

pytestmark = pytest.mark.django_db


def test_every_seal_holds_and_an_edited_row_is_found(package, capsys, promise):
    call_command("verify_packages")
    assert "1 packages are as they were sealed" in capsys.readouterr().out
    edits = {
        "words": "UPDATE documents_comment SET text = 'Todo bien.' WHERE text LIKE 'Falta%'",
        "lost": "DELETE FROM documents_submittedcomment WHERE position = 1",
        "plan": "UPDATE documents_editionsection SET text_es = 'Otra cosa' WHERE position = 1",
    }
    with promise("B5 edited packages found") as tally:
        for fault, statement in edits.items():
            with transaction.atomic():
                with lifted():
                    run(statement)
                found = faults(Submission.objects.get())
                tally.count(fault in found)
                with pytest.raises(CommandError, match="1 of 1 packages"):
                    call_command("verify_packages")
                transaction.set_rollback(True)
    assert faults(Submission.objects.get()) == []


REFUSED = [
    "UPDATE documents_submission SET digest = 'x'",
    "UPDATE documents_submission SET sealed_at = NULL",
    "UPDATE documents_submission SET recipient = 'state'",
    "DELETE FROM documents_submission",
    "DELETE FROM documents_submittedcomment",
    "UPDATE documents_submittedcomment SET position = 9",
    "UPDATE documents_comment SET not_satisfied = FALSE",
    "UPDATE documents_comment SET text = 'Todo bien.'",
    "DELETE FROM documents_comment",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_a_change_to_a_sealed_package(package, statement):
    with pytest.raises(DatabaseError):
        run(statement)


@pytest.mark.parametrize("statement", [one for one in REFUSED if "DELETE FROM documents_c" not in one])
def test_control_without_its_triggers_the_database_lets_it_through(package, statement):
    with transaction.atomic():
        with lifted():
            if "DELETE FROM documents_submission" in statement:
                run("DELETE FROM documents_submittedcomment")
            assert run(statement)
        transaction.set_rollback(True)


SEAL = "UPDATE documents_submission SET sealed_at = '2026-10-01 17:00:00', digest = 'x' WHERE id = %s"


def half_full(cast, edition):
    """A package that lacks a comment, not sealed."""
    row = Submission.objects.create(
        edition=edition, recipient="county", on=SENT_ON, for_year=2026, entered_at=THEN, entered_by=cast.coordinator
    )
    row.comments.create(comment=edition.document.comments.first(), position=1)
    return row


def test_the_database_seals_no_package_that_lacks_a_comment(cast, edition):
    row = half_full(cast, edition)
    with pytest.raises(DatabaseError, match="no package without every comment families made"):
        run(SEAL, [row.pk])
    row.comments.create(comment=edition.document.comments.last(), position=2)
    assert run(SEAL, [row.pk]) == 1
    with pytest.raises(DatabaseError):
        row.comments.create(comment=edition.document.comments.last(), position=3)


def test_control_without_its_trigger_a_package_is_sealed_without_a_comment(cast, edition):
    row = half_full(cast, edition)
    with lifted():
        assert run(SEAL, [row.pk]) == 1
    assert "lost" in faults(Submission.objects.get(pk=row.pk))
