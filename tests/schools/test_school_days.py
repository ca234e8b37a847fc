"""Promises in school days skip weekends and the school's days off."""

from datetime import date

import pytest

from schools.facts import add_school_days
from schools.models import DayOff

THURSDAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, THURSDAY),
        (1, date(2026, 10, 16)),
        (2, date(2026, 10, 19)),
        (5, date(2026, 10, 22)),
        (10, date(2026, 10, 29)),
    ],
)
def test_weekends_do_not_count(cast, days, expected):
    assert add_school_days(cast.team.pk, THURSDAY, days) == expected


def test_a_day_off_of_every_school_does_not_count(cast):
    DayOff.objects.create(on=date(2026, 10, 16), name="Staff day")
    assert add_school_days(cast.team.pk, THURSDAY, 1) == date(2026, 10, 19)


def test_another_schools_day_off_counts(cast):
    DayOff.objects.create(on=date(2026, 10, 16), name="Staff day", school=cast.one)
    assert add_school_days(cast.team.pk, THURSDAY, 1) == date(2026, 10, 16)
    assert add_school_days(cast.one.pk, THURSDAY, 1) == date(2026, 10, 19)


def test_from_a_saturday_the_next_school_day_is_monday(cast):
    assert add_school_days(cast.team.pk, date(2026, 10, 17), 1) == date(2026, 10, 19)


def test_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        add_school_days(cast.team.pk, THURSDAY, 60)


def test_days_are_not_counted_backwards(cast):
    with pytest.raises(ValueError, match="negative"):
        add_school_days(cast.team.pk, THURSDAY, -1)
