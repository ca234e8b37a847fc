"""What meetings show, for any number of schools in seven queries."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.choices import InvitationKind, part_of_day
from meetings.models import AgendaItem, Attendance, Invitation, Meeting, Minutes, OfferedService, Session


class MeetingFact(NamedTuple):
    """A meeting called by a day. `held`: a session has been by then; `people` is None where nobody counted.

    `topics` and `services` are texts of meetings.choices; `parts_of_day` are those of the sessions that have been.
    """

    id: int
    kind: str
    first_on: date | None
    held: bool
    topics: frozenset[str]
    parts_of_day: frozenset[str]
    services: frozenset[str]
    attendance_ids: tuple[int, ...]
    people: int | None
    minutes_ids: tuple[int, ...]
    notice_ids: tuple[int, ...]
    # Sessions that have been and that nobody counted.
    uncounted: int = 0


def held(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> dict[int, list[MeetingFact]]:
    """Meetings for each school's families, called by the end of `on` as known at `known_at`, first ones first.

    A meeting called off by then is left out; a shared one stands at every school it serves, with that school's own
    invitations.
    """
    day_ends = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    rows = _called(school_ids, year, day_ends, known_at)
    found = _Parts({meeting_id for _school, meeting_id, _kind in rows}, on, day_ends, known_at)
    facts: dict[int, list[MeetingFact]] = defaultdict(list)
    for school_id, meeting_id, kind in rows:
        facts[school_id].append(found.fact(school_id, meeting_id, kind))
    for mine in facts.values():
        mine.sort(key=lambda fact: (fact.first_on or date.max, fact.id))
    return dict(facts)


def _called(school_ids: Collection[int], year: int, day_ends: datetime, known_at: datetime) -> list[Any]:
    limit = min(day_ends, known_at)
    through = Meeting.serves.through.objects.filter(school_id__in=school_ids, meeting__for_year=year)
    through = through.filter(meeting__called_at__lte=known_at, meeting__called_at__lt=day_ends)
    standing = Q(meeting__cancelled_at=None) | Q(meeting__cancelled_at__gt=limit)
    return list(through.filter(standing).values_list("school_id", "meeting_id", "meeting__kind"))


class _Parts:
    """Everything that hangs on the meetings, read once and grouped by meeting."""

    def __init__(self, ids: set[int], on: date, day_ends: datetime, known_at: datetime) -> None:
        self.day_ends = day_ends
        known = {"meeting_id__in": ids, "entered_at__lte": known_at}
        self.sessions = _grouped(Session.objects.filter(**known).values_list("meeting_id", "starts_at", "pk"))
        self.topics = _grouped(AgendaItem.objects.filter(**known).order_by().values_list("meeting_id", "topic"))
        self.services = _grouped(OfferedService.objects.filter(**known).order_by().values_list("meeting_id", "kind"))
        counts = Attendance.objects.counting(on, known_at).filter(session__meeting_id__in=ids).order_by("pk")
        self.counts = _grouped(counts.values_list("session__meeting_id", "pk", "people", "session_id"))
        minutes = Minutes.objects.counting(on, known_at).filter(meeting_id__in=ids).order_by("pk")
        self.minutes = _grouped(minutes.values_list("meeting_id", "pk"))
        self.notices = _grouped(_invitations(ids, min(day_ends, known_at)))

    def fact(self, school_id: int, pk: int, kind: str) -> MeetingFact:
        starts = sorted(timezone.localtime(start) for start, _session in self.sessions[pk])
        been = [start for start in starts if start < self.day_ends]
        counts = self.counts[pk]
        given = {session for start, session in self.sessions[pk] if start < self.day_ends}
        return MeetingFact(
            id=pk,
            kind=kind,
            first_on=starts[0].date() if starts else None,
            held=bool(been),
            topics=frozenset(topic for (topic,) in self.topics[pk]),
            parts_of_day=frozenset(part_of_day(start) for start in been),
            services=frozenset(kind for (kind,) in self.services[pk]),
            attendance_ids=tuple(row for row, _people, _session in counts),
            people=sum(people for _row, people, _session in counts) if counts else None,
            minutes_ids=tuple(row for (row,) in self.minutes[pk]),
            notice_ids=tuple(notice for notice, owner in self.notices[pk] if owner == school_id),
            uncounted=len(given - {session for _row, _people, session in counts}),
        )


def _invitations(ids: set[int], limit: datetime) -> QuerySet[Any]:
    """Released invitations not taken back, with the school each went out for."""
    rows = Invitation.objects.filter(meeting_id__in=ids, kind=InvitationKind.INVITATION, notice__released_at__lte=limit)
    rows = rows.filter(Q(notice__cancelled_at=None) | Q(notice__cancelled_at__gt=limit)).order_by("pk")
    return rows.values_list("meeting_id", "notice_id", "notice__owner_id")


def _grouped(rows: Any) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found
