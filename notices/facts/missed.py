"""Whom a notice did not reach although it was meant for them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate

from notices.choices import Outcome
from notices.models import Notice, Recipient
from people.models import GuardianLink
from schools.models import School


def left_out(
    notice_ids: Iterable[int], known_at: datetime, *, participating_only: Collection[int] = ()
) -> dict[int, int]:
    """How many family members of its school each notice did not reach: {notice_id: people}. One query.

    Family is everyone with a live link, on the day of the release, to a student enrolled at the school that day; at
    the schools named, not of students known not to take part (20 USC 6318(c)(1)). Reached is a recipient without a
    failed outcome by then; asking for no messages counts as reached. A notice without recipients yet is left out.
    """
    rows = Notice.objects.filter(pk__in=list(notice_ids), expanded_at__lte=known_at)
    rows = rows.annotate(day=TruncDate("released_at")).annotate(people=Subquery(_missed(known_at, participating_only)))
    return {pk: people or 0 for pk, people in rows.values_list("pk", "people")}


def _missed(known_at: datetime, participating_only: Collection[int]) -> QuerySet[Any]:
    """Counts, for the notice outside (`pk`, `owner_id`, `day`), the family members without a recipient of it."""
    failed = Q(outcome=Outcome.FAILED, outcome_at__lte=known_at)
    reached = Recipient.objects.filter(notice=OuterRef(OuterRef("pk"))).exclude(failed).values("person_id")
    enrolled = Q(child__enrolments__school_id=OuterRef("owner_id"), child__enrolments__on__lte=OuterRef("day"))
    here = enrolled & _holds("child__enrolments__", known_at)
    takes_part = Q(child__enrolments__participating=True) | Q(child__enrolments__participating=None)
    elsewhere = School.objects.exclude(pk__in=participating_only).values("pk")
    links = GuardianLink.objects.filter(
        here & (takes_part | Q(child__enrolments__school_id__in=elsewhere)) & _holds("", known_at),
        on__lte=OuterRef("day"),
        may_receive=True,
    ).exclude(person_id__in=reached)
    grouped = links.order_by().annotate(all=Value(1)).values("all")
    people: QuerySet[Any] = grouped.annotate(people=Count("person_id", distinct=True)).values("people")
    return people


def _holds(prefix: str, known_at: datetime) -> Q:
    """A row not ended by the notice's day, entered and not voided by the moment of knowing."""
    return (
        (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": OuterRef("day")}))
        & Q(**{f"{prefix}entered_at__lte": known_at})
        & (Q(**{f"{prefix}voided_at": None}) | Q(**{f"{prefix}voided_at__gt": known_at}))
    )
