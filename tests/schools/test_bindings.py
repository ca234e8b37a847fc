"""What binds a school on a day, as known at a moment."""

from datetime import date

import pytest

from accounts.clock import at
from schools.actions import confirm, designate, end, void
from schools.facts import Binding, bindings
from schools.models import School
from tests.cast import moment

FALL, LATER = date(2026, 10, 1), moment("2026-12-01T12:00")


@pytest.fixture
def community(cast):
    """A school for which nothing is entered."""
    return School.objects.create(slug="community", name="Community", cds="39103973930468")


def bound(school, on=FALL, known_at=LATER):
    return bindings([school], on, known_at)[school.pk]


def enter(cast, school, *, on=date(2026, 7, 1), entered="2026-08-10T09:00", **facts):
    with at(moment(entered)):
        return designate(school, on=on, by=cast.county, **facts)


def test_part_a_binds_the_office_alone(cast):
    found = bindings(School.objects.all(), FALL, LATER)
    assert [School.objects.get(pk=pk).kind for pk, binding in found.items() if binding.part == "A"] == ["office"]
    assert not found[cast.office.pk].to_confirm


@pytest.mark.parametrize(("title_i", "part"), [("schoolwide", "B"), ("targeted", "B"), ("none", "C")])
def test_the_part_follows_from_the_designation(cast, community, title_i, part):
    enter(cast, community, title_i=title_i)
    assert (bound(community).part, bound(community).title_i) == (part, title_i)


@pytest.mark.parametrize("title_i", ["neglected", "part_d"])
@pytest.mark.parametrize("part", ["B", "C"])
def test_neglected_and_part_d_take_the_part_the_office_decided(cast, community, title_i, part):
    enter(cast, community, title_i=title_i, part=part, reason="Only set-aside money.")
    assert (bound(community).part, bound(community).reason) == (part, "Only set-aside money.")


@pytest.mark.parametrize("title_i", ["neglected", "part_d", ""])
def test_where_the_part_is_not_decided_there_is_none_and_it_is_to_confirm(cast, community, title_i):
    enter(cast, community, title_i=title_i)
    assert (bound(community).part, bound(community).to_confirm) == ("", True)


def test_a_school_that_is_not_governed_has_no_part(cast, community):
    row = enter(cast, community, title_i="schoolwide", governed=False)
    assert (bound(community).part, bound(community).governed) == ("", False)
    assert bound(community).to_confirm
    with at(moment("2026-08-11T09:00")):
        confirm(row, by=cast.county)
    assert not bound(community).to_confirm


def test_a_school_without_any_designation_stands_to_confirm(cast, community):
    assert bound(community) == Binding()
    assert bound(community).to_confirm


def test_unconfirmed_shows_as_that(cast, community):
    row = enter(cast, community, title_i="schoolwide")
    assert (bound(community).part, bound(community).confirmed, bound(community).to_confirm) == ("B", False, True)
    with at(moment("2026-09-01T09:00")):
        confirm(row, by=cast.county)
    assert (bound(community).confirmed, bound(community).to_confirm) == (True, False)


def test_before_the_confirmation_it_was_known_as_unconfirmed(cast, community):
    row = enter(cast, community, title_i="schoolwide")
    with at(moment("2026-09-01T09:00")):
        confirm(row, by=cast.county)
    assert not bound(community, known_at=moment("2026-08-31T09:00")).confirmed
    assert bound(community, known_at=moment("2026-08-31T09:00")).part == "B"
    assert bound(community, known_at=moment("2026-09-01T09:00")).confirmed


def test_before_its_first_day_nothing_binds(cast, community):
    enter(cast, community, title_i="none")
    assert bound(community, on=date(2026, 6, 30)).part == ""
    assert bound(community, on=date(2026, 7, 1)).part == "C"


def test_entered_late_it_was_not_known_then(cast, community):
    enter(cast, community, title_i="schoolwide", entered="2026-11-05T09:00")
    assert bound(community, known_at=moment("2026-11-04T09:00")).part == ""
    assert bound(community, known_at=moment("2026-11-06T09:00")).part == "B"


def test_a_later_row_takes_over_on_its_day(cast, community):
    enter(cast, community, title_i="schoolwide")
    enter(cast, community, title_i="none", on=date(2027, 7, 1))
    assert [bound(community, on=day).part for day in (date(2027, 6, 30), date(2027, 7, 1))] == ["B", "C"]


def test_a_row_for_the_past_entered_last_does_not_take_over(cast, community):
    enter(cast, community, title_i="none", on=date(2026, 7, 1))
    enter(cast, community, title_i="schoolwide", on=date(2025, 7, 1), entered="2026-09-01T09:00")
    assert bound(community).part == "C"
    assert bound(community, on=date(2026, 6, 30)).part == "B"


def test_an_ended_row_binds_no_longer_and_the_one_before_does_not_come_back(cast, community):
    enter(cast, community, title_i="schoolwide", on=date(2025, 7, 1))
    row = enter(cast, community, title_i="none")
    with at(moment("2026-09-01T09:00")):
        end(row, ends_on=date(2026, 9, 1), by=cast.county)
    assert bound(community, on=date(2026, 8, 31)).part == "C"
    assert bound(community, on=date(2026, 9, 1)).part == ""


def test_entered_again_for_the_same_day_it_is_corrected_and_the_past_stays_known(cast, community):
    enter(cast, community, title_i="schoolwide")
    enter(cast, community, title_i="none", entered="2026-09-01T09:00")
    assert bound(community, known_at=moment("2026-08-31T09:00")).part == "B"
    assert bound(community).part == "C"


def test_taken_back_it_binds_no_longer_and_the_past_stays_known(cast, community):
    row = enter(cast, community, title_i="schoolwide")
    with at(moment("2026-09-01T09:00")):
        void(row, by=cast.county, reason="Another school was meant.")
    assert bound(community, known_at=moment("2026-08-31T09:00")).part == "B"
    assert bound(community).part == ""


@pytest.mark.parametrize("schools", [1, 100, 1_000])
def test_one_query_for_any_number_of_schools(cast, schools, django_assert_num_queries):
    School.objects.bulk_create(
        School(slug=f"s{n}", name=f"S{n}", cds=f"{20_000_000_000_000 + n}") for n in range(schools)
    )
    found = list(School.objects.filter(slug__startswith="s"))
    with django_assert_num_queries(1):
        bindings(found, FALL, LATER)
