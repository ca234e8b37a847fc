"""Named reads. Every list starts at visible_to(user)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Q, Value

from accounts.ordering import AsRead
from schools.choices import ALL_SCHOOLS, SchoolKind, Status

if TYPE_CHECKING:
    from accounts.models import User
    from schools.models import School


class LiveRole(NamedTuple):
    """One live role of the request's user; what permission predicates read."""

    kind: str
    school_id: int
    language: str


def school_ids(user: Any) -> frozenset[int] | None:
    """Ids of the schools whose staff records the user may see; None means every school."""
    roles = getattr(user, "roles", ())
    if any(role.kind in ALL_SCHOOLS for role in roles):
        return None
    return frozenset(role.school_id for role in roles)


class EvidenceQuerySet(models.QuerySet[Any]):
    """Rows with two times: what was true on a day, as it was known at a moment."""

    def counting(self, on: date, known_at: datetime) -> Self:
        """Rows that count on day `on` as known at `known_at`: begun, not ended, entered, not voided by then."""
        return self.known(known_at).filter(Q(on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on)))

    def known(self, known_at: datetime) -> Self:
        return self.filter(Q(entered_at__lte=known_at) & (Q(voided_at=None) | Q(voided_at__gt=known_at)))

    def not_over(self, on: date) -> Self:
        """Rows not voided that hold on a day or will: what may still be changed or ended."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), voided_at=None)

    def standing(self) -> Self:
        """Rows not voided: what forms and lists work with."""
        return self.filter(voided_at=None)


class OwnedQuerySet(EvidenceQuerySet):
    """Rows that belong to one school by their `school` column."""

    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(school_id__in=ids)


class DesignationQuerySet(OwnedQuerySet):
    def history(self, school_id: int) -> Self:
        """A school's dated facts that were not taken back, the latest first."""
        return self.standing().filter(school_id=school_id).select_related("confirmed_by").order_by("-on", "-pk")


class CountQuerySet(OwnedQuerySet):
    def latest_of(self, school_id: int) -> Self:
        """A school's counts that were not taken back, the latest first."""
        return self.standing().filter(school_id=school_id).select_related("entered_by").order_by("-on", "-pk")


class DayOffQuerySet(models.QuerySet[Any]):
    def at(self, school_id: int | None) -> Self:
        """The days without school at a school, its own and every school's; None: every school's alone."""
        everywhere = Q(school=None)
        return self.filter(voided_at=None).filter(everywhere if school_id is None else everywhere | Q(school=school_id))


class RoleQuerySet(OwnedQuerySet):
    def open_at(self, school_id: int, on: date) -> Self:
        """Roles at a school that hold on a day or will, with their people."""
        rows = self.not_over(on).filter(school_id=school_id)
        return rows.select_related("user").order_by("kind", "user__name", "pk")


class SchoolQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Active schools, the office aside: what families choose from."""
        return self.filter(status=Status.ACTIVE, kind=SchoolKind.SCHOOL)

    def listed(self) -> Self:
        """Active schools and the office: whose standing is asked."""
        return self.filter(status=Status.ACTIVE)

    def after(self, school: "School") -> Self:
        """The schools that follow one, the office first and the others by name: pages of a long list by key."""
        name = AsRead(Value(school.name))
        follows = Q(kind__gt=school.kind) | Q(kind=school.kind, read__gt=name)
        same_name = Q(kind=school.kind, read=name, pk__gt=school.pk)
        return self.alias(read=AsRead("name")).filter(follows | same_name).by_name()

    def by_name(self) -> Self:
        """The office first and the others by name, as a reader looks them up."""
        return self.order_by("kind", AsRead("name"), "pk")

    def office(self) -> Any:
        """The office this installation serves."""
        return self.get(kind=SchoolKind.OFFICE)

    def visible_to(self, user: "User") -> Self:
        """Schools whose staff pages the user may open."""
        ids = school_ids(user)
        return self if ids is None else self.filter(pk__in=ids)
