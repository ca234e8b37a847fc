"""Who the families of schools are on a day, for any number of schools at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from accounts.clock import today
from people.choices import Unreachable
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from people.querysets import EnrolmentQuerySet, counting

# As many look-alikes as a person looks through.
ALIKE = 5


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
        counting("child__links", on, known_at), child__links__may_receive=True
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
    receiving = GuardianLink.objects.live(on, known_at).filter(child=OuterRef("child"))
    addressed = receiving.filter(
        Q(person__contact_points__ended_at=None) | Q(person__contact_points__ended_at__gt=known_at),
        person__contact_points__created_at__lte=known_at,
    )
    rows = _enrolled(list(found), on, known_at).filter(~Exists(addressed)).annotate(guarded=Exists(receiving))
    for school_id, child_id, guarded in rows.order_by("pk").values_list("school_id", "child_id", "guarded"):
        reason = Unreachable.NO_CONTACT if guarded else Unreachable.NO_GUARDIAN
        found[school_id].append((child_id, reason.value))
    return found


def look_alikes(school_id: int, given_name: str, family_name: str, addresses: Collection[str]) -> list[Person]:
    """Guardians at a school who have the same names or one of the addresses: perhaps the same person. One query."""
    named = Q(given_name__iexact=given_name.strip(), family_name__iexact=family_name.strip())
    values = [value for value in addresses if value]
    reached = Q(pk__in=ContactPoint.objects.in_use().filter(value__in=values).values("person_id"))
    return list(Person.objects.at_school(school_id, today()).filter(named | reached).order_by("pk")[:ALIKE])


def _enrolled(
    ids: list[int], on: date, known_at: datetime, participating_only: Collection[int] = ()
) -> EnrolmentQuerySet:
    rows = Enrolment.objects.counting(on, known_at).filter(school_id__in=ids)
    left_out = Q(school_id__in=list(participating_only), participating=False)
    return rows.exclude(left_out) if participating_only else rows
