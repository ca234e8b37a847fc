"""Writing down what came of an attempt, and taking the next way after one that failed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from accounts.clock import now
from notices.choices import (
    FIRST_RETRY_SECONDS,
    LONGEST_RETRY_SECONDS,
    MAX_ATTEMPTS,
    DeliveryState,
    Outcome,
)
from notices.delivery.ways import PAPER, Way, contact_points, delivery_key, next_way
from notices.models import Delivery, Recipient

# A worker that comes back after its lease ran out still knows better than "unconfirmed".
OPEN = (DeliveryState.CLAIMED, DeliveryState.UNCONFIRMED)
OPEN_OUTCOMES = (Outcome.UNDER_WAY, Outcome.UNCONFIRMED)
TOO_LATE = "too late"


def accepted(holder: str, ids: Collection[int]) -> None:
    """The provider took these messages."""
    _close(holder, ids, DeliveryState.ACCEPTED, Outcome.ACCEPTED)


def unconfirmed(holder: str, ids: Collection[int], error: str) -> None:
    """The provider may have taken these; nobody can tell, so they are never sent again by themselves."""
    _close(holder, ids, DeliveryState.UNCONFIRMED, Outcome.UNCONFIRMED, error)


def withdrawn(holder: str, ids: Collection[int], error: str) -> None:
    """These people may not be sent the notice any more."""
    _close(holder, ids, DeliveryState.CANCELLED, Outcome.CANCELLED, error)


def _close(holder: str, ids: Collection[int], state: str, outcome: str, error: str = "") -> None:
    if not ids:
        return
    moment = now()
    with transaction.atomic():
        rows = Delivery.objects.filter(pk__in=ids, lease_by=holder)
        rows.filter(state__in=OPEN).update(state=state, error=error, done_at=moment, lease_until=None)
        settle(rows.filter(state=state).values("recipient_id"), outcome, moment)


def settle(recipient_ids: object, outcome: str, moment: datetime) -> None:
    """Give recipients their outcome; a settled one keeps its own."""
    rows = Recipient.objects.filter(pk__in=recipient_ids, outcome__in=OPEN_OUTCOMES)  # type: ignore[misc]
    rows.update(outcome=outcome, outcome_at=moment)


def put_off(holder: str, row: Delivery, error: str) -> None:
    """A failure that may pass: try again later, each time after twice as long; the last time, take the next way."""
    if row.attempts >= MAX_ATTEMPTS:
        take_next_way(holder, row, error)
        return
    wait = min(FIRST_RETRY_SECONDS * 2 ** (row.attempts - 1), LONGEST_RETRY_SECONDS)
    Delivery.objects.filter(pk=row.pk, lease_by=holder, state=DeliveryState.CLAIMED).update(
        state=DeliveryState.DUE,
        send_at=now() + timedelta(seconds=wait),
        error=error,
        lease_by="",
        lease_until=None,
        handed_at=None,
    )


def take_next_way(holder: str, row: Delivery, error: str, *, state: str = DeliveryState.FAILED) -> None:
    """Close an attempt and open the next one: another address, or paper; or none when there is no time or no wish."""
    moment = now()
    with transaction.atomic():
        mine = Delivery.objects.filter(pk=row.pk, lease_by=holder, state__in=OPEN)
        if not mine.update(state=state, error=error, done_at=moment, lease_until=None):
            return
        tried = list(Delivery.objects.filter(recipient=row.recipient).order_by("pk"))
        failed = [Way(d.channel, d.address) for d in tried if d.state == DeliveryState.FAILED]
        person_id = row.recipient.person_id
        way = next_way(contact_points([person_id]).get(person_id, ()), failed)
        outcome = _outcome(tried[-1], way, moment)
        if outcome in (Outcome.UNDER_WAY, Outcome.PRINTED) and way is not None:
            _open(row, way, len(tried), moment)
        if outcome != Outcome.UNDER_WAY:
            settle([row.recipient_id], outcome, moment)


def _outcome(row: Delivery, way: Way | None, moment: datetime) -> str:
    if way is None:
        return Outcome.OPTED_OUT
    if row.not_after is not None and row.not_after <= moment:
        return Outcome.FAILED
    return Outcome.PRINTED if way == PAPER else Outcome.UNDER_WAY


def _open(row: Delivery, way: Way, nth: int, moment: datetime) -> None:
    is_paper = way == PAPER
    Delivery.objects.create(
        recipient=row.recipient,
        channel=way.channel,
        address=way.address,
        key=delivery_key(row.recipient.notice, row.recipient.person_id, nth),
        state=DeliveryState.PRINTED if is_paper else DeliveryState.DUE,
        send_at=moment,
        not_after=row.not_after,
        done_at=moment if is_paper else None,
    )
