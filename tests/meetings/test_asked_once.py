"""What may be a slip is asked once before it is saved; titles follow the kind; what is too long is said."""

import pytest

from accounts.clock import at
from meetings import actions
from meetings.models import Attendance, Meeting
from schools.models import DayOff
from tests.cast import signed_in
from tests.meetings.test_desk import AFTER, desk, rows

ASKED, PLACE = "Yes, save it anyway", {"place_es": "Biblioteca", "place_en": "Library"}


def plan_new(cast, **typed):
    return signed_in(cast.coordinator).post(desk(None, "new/"), {"kind": "annual", **typed})


def time_at(day):
    return {"day": day, "starts": "18:00", "ends": "19:00", **PLACE}


@pytest.mark.parametrize(
    ("kind", "spanish", "english"),
    [
        ("annual", "Junta anual para familias", "Annual meeting for families"),
        ("family", "Junta para familias", "Family meeting"),
        ("workshop", "Taller para familias", "Family workshop"),
    ],
)
def test_titles_left_empty_are_the_kinds_own(cast, kind, spanish, english):
    plan_new(cast, kind=kind, title_es="", title_en="")
    made = Meeting.objects.get()
    assert (made.title_es, made.title_en) == (spanish, english)


def test_a_title_by_hand_stays_and_the_other_language_is_left_to_be_written(cast):
    plan_new(cast, kind="workshop", title_es="Noche de números", title_en="")
    made = Meeting.objects.get()
    assert (made.title_es, made.title_en) == ("Noche de números", "")


def test_a_title_too_long_is_refused_in_a_sentence_and_no_browser_cuts_it(cast):
    page = plan_new(cast, title_es="x" * 400, title_en="A").content.decode()
    assert "x" * 400 in page
    assert "150" in page
    assert "maxlength" not in page
    assert not Meeting.objects.exists()


def test_a_second_annual_meeting_of_the_year_is_asked_about_once(cast, meeting):
    first = plan_new(cast, title_es="Otra", title_en="Another")
    assert "There is already an annual meeting for school year 2026-27." in first.content.decode()
    assert ASKED in first.content.decode()
    assert Meeting.objects.count() == 1
    assert plan_new(cast, title_es="Otra", title_en="Another", anyway="on").status_code == 302
    assert Meeting.objects.count() == 2


def test_another_kind_and_one_beside_a_meeting_called_off_are_not_asked_about(cast, meeting):
    assert plan_new(cast, kind="family").status_code == 302
    actions.cancel(meeting, by=cast.coordinator, reason="No room")
    assert plan_new(cast).status_code == 302


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-06", "December 6, 2026 is a Sunday."),
        ("2026-12-04", "December 4, 2026 is a day without school."),
        ("2027-09-09", "The meeting would be in school year 2027-28."),
    ],
)
def test_an_unusual_day_is_asked_about_once(cast, plan, day, said):
    DayOff.objects.create(school=None, on="2026-12-04", name="A day off")
    draft, client = plan(hours=()), signed_in(cast.coordinator)
    asked = client.post(desk(draft, "sessions/"), rows(time_at(day))).content.decode()
    assert said in asked
    assert ASKED in asked
    assert not draft.sessions.exists()
    client.post(desk(draft, "sessions/"), {**rows(time_at(day)), "anyway": "on"})
    assert draft.sessions.count() == 1


def test_a_school_day_of_this_year_is_saved_at_once(cast, plan):
    draft = plan(hours=())
    signed_in(cast.coordinator).post(desk(draft, "sessions/"), rows(time_at("2026-12-03")))
    assert draft.sessions.count() == 1


@pytest.mark.parametrize(("people", "is_asked"), [("1000", False), ("1001", True), ("5000", True)])
def test_a_great_many_people_are_asked_about_once(cast, called, people, is_asked):
    meeting = called()
    with at(AFTER):
        client = signed_in(cast.coordinator)
        url = desk(meeting, f"sessions/{meeting.sessions.first().pk}/count/")
        page = client.post(url, {"people": people, "method": "sheet"})
        assert (page.status_code == 200) == is_asked
        if is_asked:
            assert f"{int(people):,} people is a great many for one session." in page.content.decode()
            client.post(url, {"people": people, "method": "sheet", "anyway": "on"})
    assert Attendance.objects.get().people == int(people)
