"""Whom notices reached and how: for any number of them, one query each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q

from accounts.clock import now
from notices.choices import REACHED
from notices.facts.moments import last_moment
from notices.models import Delivery, Recipient


def reached(
    notice_ids: Iterable[int], on: date | None = None, known_at: datetime | None = None
) -> dict[int, frozenset[int]]:
    """Ids of the people each notice was sent to by a day, as known at a moment. One query.

    Counts whoever asked not to get messages and who is handed a paper; not who is still waiting, could not be
    reached, or was left out when the notice was called off. Every notice asked for has an entry.
    """
    ids = list(notice_ids)
    limit = last_moment(on, known_at)
    rows = Recipient.objects.filter(
        Q(notice__cancelled_at=None) | Q(notice__cancelled_at__gt=limit),
        notice_id__in=ids,
        outcome__in=REACHED,
        outcome_at__lte=limit,
        notice__send_at__lte=limit,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for notice_id, person_id in rows.values_list("notice_id", "person_id"):
        found[notice_id].add(person_id)
    return {notice_id: frozenset(found[notice_id]) for notice_id in ids}


def tally(notice_ids: Iterable[int]) -> dict[int, Counter[str]]:
    """How many people of each notice have which outcome. One query; every notice asked for has an entry."""
    return _counted(notice_ids, "outcome")


def by_language(notice_ids: Iterable[int]) -> dict[int, Counter[str]]:
    """How many people of each notice were sent which language ("es", "en", "both"). One query."""
    return _counted(notice_ids, "language")


def _counted(notice_ids: Iterable[int], column: str) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {notice_id: Counter() for notice_id in notice_ids}
    rows = Recipient.objects.filter(notice_id__in=list(found)).values_list("notice_id", column)
    for notice_id, value, number in rows.annotate(number=Count("pk")).order_by():
        found[notice_id][value] = number
    return found


def oldest_due() -> datetime | None:
    """Since when the oldest message has been due; None when none is. Readiness asks it."""
    return Delivery.objects.due(now()).order_by("send_at").values_list("send_at", flat=True).first()
