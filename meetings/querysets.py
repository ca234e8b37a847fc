"""Named reads over meetings. Every staff list starts at visible_to(user), every public one at public(school)."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Sum

from meetings.choices import State
from schools.querysets import school_ids

if TYPE_CHECKING:
    from accounts.models import User
    from schools.models import School


class MeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Meetings that a school of the user gives or shares."""
        ids = school_ids(user)
        if ids is None:
            return self
        through = self.model.serves.through.objects.filter(school_id__in=ids).values("meeting_id")
        return self.filter(Q(owner_id__in=ids) | Q(pk__in=through))

    def at(self, school: "School") -> Self:
        """Meetings for a school's families, its own and the shared ones."""
        return self.filter(serves=school)

    def public(self, school: "School") -> Self:
        """What a school's families may read: called, or called off after it was called."""
        return self.at(school).filter(state__in=[State.CALLED, State.CANCELLED], called_at__isnull=False)

    def with_days(self) -> Self:
        """Adds first_start and last_end, the times of the first and the last session."""
        return self.annotate(first_start=Min("sessions__starts_at"), last_end=Max("sessions__ends_at"))

    def latest_first(self) -> Self:
        """With their days, those without one and then the latest on top."""
        return self.with_days().order_by(F("first_start").desc(nulls_first=True), "-pk")

    def with_counts(self) -> Self:
        """Adds answered (families) and came (people counted, None where nobody counted), each by a subquery."""
        rsvps = self.model.rsvps.rel.related_model.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
        sessions = self.model.sessions.rel.related_model
        counted = sessions.attendance.rel.related_model.objects.filter(session__meeting=OuterRef("pk"), voided_at=None)
        came = counted.order_by().values("session__meeting").annotate(all=Sum("people")).values("all")
        return self.annotate(answered=Subquery(rsvps.annotate(all=Count("pk")).values("all")), came=Subquery(came))

    def complete(self) -> Self:
        """With what a meeting's page shows, in a constant number of queries."""
        return self.select_related("owner").prefetch_related("sessions", "agenda", "services")
