"""The notices a school released in a year, and whether each came in both languages."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from notices.facts.moments import last_moment
from notices.models import Notice


class SentNotice(NamedTuple):
    """A notice that was released: whether it came in both languages, its own or with the one that completed it."""

    id: int
    on: date
    both: bool


def sent(
    school_ids: Iterable[int], year: int, on: date | None = None, known_at: datetime | None = None
) -> dict[int, list[SentNotice]]:
    """The notices of a school year that were released by a day and not taken back, oldest first. One query.

    Args:
        year: the school year's first year.
    """
    limit = last_moment(on, known_at)
    rows = Notice.objects.filter(
        Q(cancelled_at=None) | Q(cancelled_at__gt=limit),
        owner_id__in=(ids := list(school_ids)),
        for_year=year,
        released_at__lte=limit,
        send_at__lte=limit,
    ).order_by("released_at", "pk")
    by_school: dict[int, list[Notice]] = {school_id: [] for school_id in ids}
    for notice in rows:
        by_school[notice.owner_id].append(notice)
    return {school_id: _sent(notices) for school_id, notices in by_school.items()}


def _sent(notices: list[Notice]) -> list[SentNotice]:
    brought = {(notice.completes_id, language) for notice in notices for language in notice.languages}
    return [
        SentNotice(
            notice.pk,
            timezone.localdate(notice.released_at),
            # Who brings another notice's second language is no gap of its own.
            notice.completes_id is not None
            or all(code in notice.languages or (notice.pk, code) in brought for code in ("es", "en")),
        )
        for notice in notices
    ]


class BothLanguages(NamedTuple):
    """A school's notices of a year, and those of them whose second language never came."""

    notice_ids: tuple[int, ...] = ()
    lacking_ids: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """At least one notice went out, and each in both languages."""
        return bool(self.notice_ids) and not self.lacking_ids


def both_languages(
    school_ids: Iterable[int], year: int, on: date, known_at: datetime | None = None
) -> dict[int, BothLanguages]:
    """Whether every notice of the year went out in both languages by a day, or was made good (B7.e, C3.d)."""
    return {
        school_id: BothLanguages(tuple(one.id for one in rows), tuple(one.id for one in rows if not one.both))
        for school_id, rows in sent(school_ids, year, on, known_at).items()
    }


def headings(notice_ids: Iterable[int]) -> dict[int, Notice]:
    """Notices with their school, to name them on another room's page. One query."""
    found: dict[int, Notice] = Notice.objects.select_related("owner").in_bulk(list(notice_ids))
    return found
