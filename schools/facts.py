"""Set-based reads over many schools at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from accounts.clock import now, today
from schools.choices import PART_BY_TITLE_I, SchoolKind, TitleI
from schools.models import DayOff, Designation, School, StaffRole
from schools.querysets import LiveRole

SATURDAY = 5
# Up to this many schools are named in the query; beyond it every row is read, which costs less than naming them.
NAMED = 500


class Binding(NamedTuple):
    """Which part of AR 6020 binds a school on a day, and what that rests on.

    `part` is "A" (the office), "B", "C", or "" (not governed, nothing entered, or the office still has to decide).
    """

    part: str = ""
    title_i: str = ""
    confirmed: bool = False
    governed: bool = True
    reason: str = ""
    since: date | None = None
    designation_id: int | None = None
    operator: str = ""
    agency: str = ""

    @property
    def to_confirm(self) -> bool:
        """Stands in the office's list "to confirm": nothing entered, no part decided, or not confirmed yet."""
        return not self.confirmed or (self.governed and not self.part)

    @property
    def title_i_words(self) -> str:
        return str(TitleI(self.title_i).label) if self.title_i else ""


OFFICE = Binding(part="A", confirmed=True)


def bindings(schools: Iterable[School], on: date, known_at: datetime) -> dict[int, Binding]:
    """What binds each school on a day as known at a moment: one query for any number of schools.

    Title I schools are bound by part B, others by part C (20 USC 6318(b)-(f)); a neglected or Part D only school by
    the part the office decided, with its reason. Part A is the office's alone.
    """
    schools = list(schools)
    latest = _latest_designations([school.pk for school in schools], on, known_at)
    return {
        school.pk: OFFICE if school.kind == SchoolKind.OFFICE else _binding(latest.get(school.pk), on)
        for school in schools
    }


def is_outside_title_i(school: School) -> bool:
    """Whether the office confirmed that a school has no Title I, so that part C binds it today. One query."""
    bound = bindings([school], today(), now())[school.pk]
    return bound.confirmed and bound.part == "C"


def _latest_designations(ids: list[int], on: date, known_at: datetime) -> dict[int, Designation]:
    """The last designation begun by the day at each school; the later entry of two that begin together."""
    rows = Designation.objects.known(known_at).filter(on__lte=on).order_by("on", "entered_at", "pk")
    if len(ids) <= NAMED:
        rows = rows.filter(school_id__in=ids)
    return {row.school_id: row for row in rows}


def _binding(row: Designation | None, on: date) -> Binding:
    # An ended row binds no longer, and the one before it does not come back.
    if row is None or (row.ends_on is not None and row.ends_on <= on):
        return Binding()
    part = PART_BY_TITLE_I.get(row.title_i, row.part) if row.governed and row.title_i else ""
    return Binding(
        part,
        row.title_i,
        row.confirmed_at is not None,
        row.governed,
        row.reason,
        row.on,
        row.pk,
        row.operator,
        row.agency,
    )


def add_school_days(school_id: int, start: date, days: int) -> date:
    """The day `days` school days after `start`: weekends and the school's days off are skipped. One query.

    Raises:
        ValueError: days is negative.
    """
    if days < 0:
        raise ValueError("days must not be negative")
    return count_school_days(start, days, days_off([school_id])[school_id])


def days_off(school_ids: Collection[int]) -> dict[int, frozenset[date]]:
    """Each school's days off, the county's among them, for `count_school_days`. One query."""
    rows = DayOff.objects.filter(voided_at=None)
    rows = rows if len(school_ids) > NAMED else rows.filter(_of_these(school_ids))
    found: dict[int | None, set[date]] = defaultdict(set)
    for school_id, day in rows.values_list("school_id", "on"):
        found[school_id].add(day)
    return {one: frozenset(found[None] | found[one]) for one in school_ids}


def _of_these(school_ids: Collection[int]) -> Q:
    return Q(school_id__in=school_ids) | Q(school=None)


def count_school_days(start: date, days: int, off: Collection[date]) -> date:
    """The day so many school days after `start`, or before it where `days` is negative. No query."""
    step = timedelta(days=1 if days > 0 else -1)
    day = start
    while days:
        day += step
        if day.weekday() < SATURDAY and day not in off:
            days -= step.days
    return day


def live_roles(user: Any, on: date) -> tuple[LiveRole, ...]:
    """The user's roles in force on a day: one query for staff, none for families."""
    if user.kind != "staff":
        return ()
    rows = StaffRole.objects.not_over(on).filter(user=user, on__lte=on)
    return tuple(LiveRole(*row) for row in rows.values_list("kind", "school_id", "language"))
