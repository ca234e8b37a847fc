"""What compliance reads of documents: what counted on a day, as it was known at a moment, for any number of schools."""

from datetime import date

import pytest

from accounts.clock import at
from documents import actions
from documents.facts import published
from documents.models import Document
from schools.actions import void
from tests.cast import moment
from tests.documents.conftest import adopt, put_out

pytestmark = pytest.mark.django_db
LATE = moment("2027-06-30T12:00")
KEYS = {"summary", *(f"B{n}" for n in range(1, 9))}


def fact(cast, on=date(2027, 6, 30), known_at=LATE):
    return published([cast.team.pk], "site_policy", on, known_at).get(cast.team.pk, [])


def test_an_edition_counts_from_its_day_and_from_when_it_was_known(cast, edition):
    (one,) = fact(cast)
    assert (one.edition_id, one.document_id, one.for_year) == (edition.pk, edition.document_id, 2026)
    assert one.complete_keys == KEYS
    assert one.contributor_roles == {"family"}
    assert one.adoption_id == edition.adoption_id
    assert fact(cast, on=date(2026, 9, 13)) == []
    assert fact(cast, known_at=moment("2026-09-14T09:59")) == []


def test_a_voided_edition_still_counted_as_then_known(cast, edition):
    with at(moment("2026-11-01T09:00")):
        actions.void_edition(edition, by=cast.county, reason="A mistake")
    assert fact(cast) == []
    assert len(fact(cast, known_at=moment("2026-10-31T12:00"))) == 1


def test_the_latest_edition_of_a_document_is_the_one(cast, edition):
    document = Document.objects.get(pk=edition.document_id)
    with at(moment("2027-02-01T09:00")):
        actions.take_back(document, by=cast.coordinator)
        adopt(cast, document)
        second = actions.publish(document, by=cast.coordinator)
    assert [one.edition_id for one in fact(cast)] == [second.pk]
    assert [one.edition_id for one in fact(cast, on=date(2027, 1, 31))] == [edition.pk]
    with at(moment("2027-03-01T09:00")):
        actions.void_edition(second, by=cast.county, reason="A mistake")
    assert [one.edition_id for one in fact(cast)] == [edition.pk]


def test_a_contributor_counts_until_taken_back(cast, edition):
    row = edition.document.contributors.get()
    with at(moment("2026-12-01T09:00")):
        void(row, by=cast.county, reason="Counted twice")
    assert fact(cast)[0].contributor_roles == frozenset()
    assert fact(cast, known_at=moment("2026-11-30T09:00"))[0].contributor_roles == {"family"}


def test_old_paper_is_there_and_never_complete(cast):
    actions.enter_legacy(
        cast.team, "site_policy", 2024, language="en", texts={"B1": "We meet."}, on=date(2024, 9, 5), by=cast.county
    )
    (one,) = fact(cast, known_at=moment("2030-01-01T00:00"))
    assert one.legacy
    assert one.complete_keys == frozenset()


def test_any_number_of_schools_takes_three_questions(cast, edition, django_assert_num_queries):
    schools = [cast.team, cast.one, cast.special, cast.court]
    for school in schools[1:]:
        put_out(cast, school)
    with django_assert_num_queries(3):
        found = published([school.pk for school in schools], "site_policy", date(2027, 6, 30), LATE)
    assert len(found) == 4
