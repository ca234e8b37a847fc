"""What notices show, for any number of them at once; a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.clock import now
from notices.choices import REACHED, Outcome, school_words, sender
from notices.models import Delivery, Notice, Recipient
from people.models import GuardianLink
from schools.models import School

__all__ = [
    "BothLanguages",
    "SentNotice",
    "both_languages",
    "by_language",
    "oldest_due",
    "reached",
    "school_words",
    "sender",
    "sent",
    "tally",
]


def reached(
    notice_ids: Iterable[int], on: date | None = None, known_at: datetime | None = None
) -> dict[int, frozenset[int]]:
    """Ids of the people each notice was sent to by a day, as known at a moment. One query.

    Counts whoever asked not to get messages and who is handed a paper; not who is still waiting, could not be
    reached, or was left out when the notice was called off. Every notice asked for has an entry.
    """
    ids = list(notice_ids)
    limit = _limit(on, known_at)
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
    limit = _limit(on, known_at)
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


def oldest_due() -> datetime | None:
    """Since when the oldest message has been due; None when none is. Readiness asks it."""
    return Delivery.objects.due(now()).order_by("send_at").values_list("send_at", flat=True).first()


def _limit(on: date | None, known_at: datetime | None) -> datetime:
    """The last moment that counts: the end of the day asked for, or the moment of knowing if that is earlier."""
    known = known_at or now()
    if on is None:
        return known
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min)) - timedelta(microseconds=1)
    return min(end, known)


def left_out(
    notice_ids: Iterable[int], known_at: datetime, *, participating_only: Collection[int] = ()
) -> dict[int, int]:
    """How many family members of its school each notice did not reach: {notice_id: people}. One query.

    Family is everyone with a live link, on the day of the release, to a student enrolled at the school that day; at
    the schools named, not of students known not to take part (20 USC 6318(c)(1)). Reached is a recipient without a
    failed outcome by then; asking for no messages counts as reached. A notice without recipients yet is left out.
    """
    rows = Notice.objects.filter(pk__in=list(notice_ids), expanded_at__lte=known_at)
    rows = rows.annotate(day=TruncDate("released_at")).annotate(people=Subquery(_missed(known_at, participating_only)))
    return {pk: people or 0 for pk, people in rows.values_list("pk", "people")}


def _missed(known_at: datetime, participating_only: Collection[int]) -> QuerySet[GuardianLink]:
    """Counts, for the notice outside (`pk`, `owner_id`, `day`), the family members without a recipient of it."""
    failed = Q(outcome=Outcome.FAILED, outcome_at__lte=known_at)
    reached = Recipient.objects.filter(notice=OuterRef(OuterRef("pk"))).exclude(failed).values("person_id")
    enrolled = Q(child__enrolments__school_id=OuterRef("owner_id"), child__enrolments__on__lte=OuterRef("day"))
    here = enrolled & _holds("child__enrolments__", known_at)
    takes_part = Q(child__enrolments__participating=True) | Q(child__enrolments__participating=None)
    elsewhere = School.objects.exclude(pk__in=participating_only).values("pk")
    links = GuardianLink.objects.filter(
        here & (takes_part | Q(child__enrolments__school_id__in=elsewhere)) & _holds("", known_at),
        on__lte=OuterRef("day"),
        may_receive=True,
    ).exclude(person_id__in=reached)
    grouped = links.order_by().annotate(all=Value(1)).values("all")
    return grouped.annotate(people=Count("person_id", distinct=True)).values("people")


def _holds(prefix: str, known_at: datetime) -> Q:
    """A row not ended by the notice's day, entered and not voided by the moment of knowing."""
    return (
        (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": OuterRef("day")}))
        & Q(**{f"{prefix}entered_at__lte": known_at})
        & (Q(**{f"{prefix}voided_at": None}) | Q(**{f"{prefix}voided_at__gt": known_at}))
    )


def headings(notice_ids: Iterable[int]) -> dict[int, Notice]:
    """Notices with their school, to name them on another room's page. One query."""
    return Notice.objects.select_related("owner").in_bulk(list(notice_ids))
