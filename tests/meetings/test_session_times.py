"""A session's time is one at which a family could come: near, on the clock of the wall, by day."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from meetings import actions
from tests.cast import PACIFIC, signed_in
from tests.meetings.conftest import MONDAY

DAYS, CLOCK = "Choose a day from a year ago", "The clocks change that night"
HOURS, ORDER, LONG = "Choose hours between 6:00", "A meeting ends after it begins", "at most twelve hours"
REFUSED = [
    ("9999-12-31", "18:00", "23:00", DAYS),
    ("0001-01-01", "00:00", "01:00", DAYS),
    ("1900-01-01", "18:00", "19:00", DAYS),
    ("2031-01-01", "18:00", "19:00", DAYS),
    ("2025-11-15", "18:00", "19:00", DAYS),
    ("2028-11-16", "18:00", "19:00", DAYS),
    ("2027-03-14", "02:30", "03:30", CLOCK),
    ("2027-03-14", "01:30", "02:30", CLOCK),
    ("2026-12-03", "05:59", "07:00", HOURS),
    ("2026-12-03", "21:00", "22:01", HOURS),
    ("2026-12-03", "08:00", "20:01", LONG),
    ("2026-12-03", "19:00", "18:00", ORDER),
]
ACCEPTED = [
    ("2025-11-16", "06:00", "07:00"),
    ("2028-11-15", "21:00", "22:00"),
    ("2027-03-14", "08:00", "20:00"),
    ("2026-12-03", "18:00", "19:30"),
]


def planned(day: str, starts: str, ends: str) -> actions.SessionPlan:
    times = [timezone.make_aware(datetime.fromisoformat(f"{day}T{clock}")) for clock in (starts, ends)]
    return actions.SessionPlan(times[0], times[1], "Aula 4", "Room 4")


@pytest.mark.parametrize(("day", "starts", "ends", "sentence"), REFUSED)
def test_a_time_at_which_nobody_could_come_is_refused_with_a_sentence(cast, plan, day, starts, ends, sentence):
    meeting, wish = plan(hours=()), planned(day, starts, ends)
    with override("en"), pytest.raises(ValidationError, match=sentence):
        actions.set_sessions(meeting, [wish], by=cast.coordinator)
    with override("en"), pytest.raises(ValidationError, match=sentence):
        actions.add_session(meeting, **wish._asdict(), by=cast.coordinator)
    assert not meeting.sessions.exists()


@pytest.mark.parametrize(("day", "starts", "ends"), ACCEPTED)
def test_the_first_and_last_days_and_hours_are_accepted(cast, plan, day, starts, ends):
    meeting = plan(hours=())
    actions.set_sessions(meeting, [planned(day, starts, ends)], by=cast.coordinator)
    assert meeting.sessions.count() == 1


@pytest.mark.parametrize(("day", "starts", "ends"), [row[:3] for row in REFUSED])
def test_the_desk_says_it_on_the_page_with_what_was_typed(cast, plan, day, starts, ends):
    meeting = plan(hours=())
    management = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    row = {"form-0-day": day, "form-0-starts": starts, "form-0-ends": ends}
    places = {"form-0-place_es": "Aula 4", "form-0-place_en": "Room 4"}
    url = f"/es/desk/{cast.team.slug}/meetings/{meeting.pk}/sessions/"
    response = signed_in(cast.coordinator).post(url, {**management, **row, **places})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Aula 4" in page
    # The summary names the session and leads to the field to mend.
    fields = "|".join(("day", "starts", "ends"))
    assert re.search(rf'<div class="errors".*<a href="#id_form-0-({fields})">Sesión 1, ', page, re.DOTALL)


def test_a_year_ago_is_counted_from_today():
    assert (MONDAY - timedelta(days=365)).date().isoformat() == "2025-11-16"
    assert datetime(2027, 3, 14, 2, 30, tzinfo=PACIFIC).utcoffset() == timedelta(hours=-8)
