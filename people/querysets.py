"""Named reads over families.

Conditions on one child's enrolment or link stand together in one filter call, so that one row has to meet all of them.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from accounts.clock import now
from people.choices import ContactKind
from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User
    from people.models import Person


def counting(prefix: str, on: date, known_at: datetime) -> Q:
    """The two times of a related evidence row, for a filter across `prefix` ("child__enrolments")."""
    return (
        Q(**{f"{prefix}__on__lte": on, f"{prefix}__entered_at__lte": known_at})
        & (Q(**{f"{prefix}__ends_on": None}) | Q(**{f"{prefix}__ends_on__gt": on}))
        & (Q(**{f"{prefix}__voided_at": None}) | Q(**{f"{prefix}__voided_at__gt": known_at}))
    )


def not_over(prefix: str, on: date) -> Q:
    """A related row not voided that holds on a day or will."""
    return Q(**{f"{prefix}__voided_at": None}) & (Q(**{f"{prefix}__ends_on": None}) | Q(**{f"{prefix}__ends_on__gt": on}))


class PersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Guardians of students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return self if ids is None else self._linked(Q(links__child__enrolments__school_id__in=ids))

    def ever_at(self, school_id: int) -> Self:
        """Guardians of students enrolled, now or once, at a school."""
        return self._linked(Q(links__child__enrolments__school_id=school_id))

    def at_school(self, school_id: int, on: date) -> Self:
        """Guardians whose link and whose child's enrolment at the school are not over on a day."""
        here = Q(links__child__enrolments__school_id=school_id)
        return self._linked(here & not_over("links", on) & not_over("links__child__enrolments", on))

    def for_user(self, user: "User") -> Self:
        """The person an account belongs to: none or one."""
        return self.filter(user_id=user.pk)

    def _linked(self, conditions: Q) -> Self:
        held = Q(links__voided_at=None, links__child__enrolments__voided_at=None)
        return self.filter(pk__in=self.model._default_manager.filter(conditions & held).order_by().values("pk"))


class ContactQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Addresses that have not been taken away."""
        return self.filter(ended_at=None)

    def shared(self) -> Self:
        """Adds `is_shared`: another person's address in use reads the same."""
        others = self.model._default_manager.filter(
            kind=models.OuterRef("kind"), value=models.OuterRef("value"), ended_at=None
        ).exclude(person=models.OuterRef("person"))
        return self.annotate(is_shared=models.Exists(others))

    def may_sign_in(self, value: str) -> Self:
        """Email addresses that may sign their person in: in use, and their own alone or confirmed by the school."""
        mine = self.shared().filter(kind=ContactKind.EMAIL, value=value.strip().lower(), ended_at=None)
        return mine.filter(Q(is_shared=False) | ~Q(verified_at=None))


class EnrolmentQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(school_id__in=ids)


class LinkQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Links to students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return self if ids is None else self._to_enrolled(Q(child__enrolments__school_id__in=ids))

    def ever_at(self, school_id: int) -> Self:
        """Links to students enrolled, now or once, at a school."""
        return self._to_enrolled(Q(child__enrolments__school_id=school_id))

    def live(self, on: date, known_at: datetime) -> Self:
        """Links that hold on a day, of people who may be contacted."""
        return self.counting(on, known_at).filter(may_receive=True)

    def of(self, person: "Person", on: date) -> Self:
        """What a guardian's own pages rest on: the person's links that hold on a day, as known now."""
        return self.live(on, now()).filter(person=person)

    def at_school(self, school_id: int, on: date, known_at: datetime) -> Self:
        """Links to students enrolled at a school on a day."""
        return self._where(Q(child__enrolments__school_id=school_id) & counting("child__enrolments", on, known_at))

    def _to_enrolled(self, conditions: Q) -> Self:
        return self._where(conditions & Q(child__enrolments__voided_at=None))

    def _where(self, conditions: Q) -> Self:
        return self.filter(pk__in=self.model._default_manager.filter(conditions).order_by().values("pk"))
