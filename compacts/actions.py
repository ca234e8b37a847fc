"""Verbs of the compacts room; writing, approving and publishing are the documents room's."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from compacts.facts import monday_of
from compacts.models import LANGUAGES, Handout
from schools.actions import void
from schools.choices import school_year

if TYPE_CHECKING:
    from accounts.models import User
    from schools.models import School

MOST = 5_000


def hand_out(school: "School", week: date, given: Mapping[str, int], *, by: "User") -> list[Handout]:
    """Enter how many welcome packets were given in a week, by language; what was entered for it before is void.

    Args:
        week: any day of it.
        given: es, en, other -> how many.

    Raises:
        ValidationError: a week still to come, none given, or more than a school has.
    """
    monday = monday_of(week)
    counts = {code: given.get(code, 0) for code, _word in LANGUAGES}
    if monday > today():
        raise ValidationError(pgettext("staff", "That week is still to come."))
    if not any(counts.values()):
        raise ValidationError(pgettext("staff", "Enter how many were given. To undo a week, take it back."))
    if any(not 0 <= count <= MOST for count in counts.values()):
        raise ValidationError(pgettext("staff", "This is more than a school gives in a week. Check the number."))
    try:
        with transaction.atomic():
            take_back(school, monday, by=by, reason=pgettext("staff", "Entered again"))
            rows = [_entered(school, monday, code, count, by) for code, count in counts.items() if count]
            record("hand_out", rows[0], by=by, school_id=school.pk, year=rows[0].for_year)
    except IntegrityError as twice:
        said = pgettext("staff", "Somebody has just entered this week. Open the page again.")
        raise ValidationError(said) from twice
    return rows


def take_back(school: "School", week: date, *, by: "User", reason: str) -> int:
    """Void what stands for a week; returns how many rows.

    Raises:
        ValidationError: no reason given.
    """
    with transaction.atomic():
        rows = list(Handout.objects.standing().filter(school=school, on=monday_of(week)))
        for row in rows:
            void(row, by=by, reason=reason)
    return len(rows)


def _entered(school: "School", monday: date, language: str, given: int, by: "User") -> Handout:
    row: Handout = Handout.objects.create(
        school=school,
        on=monday,
        for_year=school_year(monday),
        language=language,
        given=given,
        entered_at=now(),
        entered_by=by,
    )
    return row
