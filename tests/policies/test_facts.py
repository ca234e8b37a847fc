"""Which policy is in force, and whether it is an amended general one, on a day as known at a moment."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from policies.actions import mark_amended
from policies.facts import in_force
from schools.actions import void
from tests.cast import moment
from tests.documents.conftest import put_out

pytestmark = pytest.mark.django_db
LATE = moment("2030-01-01T12:00")


def policy_of(cast, on, known_at=LATE):
    return in_force([cast.team.pk], on, known_at).get(cast.team.pk)


def test_the_policy_in_force_is_the_years_until_the_next_year_begins(cast, edition):
    with at(moment("2027-05-10T09:00")):
        following = put_out(cast, year=2027)
    assert policy_of(cast, date(2027, 6, 30)).edition_id == edition.pk
    assert policy_of(cast, date(2027, 7, 1)).edition_id == following.pk
    assert policy_of(cast, date(2026, 9, 1)) is None


def test_last_years_policy_stays_in_force_and_says_its_year(cast, edition):
    found = policy_of(cast, date(2028, 1, 10))
    assert found.for_year == 2026


def test_amending_counts_from_its_day_until_taken_back(cast, edition):
    with at(moment("2026-10-01T09:00")):
        row = mark_amended(edition.document, on=date(2026, 10, 1), by=cast.coordinator)
        with pytest.raises(ValidationError, match="already"):
            mark_amended(edition.document, on=date(2026, 10, 1), by=cast.coordinator)
        with pytest.raises(ValidationError, match="still to come"):
            mark_amended(edition.document, on=date(2026, 10, 2), by=cast.coordinator)
    assert not policy_of(cast, date(2026, 9, 30)).amended_general
    assert policy_of(cast, date(2026, 10, 2)).amended_general
    with at(moment("2026-11-01T09:00")):
        void(row, by=cast.county, reason="It was not")
    assert not policy_of(cast, date(2026, 10, 2)).amended_general
    assert policy_of(cast, date(2026, 10, 2), moment("2026-10-15T09:00")).amended_general


def test_any_number_of_schools_takes_five_questions(cast, edition, django_assert_num_queries):
    schools = [cast.team.pk, cast.one.pk, cast.special.pk]
    put_out(cast, cast.one)
    with django_assert_num_queries(5):
        assert len(in_force(schools, date(2027, 6, 30), LATE)) == 2
