"""Who the families of schools are on a day, for any number of schools at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, FilteredRelation, Q

from accounts.clock import today
from people.choices import Unreachable
from people.models import ContactPoint, Enrolment, Person
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
    # The end of the family's address; text, so that no page writes 1,234.
    path: str
    name: str
    reads: str
    speaks: str
    students: list[Student]
    ways: list[tuple[str, bool]]


def lines(people: Iterable[Person], school_id: int, on: date) -> list[Line]:
    """What a list says of guardians at a school: students whose link and enrolment are not over. Two queries."""
    found = {row.pk: Line(row.pk, f"{row.pk}/", str(row), row.reads, row.speaks, [], []) for row in people}
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


class Unreached(NamedTuple):
    """A student whose family nothing can be sent to: the enrolment, and why."""

    pk: int
    school_id: int
    child_id: int
    given_name: str
    grade: str
    reason: str


def unreachable(school_ids: Iterable[int], on: date, known_at: datetime) -> list[Unreached]:
    """Students enrolled that day whose family nothing can be sent to, by name. One query.

    Someone who opted out has an address: they are reached by their own choice, not unreachable.
    """
    receiving = _counting("child__links", on, known_at) & Q(child__links__may_receive=True)
    in_use = Q(link__person__contact_points__created_at__lte=known_at) & (
        Q(link__person__contact_points__ended_at=None) | Q(link__person__contact_points__ended_at__gt=known_at)
    )
    # One walk along the indices from each student, whatever the tables hold besides.
    rows = _enrolled(list(school_ids), on, known_at).annotate(
        link=FilteredRelation("child__links", condition=receiving),
        guardians=Count("link"),
        addresses=Count("link__person__contact_points", filter=in_use),
    )
    rows = rows.filter(addresses=0).order_by("child__given_name", "pk")
    columns = ["pk", "school_id", "child_id", "child__given_name", "grade", "guardians"]
    return [
        Unreached(pk, school, child, name, grade, Unreachable.NO_CONTACT if guardians else Unreachable.NO_GUARDIAN)
        for pk, school, child, name, grade, guardians in rows.values_list(*columns)
    ]


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
