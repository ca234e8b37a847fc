"""The back-planner: every step on a school day before the decision, and no day that cannot be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.clock import at
from documents import actions
from documents.facts.planning import Asked, earliest, fits, refuse_impossible, steps
from documents.models import Document
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all
from tests.documents.test_desk import address

HOLIDAY = date(2027, 5, 31)
ASKED = Asked(decide_on=date(2027, 6, 24), today=date(2027, 3, 1), days=21, off=frozenset({HOLIDAY}))


def days(asked):
    return {step.key: step.on for step in steps(asked)}


def test_a_decision_is_planned_back_step_by_step():
    planned = days(ASKED)
    assert planned["agenda"] == date(2027, 6, 21)
    assert planned["closes"] == date(2027, 6, 14)
    assert (planned["closes"] - planned["opens"]).days >= 21


def test_a_plan_is_heard_at_an_earlier_meeting_whose_agenda_is_posted_too():
    planned = days(replace(ASKED, hearing=True))
    assert planned["hearing"] == date(2027, 6, 17)
    assert planned["hearing_agenda"] == date(2027, 6, 14)
    assert planned["closes"] < planned["hearing_agenda"] < planned["hearing"] < planned["agenda"]


def test_steps_that_are_past_and_not_done_are_late():
    late = [step.key for step in steps(replace(ASKED, today=date(2027, 5, 18), done={"begun"})) if step.late]
    assert late == ["written"]


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(2026, 7, 1), date(2028, 6, 30)),
    st.integers(0, 400),
    st.integers(3, 120),
    st.booleans(),
    st.sets(st.dates(date(2026, 7, 1), date(2028, 6, 30)), max_size=40),
)
def test_whatever_is_asked_steps_are_in_order_on_school_days_and_the_earliest_day_fits(
    today, ahead, long, hearing, off
):
    asked = Asked(today + timedelta(days=ahead), today, long, hearing=hearing, off=frozenset(off))
    planned = steps(asked)
    assert [step.on for step in planned] == sorted(step.on for step in planned)
    assert all(step.on.weekday() < 5 and step.on not in off for step in planned if step.key != "decision")
    first = earliest(asked)
    assert fits(replace(asked, decide_on=first))
    if fits(asked):
        refuse_impossible(asked)
    else:
        with pytest.raises(ValidationError, match="earliest possible day"):
            refuse_impossible(asked)
    for before in range(1, 8):
        day = first - timedelta(days=before)
        is_school_day = day.weekday() < 5 and day not in off
        assert day < today or not is_school_day or not fits(replace(asked, decide_on=day))


def test_a_plan_for_learning_and_money_is_decided_on_by_july_1():
    asked = replace(ASKED, hearing=True, latest=date(2027, 7, 1), decide_on=date(2027, 7, 2))
    with pytest.raises(ValidationError, match=r"by .*July 1.* at the latest"):
        refuse_impossible(asked)
    refuse_impossible(replace(asked, decide_on=date(2027, 7, 1)))


def test_where_july_1_can_no_longer_be_met_the_earliest_day_is_named_and_taken():
    asked = replace(ASKED, hearing=True, latest=date(2027, 7, 1), decide_on=date(2027, 7, 1), today=date(2027, 6, 25))
    with pytest.raises(ValidationError, match="earliest possible day"):
        refuse_impossible(asked)
    refuse_impossible(replace(asked, decide_on=earliest(asked)))


def test_a_window_that_is_open_keeps_its_last_day():
    asked = replace(
        ASKED,
        opened_on=date(2027, 5, 25),
        closes_on=date(2027, 6, 15),
        today=date(2027, 6, 1),
        done={"begun", "written", "approved", "opens"},
    )
    planned = steps(asked)
    assert days(asked)["closes"] == date(2027, 6, 15)
    assert [step.on for step in planned] == sorted(step.on for step in planned)
    assert not fits(asked)
    assert fits(replace(asked, decide_on=date(2027, 6, 25)))


@pytest.mark.django_db
def test_the_page_plans_and_refuses_with_the_earliest_day(cast, policy):
    client = signed_in(cast.coordinator)
    with at(moment("2026-10-01T09:00")):
        page = client.post(address(policy, "plan/"), {"decide_on": "2026-10-05", "days": "21"}).content.decode()
        assert "The earliest possible day is" in page
        assert Document.objects.get().decide_on is None
        answer = client.post(address(policy, "plan/"), {"decide_on": "2026-12-10", "days": "30"}, follow=True)
    page = answer.content.decode()
    assert "Families are asked: the first day for comments" in page
    assert Document.objects.get().decide_on == date(2026, 12, 10)
    with at(moment("2026-12-08T09:00")):
        page = client.get(address(policy, "plan/")).content.decode()
    assert "The day no longer holds" in page
    assert page.count("is-late") >= 3


@pytest.mark.django_db
def test_what_has_happened_is_said_to_be_done(cast, policy):
    with at(moment("2026-10-01T09:00")):
        approve_all(cast, policy)
        actions.open_window(policy, closes_on=date(2026, 10, 20), by=cast.coordinator)
        asked = signed_in(cast.coordinator).get(address(policy, "plan/")).context
    assert asked["earliest"] == date(2026, 10, 30)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "reads", "sets"),
    [("assistant", 200, 302), ("readonly", 200, 404), ("approver_es", 200, 404), ("elsewhere", 404, 404)],
)
def test_who_plans(cast, policy, who, reads, sets):
    client = signed_in(getattr(cast, who))
    with at(moment("2026-10-01T09:00")):
        assert client.get(address(policy, "plan/")).status_code == reads
        assert client.post(address(policy, "plan/"), {"decide_on": "2027-01-15", "days": "21"}).status_code == sets


@pytest.mark.django_db
@pytest.mark.parametrize(
    "posted", [{"days": "21"}, {"decide_on": "9999-12-31", "days": "21"}, {"decide_on": "2027-01-15", "days": "1"}]
)
def test_a_plan_with_a_fault_is_asked_for_again(cast, policy, posted):
    page = signed_in(cast.coordinator).post(address(policy, "plan/"), posted).content.decode()
    assert 'class="errors"' in page
