"""The demo year: loaded once, each row on its own day, the same matrix by screens and by the script."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts.clock import today
from accounts.models import User
from compliance.matrix import rows
from documents.models import Edition
from meetings.models import Attendance, Meeting, Session
from notices.models import Delivery, Recipient
from people.models import Person
from schools.facts import add_school_days
from schools.models import DayOff, School
from sjcoe_portal.demo.calendar import school_day_from
from tests.cast import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    call_command("seed_demo", stdout=io.StringIO())


def test_seven_active_schools_and_the_office_three_designations(demo):
    assert School.objects.public().count() == 7
    assert School.objects.filter(kind="office").count() == 1
    found = rows(School.objects.listed(), 2026, date(2026, 11, 22), moment("2026-11-22T09:00"))
    assert {row.facts.title_i for row in found} >= {"schoolwide", "targeted", "none"}


def test_the_annual_meeting_was_counted_on_october_15_whatever_the_clock(demo):
    counts = Attendance.objects.filter(session__meeting__owner__slug="team-charter")
    assert {row.on for row in counts} == {date(2026, 10, 15)}
    assert {row.entered_at.date() for row in counts} <= {date(2026, 10, 15), date(2026, 10, 16)}


def test_the_next_meeting_is_on_the_first_school_day_from_28_days_on_and_its_invitations_wait_in_the_outbox(demo):
    coming = Session.objects.order_by("-starts_at").first()
    team, earliest = School.objects.get(slug="team-charter"), today() + timedelta(days=28)
    assert coming.on == add_school_days(team.pk, earliest - timedelta(days=1), 1)
    assert coming.on.weekday() < 5
    assert not DayOff.objects.at(team.pk).filter(on=coming.on).exists()
    assert coming.meeting.for_year == 2026
    assert coming.meeting.invitations.get().notice.state == "released"


def test_every_school_is_closed_on_thanksgiving_and_in_winter_and_has_its_own_staff_day(demo):
    opens = {
        date(2026, 12, 18): date(2026, 12, 18),
        date(2026, 12, 20): date(2027, 1, 4),
        date(2026, 11, 21): date(2026, 11, 30),
    }
    for school in School.objects.public():
        assert {day: school_day_from(school, day) for day in opens} == opens
        assert DayOff.objects.filter(school=school).count() == 1


def test_past_invitations_have_their_outcomes_and_nothing_is_due_for_them(demo):
    assert set(Recipient.objects.values_list("outcome", flat=True)) <= {"accepted", "printed", "delivered", "opted_out"}
    assert not Delivery.objects.filter(state="due").exists()


def test_everything_b1_asks_is_there_at_team_charter_before_the_clock_matters(demo):
    team = School.objects.get(slug="team-charter")
    row = rows([team], 2026, date(2026, 11, 22), moment("2026-11-22T09:00"))[0]
    assert {code for code in ("B0", "B1", "B2", "B11") if str(row.standings[code].state) == "complete"} == {
        "B0",
        "B1",
        "B2",
        "B11",
    }
    before = rows([team], 2026, date(2026, 9, 1), moment("2026-09-01T09:00"))[0]
    assert str(before.standings["B1"].state) == "none"


def test_a_second_load_changes_nothing(demo):
    before = [model.objects.count() for model in (School, User, Person, Meeting, Edition)]
    out = io.StringIO()
    call_command("seed_demo", stdout=out)
    assert "nothing was changed" in out.getvalue()
    assert before == [model.objects.count() for model in (School, User, Person, Meeting, Edition)]


def test_a_dry_run_leaves_nothing(settings):
    settings.DEMO = True
    call_command("seed_demo", dry_run=True, stdout=io.StringIO())
    assert not School.objects.exists()


def test_it_is_refused_outside_a_demo_installation(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo installation"):
        call_command("seed_demo", stdout=io.StringIO())
