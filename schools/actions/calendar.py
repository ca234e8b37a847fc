"""A school's calendar and its size: days without school, students counted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from schools.choices import SchoolKind, school_year, year_end, year_start
from schools.models import DayOff, EnrolmentCount, School

SATURDAY = 5
MOST_STUDENTS = 100_000


def close(school: School, on: date, name: str, *, by: User) -> DayOff:
    """Enter a weekday without school; at the office it holds for every school. Clocks in school days skip it.

    Raises:
        ValidationError: a weekend, not of last, this or next school year, no name, or entered already.
    """
    year = school_year(today())
    if not year_start(year - 1) <= on <= year_end(year + 1):
        raise ValidationError({"on": pgettext("staff", "Choose a day of last, this or next school year.")})
    if on.weekday() >= SATURDAY:
        raise ValidationError({"on": pgettext("staff", "Saturdays and Sundays are without school already.")})
    if not name.strip():
        raise ValidationError({"name": pgettext("staff", "Write what the day is.")})
    where = None if school.kind == SchoolKind.OFFICE else school
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school.pk)
        if DayOff.objects.at(where.pk if where else None).filter(on=on).exists():
            raise ValidationError({"on": pgettext("staff", "This day is entered already.")})
        row = DayOff.objects.create(school=where, on=on, name=name.strip(), entered_by=by, entered_at=now())
        record("close", row, by=by, school_id=school.pk, year=row.for_year)
    return row


def count_students(
    school: School, *, on: date, students: int, english_learners: int | None, by: User
) -> EnrolmentCount:
    """Enter how many students were enrolled on a day, and how many of them learn English where it is known.

    Raises:
        ValidationError: a day to come or years ago, or more learners than students.
    """
    if not year_start(school_year(today()) - 5) <= on <= today():
        raise ValidationError({"on": pgettext("staff", "Choose a day of the last five years, today at the latest.")})
    if not 0 <= students <= MOST_STUDENTS:
        raise ValidationError({"students": pgettext("staff", "Check the number.")})
    if english_learners is not None and not 0 <= english_learners <= students:
        text = pgettext("staff", "There cannot be more students who learn English than students.")
        raise ValidationError({"english_learners": text})
    with transaction.atomic():
        row = EnrolmentCount.objects.create(
            school=school,
            on=on,
            students=students,
            english_learners=english_learners,
            entered_by=by,
            entered_at=now(),
        )
        record("count_students", row, by=by, school_id=school.pk, year=row.for_year)
    return row
