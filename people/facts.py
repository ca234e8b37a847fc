"""Who the families of schools are on a day, for any number of schools at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from accounts.clock import today
from people.choices import Unreachable
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from people.querysets import EnrolmentQuerySet

# As many look-alikes as a person looks through.
ALIKE = 5


class Student(NamedTuple):
    """A student as a list of adults names them."""

    given_name: str
    grade: str
    class_name: str


class Line(NamedTuple):
    """An adult in a school's list: names, languages, students there, and ways to reach them (kind, stopped)."""

    pk: int
    name: str
    reads: str
    speaks: str
    students: list[Student]
    ways: list[tuple[str, bool]]


def lines(people: Iterable[Person], school_id: int, on: date) -> list[Line]:
    """What a list says of guardians at a school: students whose link and enrolment are not over. Two queries."""
    found = {row.pk: Line(row.pk, str(row), row.reads, row.speaks, [], []) for row in people}
    links_last = Q(child__links__ends_on=None) | Q(child__links__ends_on__gt=on)
    rows = Enrolment.objects.here(school_id, on).filter(
        links_last, child__links__voided_at=None, child__links__person__in=found
    )
    seen: set[int] = set()
    columns = ["child__links", "child__links__person", "child__given_name", "grade", "class_name"]
    for link, person, *student in rows.order_by("child__links", "pk").values_list(*columns):
        if link not in seen:
            found[person].students.append(Student(*student))
        seen.add(link)
    addresses = ContactPoint.objects.in_use().filter(person__in=found).order_by("position", "pk")
    for person, kind, stopped in addresses.values_list("person", "kind", "opted_out_at"):
        found[person].ways.append((kind, stopped is not None))
    return list(found.values())


def families(
    school_ids: Iterable[int], on: date, known_at: datetime, *, participating_only: Collection[int] = ()
) -> dict[int, frozenset[int]]:
    """Ids of the people to invite at each school: a live link that may receive to a student enrolled that day.

    One query. Every school asked for has an entry.

    Args:
        participating_only: targeted Title I schools, whose families are those of students participating or not
            known to be left out (20 USC 6315, 6318(c)(1)).
    """
    ids = list(school_ids)
    rows = _enrolled(ids, on, known_at, participating_only).filter(
        _counting("child__links", on, known_at), child__links__may_receive=True
    )
    found: dict[int, set[int]] = defaultdict(set)
    for school_id, person_id in rows.order_by().values_list("school_id", "child__links__person_id").distinct():
        found[school_id].add(person_id)
    return {school_id: frozenset(found[school_id]) for school_id in ids}


def unreachable(school_ids: Iterable[int], on: date, known_at: datetime) -> dict[int, list[tuple[int, str]]]:
    """Students enrolled that day whose family nothing can be sent to: (child id, why), by school. One query.

    Someone who opted out has an address: they are reached by their own choice, not unreachable.
    """
    found: dict[int, list[tuple[int, str]]] = {school_id: [] for school_id in school_ids}
    enrolled = _enrolled(list(found), on, known_at)
    receiving = GuardianLink.objects.live(on, known_at).filter(child__in=enrolled.order_by().values("child_id"))
    in_use = Q(ended_at=None) | Q(ended_at__gt=known_at)
    addresses = ContactPoint.objects.filter(in_use, created_at__lte=known_at).order_by()
    addressed = receiving.filter(person__in=addresses.values("person_id"))
    guarded = ExpressionWrapper(Q(child__in=receiving.values("child_id")), output_field=BooleanField())
    rows = enrolled.exclude(child__in=addressed.values("child_id")).annotate(guarded=guarded)
    for school_id, child_id, has_guardian in rows.order_by("pk").values_list("school_id", "child_id", "guarded"):
        reason = Unreachable.NO_CONTACT if has_guardian else Unreachable.NO_GUARDIAN
        found[school_id].append((child_id, reason.value))
    return found


def look_alikes(school_id: int, given_name: str, family_name: str, addresses: Collection[str]) -> list[Person]:
    """Guardians at a school who have the same names or one of the addresses: perhaps the same person. One query."""
    named = Q(given_name__iexact=given_name.strip(), family_name__iexact=family_name.strip())
    values = [value for value in addresses if value]
    reached = Q(pk__in=ContactPoint.objects.in_use().filter(value__in=values).values("person_id"))
    return list(Person.objects.at_school(school_id, today()).filter(named | reached).order_by("pk")[:ALIKE])


def _counting(prefix: str, on: date, known_at: datetime) -> Q:
    """The two times of a related evidence row, for a filter across `prefix` ("child__enrolments")."""
    return (
        Q(**{f"{prefix}__on__lte": on, f"{prefix}__entered_at__lte": known_at})
        & (Q(**{f"{prefix}__ends_on": None}) | Q(**{f"{prefix}__ends_on__gt": on}))
        & (Q(**{f"{prefix}__voided_at": None}) | Q(**{f"{prefix}__voided_at__gt": known_at}))
    )


def _enrolled(
    ids: list[int], on: date, known_at: datetime, participating_only: Collection[int] = ()
) -> EnrolmentQuerySet:
    rows = Enrolment.objects.counting(on, known_at).filter(school_id__in=ids)
    left_out = Q(school_id__in=list(participating_only), participating=False)
    return rows.exclude(left_out) if participating_only else rows
