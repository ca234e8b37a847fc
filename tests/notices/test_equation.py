"""audience = delivered + accepted + printed + failed + opted out + unconfirmed + cancelled + under way, always."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.clock import at
from notices import actions
from notices.choices import DeliveryState, Outcome
from notices.delivery import run
from notices.delivery.claim import claim, hand_over
from notices.delivery.provider import Answer, Said
from notices.facts import tally
from notices.models import Delivery, Notice
from people.models import ContactPoint
from tests.notices.conftest import RELEASED
from tests.notices.families import many_families
from tests.servers.promises import scaled

PEOPLE = 6
ANSWERS = [
    Said(Answer.TAKEN),
    Said(Answer.LATER, "451 x"),
    Said(Answer.NEVER, "550 x"),
    Said(Answer.UNSURE, "x"),
    Said(Answer.LATER, "421 x"),
]
STEPS = st.one_of(
    st.tuples(st.just("deliver"), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=8)),
    st.tuples(st.just("die"), st.integers(0, PEOPLE)),
    st.tuples(st.just("wait"), st.sampled_from([5, 61, 130, 4000, 90_000])),
    st.tuples(st.just("opt out"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("new address"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.sampled_from(["cancel", "stop", "expand"]), st.none()),
)


class World:
    """One notice and what happens to it."""

    def __init__(self, cast, people, answer):
        self.cast, self.people, self.answer = cast, people, answer
        self.time = RELEASED
        with at(self.time):
            self.notice = actions.draft(
                cast.team, kind="x", audience="persons", person_ids=[one.pk for one in people], by=cast.coordinator,
                subject_es="Hola", subject_en="Hello", body_es="Hola", body_en="Hello",
                not_after=RELEASED + timedelta(days=2),
            )  # fmt: skip
            actions.release(self.notice, by=cast.coordinator)

    def do(self, name, what):
        """One thing that may happen; what is refused changes nothing."""
        with at(self.time), suppress(ValidationError):
            getattr(self, name.replace(" ", "_"))(what)

    def deliver(self, answers):
        self.answer(answers)
        run.deliver(seconds=5)

    def die(self, handed):
        claimed = claim()
        hand_over(claimed.holder, [row.pk for row in claimed.rows[:handed]])

    def wait(self, seconds):
        self.time += timedelta(seconds=seconds)

    def opt_out(self, number):
        self.people[number].contact_points.update(opted_out_at=self.time)

    def new_address(self, number):
        ContactPoint.objects.create(person=self.people[number], kind="email", value=f"{self.time:%s}@families.invalid")

    def cancel(self, _nothing):
        actions.cancel(self.notice, by=self.cast.coordinator)

    def stop(self, _nothing):
        actions.stop(self.notice, by=self.cast.coordinator)

    def expand(self, _nothing):
        actions.expand(self.notice)

    def faults(self):
        """What does not add up."""
        notice = Notice.objects.get(pk=self.notice.pk)
        counts = tally([notice.pk])[notice.pk]
        found = []
        if notice.audience_size is not None and notice.audience_size != sum(counts[one] for one in Outcome):
            found.append("the outcomes do not add up to the audience")
        if notice.audience_size is not None and notice.audience_size != PEOPLE:
            found.append("somebody was lost")
        for recipient in notice.recipients.prefetch_related("deliveries"):
            states = [one.state for one in recipient.deliveries.all()]
            waiting = {DeliveryState.DUE, DeliveryState.CLAIMED} & set(states)
            if bool(waiting) != (recipient.outcome == Outcome.UNDER_WAY):
                found.append(f"{recipient.outcome} with {states}")
            if states.count(DeliveryState.ACCEPTED) > 1:
                found.append("sent twice")
            if recipient.outcome == Outcome.PRINTED and DeliveryState.PRINTED not in states:
                found.append("on paper without a letter")
            if recipient.outcome == Outcome.OPTED_OUT and DeliveryState.PRINTED in states:
                found.append("opting out triggered a letter")
        return found


class Connection:
    """A connection that says what it is told to."""

    def close(self):
        """Nothing to close."""


@pytest.fixture
def answer(monkeypatch):
    """Give the provider's next answers."""
    waiting = []

    def hand(_connection, _message):
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    monkeypatch.setattr(run, "connect", Connection)
    monkeypatch.setattr(run, "hand", hand)

    def tell(answers):
        waiting[:] = answers

    return tell


@pytest.fixture
def live(cast, answer):
    """Let something happen to a new notice, and give what then does not add up."""
    people = many_families(cast, PEOPLE)
    ContactPoint.objects.filter(person=people[0]).delete()

    def happen(steps):
        ContactPoint.objects.filter(person__in=people).update(opted_out_at=None)
        Delivery.objects.filter(state__in=["due", "claimed"]).update(state="cancelled")
        world = World(cast, people, answer)
        faults = []
        for name, what in steps:
            world.do(name, what)
            faults += world.faults()
        return faults

    return happen


def test_the_ledger_adds_up_whatever_happens(live, promise):
    with promise("T4 ledger") as count:

        @settings(
            max_examples=scaled(1000), deadline=None, database=None, derandomize=True,
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        )  # fmt: skip
        @given(first=st.sampled_from(["expand", "expand", "cancel"]), steps=st.lists(STEPS, max_size=14))
        def happens(first, steps):
            count.count(not live([(first, None), *steps]))

        happens()


REFUSED = [("expand", None), ("wait", 61), ("deliver", [Said(Answer.NEVER, "550 x")])]
DIED = [("expand", None), ("wait", 61), ("die", 3), ("wait", 130), ("deliver", [Said(Answer.TAKEN)])]


@pytest.mark.parametrize(
    ("forgotten", "steps"), [("ledger.settle", REFUSED), ("ledger._open", REFUSED), ("sweep.settle", DIED)]
)
def test_forgetting_one_write_would_be_found(live, monkeypatch, forgotten, steps):
    """The controls: each write of the ledger left out in turn."""
    assert live(steps) == []
    monkeypatch.setattr(f"notices.delivery.{forgotten}", lambda *_: None)
    assert live(steps) != []
