"""Counts for the desk: who answered what, and whom an invitation will reach how."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count, Sum

from accounts.clock import now, today
from meetings.choices import Coming
from meetings.models import Meeting, Session
from notices.delivery.ways import contact_points, next_way
from people.facts import families
from people.models import Person
from schools.models import School


class Answers(NamedTuple):
    """How many families answered, and how many people come: to each session, by phone; how many families don't."""

    sessions: list[tuple[Session, int, int]]
    by_phone: tuple[int, int]
    not_coming: int

    @property
    def families(self) -> int:
        return sum(families for _row, families, _people in self.sessions) + self.by_phone[0] + self.not_coming

    @property
    def people(self) -> int:
        return sum(people for _row, _families, people in self.sessions)


def answers(meeting: Meeting) -> Answers:
    """The answers to an invitation, counted; one query besides the sessions."""
    rows = meeting.rsvps.order_by().values_list("coming", "session_id").annotate(Count("pk"), Sum("party"))
    found = {(coming, session): (families, people) for coming, session, families, people in rows}
    phone = [value for (coming, _session), value in found.items() if coming == Coming.PHONE]
    return Answers(
        [(row, *found.get((Coming.YES, row.pk), (0, 0))) for row in meeting.sessions.all()],
        (sum(families for families, _people in phone), sum(people for _families, people in phone)),
        sum(families for (coming, _session), (families, _people) in found.items() if coming == Coming.NO),
    )


class Readers(NamedTuple):
    """The families a notice sent now would go to: in which language, by which channel ("" asked for no messages)."""

    total: int
    languages: Counter[str]
    channels: Counter[str]


def readers(school: School, *, participating: bool) -> Readers:
    """Whom an invitation of this school reaches today; three queries.

    Args:
        participating: only families of students participating, as at a targeted school (6318(c)(1)).
    """
    found = families([school.pk], today(), now(), participating_only=[school.pk] if participating else ())
    ids = found[school.pk]
    languages = Counter(
        reads if reads in ("es", "en") else "both"
        for reads in Person.objects.filter(pk__in=ids).order_by().values_list("reads", flat=True)
    )
    points = contact_points(ids)
    ways = (next_way(points[person_id]) for person_id in ids)
    return Readers(len(ids), languages, Counter(str(way.channel) if way else "" for way in ways))
