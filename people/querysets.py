"""Named reads over families."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User


class PersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Guardians of students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return self if ids is None else self.filter(links__child__enrolments__school_id__in=ids).distinct()


class EnrolmentQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(school_id__in=ids)


class LinkQuerySet(EvidenceQuerySet):
    def live(self, on: date, known_at: datetime) -> Self:
        """Links that hold on a day, of people who may be contacted."""
        return self.counting(on, known_at).filter(may_receive=True)

    def at_school(self, school_id: int, on: date, known_at: datetime) -> Self:
        """Links to students enrolled at a school on a day."""
        from_enrolments = Q(child__enrolments__school_id=school_id, child__enrolments__on__lte=on)
        open_then = Q(child__enrolments__ends_on=None) | Q(child__enrolments__ends_on__gt=on)
        known = Q(child__enrolments__entered_at__lte=known_at) & (
            Q(child__enrolments__voided_at=None) | Q(child__enrolments__voided_at__gt=known_at)
        )
        return self.filter(from_enrolments & open_then & known).distinct()
