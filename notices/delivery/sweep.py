"""Putting in order what was left lying: leases that ran out, and rows whose time is over."""

from django.db import transaction
from django.db.models import F
from django.db.models.query import QuerySet

from accounts.clock import now
from notices.choices import DeliveryState, Outcome
from notices.delivery.ledger import TOO_LATE, settle
from notices.models import Delivery

MOST = 1000


def sweep() -> None:
    """Offer again what never reached the provider, show as unconfirmed what may have, close what is too late."""
    moment = now()
    ran_out = Delivery.objects.ran_out(moment)
    ran_out.filter(handed_at=None).update(
        state=DeliveryState.DUE, attempts=F("attempts") - 1, lease_by="", lease_until=None
    )
    # Plain SMTP cannot be asked what became of a message, so it is never sent again by itself.
    _close(ran_out.exclude(handed_at=None), DeliveryState.UNCONFIRMED, Outcome.UNCONFIRMED, "lease ran out")
    late = Delivery.objects.late(moment)
    _close(late.filter(attempts=0), DeliveryState.CANCELLED, Outcome.FAILED, TOO_LATE)
    _close(late.filter(attempts__gt=0), DeliveryState.FAILED, Outcome.FAILED, TOO_LATE)


def _close(rows: QuerySet[Delivery], state: str, outcome: str, error: str) -> None:
    moment = now()
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:MOST]):
        with transaction.atomic():
            # The condition is tested again: a worker may have finished one of them meanwhile.
            done_at = None if state == DeliveryState.UNCONFIRMED else moment
            rows.filter(pk__in=ids).update(state=state, error=error, lease_until=None, done_at=done_at)
            closed = Delivery.objects.filter(pk__in=ids, state=state)
            settle(closed.values("recipient_id"), outcome, moment)
