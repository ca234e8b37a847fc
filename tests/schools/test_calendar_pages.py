"""Days without school and counts of students: entered, refused with a sentence, taken back, used by the clocks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.clock import at, today
from accounts.models import AuditEntry
from schools.actions import close, count_students, void
from schools.facts import add_school_days
from schools.models import DayOff, EnrolmentCount
from tests.cast import moment, signed_in
from tests.schools.test_county_pages import url

FRIDAY, THURSDAY = date(2026, 11, 27), date(2026, 11, 26)


@pytest.fixture(autouse=True)
def in_november():
    with at(moment("2026-11-22T10:00")):
        yield


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Answers promised in school days skip"), ("es", "se saltan los fines de semana")]
)
def test_a_day_is_entered_shown_skipped_by_the_clocks_and_taken_back(cast, language, said):
    county = signed_in(cast.county)
    typed = {"on": str(FRIDAY), "name": "Día del personal"}
    answer = county.post(url("add_day", "team-charter", language=language), typed, follow=True)
    page = answer.content.decode()
    assert "Día del personal" in page
    assert said in page
    row = DayOff.objects.get()
    assert (row.school, row.entered_by) == (cast.team, cast.county)
    assert add_school_days(cast.team.pk, THURSDAY, 1) == date(2026, 11, 30)
    assert add_school_days(cast.one.pk, THURSDAY, 1) == FRIDAY
    assert county.post(url("void_day", "team-charter", row.pk), {"reason": ""}).status_code == 200
    county.post(url("void_day", "team-charter", row.pk), {"reason": "Another school was meant."})
    row.refresh_from_db()
    assert (row.voided_by, row.void_reason) == (cast.county, "Another school was meant.")
    again = county.post(url("void_day", "team-charter", row.pk), {"reason": "Once more"})
    assert again.status_code == 409
    assert f"{cast.county.name} took this back already" in again.content.decode()
    assert add_school_days(cast.team.pk, THURSDAY, 1) == FRIDAY
    county.post(url("add_day", "team-charter"), typed)
    assert DayOff.objects.at(cast.team.pk).count() == 1
    assert list(AuditEntry.objects.filter(record="schools.dayoff").values_list("verb", "year")) == [
        ("close", 2026),
        ("void", 2026),
        ("close", 2026),
    ]


def test_a_day_entered_at_the_office_holds_for_every_school_and_is_taken_back_there(cast):
    county = signed_in(cast.county)
    county.post(url("add_day", cast.office.slug), {"on": str(FRIDAY), "name": "Day after the feast"})
    row = DayOff.objects.get()
    assert row.school is None
    for school in (cast.team, cast.one):
        assert add_school_days(school.pk, THURSDAY, 1) == date(2026, 11, 30)
    shown = county.get(url("detail", "team-charter")).content.decode()
    assert "every school" in shown
    assert url("void_day", "team-charter", row.pk) not in shown
    assert county.post(url("void_day", "team-charter", row.pk), {"reason": "No"}).status_code == 404
    assert county.post(url("void_day", cast.office.slug, row.pk), {"reason": "No"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"on": "2026-11-28", "name": "Saturday"}, "Saturdays and Sundays"),
        ({"on": "2031-11-28", "name": "Far"}, "Choose a day of last, this or next school year"),
        ({"on": "1900-01-02", "name": "Far"}, "Check the year"),
        ({"on": str(FRIDAY), "name": ""}, "Please answer this one"),
        ({"on": "soon", "name": "x"}, "errors"),
    ],
)
def test_a_day_that_cannot_be_is_answered_beside_its_field(cast, typed, says):
    answer = signed_in(cast.county).post(url("add_day", "team-charter"), typed)
    assert answer.status_code == 200
    assert says in answer.content.decode() or answer.context["form"].errors
    assert not DayOff.objects.exists()


def test_a_day_is_entered_once(cast):
    close(cast.office, FRIDAY, "Everywhere", by=cast.county)
    page = signed_in(cast.county).post(url("add_day", "team-charter"), {"on": str(FRIDAY), "name": "Again"})
    assert "This day is entered already." in page.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(on=FRIDAY, name="Twice")


def test_a_count_is_entered_shown_and_taken_back(cast):
    county = signed_in(cast.county)
    typed = {"on": "2026-10-07", "students": "312", "english_learners": "96"}
    page = county.post(url("add_count", "team-charter"), typed, follow=True).content.decode()
    assert "312 students" in page
    assert "96 of them learn English" in page
    row = EnrolmentCount.objects.get()
    assert (row.school, row.entered_by, row.for_year) == (cast.team, cast.county, 2026)
    assert county.post(url("void_count", "one-charter", row.pk), {"reason": "x"}).status_code == 404
    page = county.post(
        url("void_count", "team-charter", row.pk), {"reason": "Miscounted"}, follow=True
    ).content.decode()
    assert "312 students" not in page
    row.refresh_from_db()
    assert row.void_reason == "Miscounted"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"on": "2027-10-07", "students": "3"}, "today at the latest"),
        ({"on": "2011-10-07", "students": "3"}, "today at the latest"),
        ({"on": "2026-10-07", "students": "3", "english_learners": "4"}, "There cannot be more students"),
        ({"on": "2026-10-07", "students": "-1"}, "errors"),
        ({"on": "2026-10-07", "students": "9" * 30}, "errors"),
    ],
)
def test_a_count_that_cannot_be_is_refused(cast, typed, says):
    answer = signed_in(cast.county).post(url("add_count", "team-charter"), typed)
    assert answer.status_code == 200
    assert says in answer.content.decode() or answer.context["form"].errors
    assert not EnrolmentCount.objects.exists()


def test_control_without_the_mark_a_voided_day_would_still_be_skipped(cast):
    row = close(cast.team, FRIDAY, "Staff day", by=cast.county)
    void(row, by=cast.county, reason="A mistake")
    assert add_school_days(cast.team.pk, THURSDAY, 1) == FRIDAY
    DayOff.objects.update(voided_at=None)
    assert add_school_days(cast.team.pk, THURSDAY, 1) == date(2026, 11, 30)


def test_numbers_of_children_are_asked_of_nobody_else(cast):
    count_students(cast.team, on=today(), students=3, english_learners=None, by=cast.county)
    assert "3 students" in signed_in(cast.readonly).get(url("detail", "team-charter")).content.decode()
    assert (
        url("add_count", "team-charter")
        not in signed_in(cast.readonly).get(url("detail", "team-charter")).content.decode()
    )
