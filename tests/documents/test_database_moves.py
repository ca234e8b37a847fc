"""The database itself keeps a document's way from draft to published, whoever asks and however."""

from datetime import date

import pytest
from django.db import DatabaseError

from documents import actions
from documents.models import Adoption, Document
from tests.documents.conftest import put_out
from tests.documents.lifted import lifted
from tests.documents.test_database_refuses import NOW, refused, run

pytestmark = pytest.mark.django_db


def to(state, document):
    return "UPDATE documents_document SET state = %s WHERE id = %s", [state, document.pk]


def test_a_draft_without_a_decision_is_not_adopted(cast, policy):
    assert refused(*to("adopted", policy))
    with lifted():
        assert run(*to("adopted", policy)) == 1


@pytest.mark.parametrize("gap", ["text_en = ' '", "text_en = ''", "text_en = NULL"])
def test_a_decision_on_words_that_are_not_there_adopts_nothing(cast, ready, gap):
    assert run(*to("draft", ready)) == 1
    assert run(*to("adopted", ready)) == 1
    run(*to("draft", ready))
    empty = (
        "UPDATE documents_section SET state_en = 'missing', state_es = 'draft', approved_hash_es = '',"
        f" approved_hash_en = '', {gap} WHERE document_id = %s AND key = 'B1'"
    )
    if not refused(empty, [ready.pk]):
        assert refused(*to("adopted", ready))


def test_a_voided_decision_and_one_that_was_published_decide_nothing_more(cast, ready):
    run(*to("draft", ready))
    Adoption.objects.update(voided_at=NOW + "+00:00", voided_by=cast.county, void_reason="Another day")
    assert refused(*to("adopted", ready))
    document = put_out(cast, cast.one).document
    actions.take_back(document, by=cast.county)
    assert refused(*to("adopted", document))


@pytest.mark.parametrize("way", [("draft", "published"), ("published", "adopted"), ("published", "gone")])
def test_no_state_is_jumped(cast, policy, way):
    document = put_out(cast, cast.one).document if way[0] == "published" else policy
    assert Document.objects.get(pk=document.pk).state == way[0]
    assert refused(*to(way[1], document))


def test_a_published_document_is_taken_back_to_draft_as_the_action_does(cast):
    document = put_out(cast).document
    actions.take_back(document, by=cast.coordinator)
    assert Document.objects.get(pk=document.pk).state == "draft"


def test_a_document_from_before_the_portal_stays_as_it_is(cast):
    edition = actions.enter_legacy(
        cast.team, "site_policy", 2024, language="es", texts={"B1": "Junta"}, on=date(2024, 9, 1), by=cast.coordinator
    )
    assert refused(*to("draft", edition.document))


def test_a_published_document_is_not_removed_and_a_draft_may_be(cast, policy):
    edition = put_out(cast, cast.one)
    statement = "DELETE FROM documents_document WHERE id = %s"
    # The refusal is this room's own, before any foreign key is asked.
    with pytest.raises(DatabaseError, match="never removed"):
        run(statement, [edition.document_id])
    policy.sections.all().delete()
    assert run(statement, [policy.pk]) == 1


def test_a_document_is_not_born_adopted(cast):
    columns = "owner_id, kind, for_year, variant, state, legacy, created_at, created_by_id"
    statement = f"INSERT INTO documents_document ({columns}) VALUES (%s, 'site_policy', 2030, '', %s, %s, %s, %s)"
    assert refused(statement, [cast.team.pk, "adopted", False, NOW, cast.county.pk])
