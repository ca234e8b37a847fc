"""Making the recipients of a released notice and the first attempt to reach each."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions import record
from accounts.clock import now
from notices.choices import Audience, DeliveryState, Language, Outcome, State
from notices.delivery.ways import PAPER, Way, contact_points, delivery_key, next_way, still_receiving
from notices.models import Delivery, Notice, Recipient
from people.choices import Reads
from people.facts import families
from people.models import Person

logger = logging.getLogger(__name__)
CHUNK = 500
Reader = tuple[int, str]  # person id, what the person reads


def expand(notice: Notice) -> int:
    """Give a released notice its recipients: the people of its audience on the day of its release, each once.

    Harmless to repeat and to run twice at once: recipients and attempts have unique keys, each chunk holds the
    notice's row, and the state moves only after the last one. Nothing is sent before that.

    Returns:
        how many people the notice has; 0 when it is not (or no longer) waiting to be expanded.
    """
    readers = _audience(notice)
    for chunk in _chunks(readers):
        with transaction.atomic():
            if not _hold(notice):
                return 0
            _enter(notice, chunk)
    with transaction.atomic():
        rows = Notice.objects.filter(pk=notice.pk, state=State.RELEASED)
        if not rows.update(state=State.EXPANDED, expanded_at=now(), audience_size=len(readers)):
            return 0
        record("expand", notice, by=None, school_id=notice.owner_id, year=notice.for_year)
    notice.refresh_from_db()
    return len(readers)


def _hold(notice: Notice) -> bool:
    """Lock the notice's row until the chunk is written, unless it was cancelled meanwhile."""
    return Notice.objects.filter(pk=notice.pk, state=State.RELEASED).update(state=State.RELEASED) == 1


def _audience(notice: Notice) -> list[Reader]:
    """The people of the audience as they were at the release, so that a second run finds the same ones."""
    released = notice.released_at
    if released is None:
        return []
    if notice.audience == Audience.PERSONS:
        ids = still_receiving(notice, notice.person_ids, released)
    else:
        only = [notice.owner_id] if notice.audience == Audience.PARTICIPATING else ()
        day = timezone.localdate(released)
        found = families([notice.owner_id], day, released, participating_only=only)
        ids = set(found.get(notice.owner_id, ()))
    return [reader for part in _chunks(sorted(ids)) for reader in _readers(part)]


def _readers(ids: Sequence[int]) -> Iterator[Reader]:
    yield from Person.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "reads")


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def _enter(notice: Notice, readers: Sequence[Reader]) -> None:
    """Write the recipients of one chunk, and the first attempt to reach each; who is there already stays untouched."""
    ids = [person_id for person_id, _reads in readers]
    there = set(Recipient.objects.filter(notice=notice, person_id__in=ids).values_list("person_id", flat=True))
    points = contact_points(ids)
    ways = {person_id: next_way(points[person_id]) for person_id in ids}
    moment = now()
    written = Recipient.objects.bulk_create(
        _recipient(notice, person_id, reads, ways[person_id], moment)
        for person_id, reads in readers
        if person_id not in there
    )
    Delivery.objects.bulk_create(
        _first_attempt(notice, recipient, way, moment)
        for recipient in written
        if (way := ways[recipient.person_id]) is not None
    )


def _recipient(notice: Notice, person_id: int, reads: str, way: Way | None, moment: datetime) -> Recipient:
    outcome = Outcome.UNDER_WAY
    if way is None:
        outcome = Outcome.OPTED_OUT
    elif way == PAPER:
        outcome = Outcome.PRINTED
    return Recipient(
        notice=notice,
        person_id=person_id,
        language=language_for(reads, notice.languages),
        told=reads == Reads.TOLD,
        outcome=outcome,
        outcome_at=None if outcome == Outcome.UNDER_WAY else moment,
    )


def _first_attempt(notice: Notice, recipient: Recipient, way: Way, moment: datetime) -> Delivery:
    is_paper = way == PAPER
    return Delivery(
        recipient=recipient,
        channel=way.channel,
        address=way.address,
        key=delivery_key(notice, recipient.person_id, 0),
        state=DeliveryState.PRINTED if is_paper else DeliveryState.DUE,
        send_at=notice.send_at or moment,
        not_after=notice.not_after,
        done_at=moment if is_paper else None,
    )


def language_for(reads: str, there: Sequence[str]) -> str:
    """The language a person is sent: their own where the notice has it; both, Spanish first, where it is not known.

    Who would rather be told gets both too, and stands in the list of people to call. Of an urgent notice in one
    language everyone gets that one.
    """
    if len(there) == 1:
        return there[0]
    return reads if reads in (Language.SPANISH, Language.ENGLISH) else Language.BOTH


def expand_released() -> int:
    """Expand every released notice; one that fails keeps none of the others waiting.

    Returns:
        how many people they have together.
    """
    people = 0
    for notice in Notice.objects.filter(state=State.RELEASED).order_by("send_at", "pk"):
        try:
            people += expand(notice)
        except Exception as error:  # noqa: BLE001  # told apart below; the row stays and is tried again
            logger.error("notices: notice %s was not expanded (%s)", notice.pk, type(error).__name__)
    return people
