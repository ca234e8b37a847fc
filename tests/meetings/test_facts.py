"""What meetings show on a day, as known at a moment, in the same number of queries for any number of schools."""

from datetime import date, timedelta

import pytest

from accounts.clock import at
from meetings import actions, facts
from schools.actions import void
from schools.models import School
from tests.cast import moment
from tests.meetings.conftest import MONDAY, evening, session

AFTER, DAY = moment("2026-12-04T09:00"), date(2026, 12, 3)
LONG_AFTER = moment("2027-05-01T09:00")
QUERIES = 7


def held(cast, on=DAY, known_at=LONG_AFTER):
    return facts.held([cast.team.pk, cast.one.pk], 2026, on, known_at)


@pytest.fixture
def been(cast, meeting):
    """A meeting called and invited to in November, counted and written up the day after it was."""
    actions.invite(meeting, by=cast.coordinator)
    with at(AFTER):
        for row, people in zip(meeting.sessions.all(), (12, 30), strict=True):
            actions.count(row, people=people, method="sheet", by=cast.coordinator)
        actions.write_minutes(meeting, text_es="Sí", text_en="Yes", by=cast.coordinator, on=DAY)
    return meeting


def test_a_meeting_that_has_been_shows_everything_it_has(cast, been):
    (fact,) = held(cast)[cast.team.pk]
    assert (fact.id, fact.kind, fact.first_on, fact.held) == (been.pk, "annual", DAY, True)
    assert fact.topics == {"participation", "requirements", "rights"}
    assert fact.parts_of_day == {"morning", "evening"}
    assert fact.services == {"interpreter"}
    assert (len(fact.attendance_ids), fact.people, len(fact.minutes_ids), len(fact.notice_ids)) == (2, 42, 1, 1)


def test_the_day_before_it_has_not_been(cast, been):
    (fact,) = held(cast, on=DAY - timedelta(days=1))[cast.team.pk]
    assert (fact.held, fact.parts_of_day, fact.people, fact.minutes_ids) == (False, frozenset(), None, ())


def test_before_it_was_called_there_is_nothing(cast, been):
    assert held(cast, on=MONDAY.date() - timedelta(days=1)) == {}
    assert held(cast, known_at=MONDAY - timedelta(seconds=1)) == {}


def test_what_was_entered_later_was_not_known_before(cast, been):
    (fact,) = held(cast, known_at=AFTER - timedelta(seconds=1))[cast.team.pk]
    assert (fact.held, fact.people, fact.minutes_ids) == (True, None, ())


def test_a_voided_count_counts_no_longer_but_was_known(cast, been):
    row = evening(been).attendance.get()
    with at(AFTER + timedelta(days=10)):
        void(row, by=cast.coordinator, reason="Wrong room")
    (fact,) = held(cast)[cast.team.pk]
    assert (fact.people, len(fact.attendance_ids)) == (12, 1)
    (fact,) = held(cast, known_at=AFTER + timedelta(days=1))[cast.team.pk]
    assert fact.people == 42


def test_zero_people_is_not_the_same_as_no_count(cast, meeting):
    with at(AFTER):
        actions.count(evening(meeting), people=0, method="sheet", by=cast.coordinator)
    assert held(cast)[cast.team.pk][0].people == 0


def test_a_session_added_later_was_not_known_before(cast, meeting):
    with at(AFTER):
        more = session(("2026-12-08T13:00", "2026-12-08T14:00"))._asdict()
        actions.add_session(meeting, by=cast.coordinator, **more)
    on = date(2026, 12, 9)
    assert "afternoon" in held(cast, on=on)[cast.team.pk][0].parts_of_day
    assert "afternoon" not in held(cast, on=on, known_at=AFTER - timedelta(hours=1))[cast.team.pk][0].parts_of_day


def test_a_meeting_called_off_is_gone_from_that_day_on(cast, meeting):
    with at(MONDAY + timedelta(days=2)):
        actions.cancel(meeting, by=cast.coordinator, reason="Storm")
    assert held(cast) == {}
    assert len(held(cast, on=MONDAY.date())[cast.team.pk]) == 1
    assert len(held(cast, known_at=MONDAY + timedelta(days=1))[cast.team.pk]) == 1


def test_a_draft_shows_nothing(cast, plan):
    plan()
    assert held(cast) == {}


def test_an_invitation_taken_back_shows_nothing(cast, meeting):
    import notices.actions

    notices.actions.cancel(actions.invite(meeting, by=cast.coordinator), by=cast.coordinator)
    assert held(cast)[cast.team.pk][0].notice_ids == ()


def test_a_shared_meeting_stands_at_each_school_with_its_own_invitation(cast, called):
    actions.invite(called(serves=[cast.one]), by=cast.county)
    found = held(cast)
    (team,), (one,) = found[cast.team.pk], found[cast.one.pk]
    assert team.id == one.id
    assert len(team.notice_ids) == len(one.notice_ids) == 1
    assert team.notice_ids != one.notice_ids


@pytest.mark.parametrize("schools", [1, 100])
def test_any_number_of_schools_takes_seven_queries(cast, plan, django_assert_num_queries, schools):
    rows = School.objects.bulk_create(School(cds=f"{n:014}", slug=f"s-{n}", name=f"School {n}") for n in range(schools))
    for row in rows:
        meeting = plan(row, hours=[("2026-12-03T18:00", "2026-12-03T19:00")])
        actions.call(meeting, by=cast.county)
    with django_assert_num_queries(QUERIES):
        assert len(facts.held([row.pk for row in rows], 2026, DAY, LONG_AFTER)) == schools


def test_who_comes_and_whom_an_invitation_reaches_are_counted(cast, meeting):
    first, last = meeting.sessions.all()
    said = [("yes", first, 2), ("yes", last, 3), ("yes", last, 1), ("phone", None, 1), ("no", None, 1)]
    for n, (coming, session_, party) in enumerate(said):
        actions.answer(
            meeting, coming=coming, session=session_, party=party, language="es", form_key=str(n), phone="2095550100"
        )
    found = facts.answers(meeting)
    assert found.sessions == [(first, 1, 2), (last, 2, 4)]
    assert (found.by_phone, found.not_coming, found.families, found.people) == ((1, 1), 1, 5, 6)
    to = facts.readers(cast.team, participating=False)
    assert (to.total, dict(to.languages), dict(to.channels)) == (3, {"es": 1, "en": 1, "both": 1}, {"email": 3})
