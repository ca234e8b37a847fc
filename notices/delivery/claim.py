"""Taking due rows for one worker: by one conditional update with a lease, committed before the provider is called."""

from collections.abc import Collection
from datetime import timedelta
from secrets import token_hex
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from accounts.clock import now
from notices.choices import BATCH, LEASE_SECONDS, DeliveryState
from notices.models import Delivery


class Claim(NamedTuple):
    """Rows that belong to one holder until its lease runs out."""

    holder: str
    rows: list[Delivery]


def claim(limit: int = BATCH) -> Claim:
    """Take up to `limit` due rows, oldest first; two workers never take the same one.

    The state is tested again in the update: a row that another worker took after it was chosen is passed over. The
    choice is a query of its own, since PostgreSQL may run a locking subquery more than once and so pass its limit.
    """
    moment, holder = now(), token_hex(16)
    with transaction.atomic():
        free = Delivery.objects.due(moment).order_by("send_at", "pk").select_for_update(skip_locked=True, of=("self",))
        chosen = list(free.values_list("pk", flat=True)[:limit])
        Delivery.objects.filter(pk__in=chosen, state=DeliveryState.DUE, send_at__lte=moment).update(
            state=DeliveryState.CLAIMED,
            lease_by=holder,
            lease_until=moment + timedelta(seconds=LEASE_SECONDS),
            attempts=F("attempts") + 1,
        )
    rows = Delivery.objects.held(holder).select_related("recipient__notice__owner", "recipient__person__user")
    return Claim(holder, list(rows.order_by("send_at", "pk")))


def hand_over(holder: str, ids: Collection[int]) -> set[int]:
    """Mark rows as being handed to the provider, and renew the holder's lease; gives those it still holds."""
    moment = now()
    mine = Delivery.objects.held(holder).filter(pk__in=ids, lease_until__gt=moment)
    until = moment + timedelta(seconds=LEASE_SECONDS)
    if mine.update(handed_at=moment, lease_until=until) == len(ids):
        return set(ids)
    return set(Delivery.objects.held(holder).filter(pk__in=ids, handed_at=moment).values_list("pk", flat=True))


def give_back(holder: str, ids: Collection[int], *, after_seconds: int = 0) -> int:
    """Offer rows again that never reached the provider; the attempt does not count. Gives how many they were."""
    rows = Delivery.objects.held(holder).filter(pk__in=ids)
    given: int = rows.update(
        state=DeliveryState.DUE,
        send_at=now() + timedelta(seconds=after_seconds),
        attempts=F("attempts") - 1,
        lease_by="",
        lease_until=None,
        handed_at=None,
    )
    return given
