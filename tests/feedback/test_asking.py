"""What a family asks is kept with its clock, answered once, and counts as it was known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from accounts.models import AuditEntry
from feedback import actions, facts
from feedback.models import Request
from schools.models import DayOff, School
from tests.feedback.conftest import MONDAY

TODAY = MONDAY.date()


@pytest.fixture
def ask(cast):
    def asked(**changes):
        values = {"kind": "ride", "language": "es", **changes}
        return actions.ask(values.pop("school", cast.team), **values)

    return asked


def known(cast, on=TODAY, known_at=MONDAY):
    return facts.asked([cast.team.pk], 2026, on, known_at).get(cast.team.pk, [])


def test_the_clock_runs_five_school_days(cast, ask):
    DayOff.objects.create(on=date(2026, 11, 20), name="Free")
    assert ask().due_on == date(2026, 11, 24)
    assert ask(before=date(2026, 11, 18)).due_on == date(2026, 11, 18)
    assert ask(before=date(2026, 11, 1)).due_on == TODAY


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": "call"}, "contact"), ({"kind": "question", "detail": "  "}, "detail"), ({"kind": "pony"}, None)],
)
def test_what_cannot_be_answered_is_refused_by_name(cast, ask, changes, field):
    with pytest.raises(ValidationError) as refused:
        ask(**changes)
    assert field is None or set(refused.value.message_dict) == {field}
    assert Request.objects.count() == 0


def test_the_log_names_fields_and_no_words_of_the_family(cast, ask):
    row = ask(kind="question", detail="Secret words", name="Ana", contact="2095550100")
    entry = AuditEntry.objects.get(verb="ask")
    assert entry.fields == ["contact", "detail", "kind", "name"]
    assert (entry.record_id, entry.school_id, entry.year, entry.by) == (row.pk, cast.team.pk, 2026, None)


def test_the_same_form_twice_is_one_request(cast, ask):
    assert ask(form_key="k") == ask(form_key="k")
    ask(form_key="k", school=cast.one)
    assert Request.objects.count() == 2


def test_an_answer_stops_the_clock_once(cast, ask):
    row = ask()
    actions.answer(row, text="Bus 4", met=True, by=cast.assistant, cost_usd=Decimal("12.50"))
    with pytest.raises(ValidationError):
        actions.answer(row, text="Again", met=True, by=cast.assistant)
    row.refresh_from_db()
    assert (row.state, row.responses.get().cost_usd) == ("met", Decimal("12.50"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "on"),
        ({"cost_usd": Decimal("-1")}, "cost_usd"),
    ],
)
def test_an_answer_that_cannot_be_names_its_field(cast, ask, changes, field):
    row = ask()
    with pytest.raises(ValidationError) as refused:
        actions.answer(row, **{"text": "x", "met": True, "by": cast.coordinator, **changes})
    assert set(refused.value.message_dict) == {field}
    row.refresh_from_db()
    assert row.state == "open"


def test_a_wrong_answer_is_taken_back_and_the_past_as_known_stays(cast, ask):
    row = ask()
    actions.answer(row, text="Done", met=True, by=cast.coordinator)
    with at(MONDAY + timedelta(hours=1)):
        actions.reopen(row, by=cast.coordinator, reason="Wrong family")
    row.refresh_from_db()
    assert row.state == "open"
    (before,), (after,) = known(cast), known(cast, known_at=MONDAY + timedelta(hours=2))
    assert (before.met, before.answered_on) == (True, TODAY)
    assert (after.met, after.answered_on) == (False, None)
    with pytest.raises(ValidationError):
        actions.reopen(row, by=cast.coordinator, reason="Again")
    actions.answer(row, text="Now right", met=False, by=cast.coordinator)


def test_what_the_family_took_back_is_no_longer_asked(cast, ask):
    row = ask()
    with at(MONDAY + timedelta(days=1)):
        assert actions.withdraw(row)
        assert not actions.withdraw(row)
    assert len(known(cast)) == 1
    assert known(cast, on=TODAY + timedelta(days=1), known_at=MONDAY + timedelta(days=2)) == []


def test_what_was_answered_cannot_be_taken_back(cast, ask):
    row = ask()
    actions.answer(row, text="Done", met=True, by=cast.coordinator)
    assert not actions.withdraw(row)


def test_a_request_entered_later_was_not_known_before(cast, ask):
    ask(about="meetings.rsvp", about_id=7)
    (fact,) = known(cast)
    assert (fact.kind, fact.on, fact.due_on, fact.about, fact.about_id) == (
        "ride", TODAY, date(2026, 11, 23), "meetings.rsvp", 7,
    )  # fmt: skip
    assert known(cast, known_at=MONDAY - timedelta(seconds=1)) == []
    assert known(cast, on=TODAY - timedelta(days=1)) == []


@pytest.mark.parametrize("number", [1, 100])
def test_any_number_of_schools_takes_two_queries(cast, ask, django_assert_num_queries, number):
    rows = School.objects.bulk_create(School(cds=f"{n:014}", slug=f"s-{n}", name=f"School {n}") for n in range(number))
    for row in rows:
        actions.answer(ask(school=row), text="x", met=True, by=cast.county)
    with django_assert_num_queries(2):
        found = facts.asked([row.pk for row in rows], 2026, TODAY, MONDAY)
    assert len(found) == number
