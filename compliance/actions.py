"""Verbs of the compliance room."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from compliance.choices import State
from compliance.models import Action, DueDate, Override
from compliance.provisions import ATTESTED, EITHER
from compliance.provisions.parts import AT_OFFICE
from regulation.choices import Force
from regulation.provisions import PROVISIONS
from schools.choices import SchoolKind, school_year, year_start
from schools.models import School

YEARS_BACK = 3


def attestable(school: School, part: str) -> list[str]:
    """Provisions an attested action may name at a school: those of its part that no record shows yet."""
    if school.kind == SchoolKind.OFFICE:
        return [
            code for code in PROVISIONS if (code.startswith("A") and code in ATTESTED | EITHER) or code in AT_OFFICE
        ]
    return [code for code in PROVISIONS if code.startswith(part) and code in ATTESTED | EITHER] if part else []


def earliest() -> date:
    """The first day that may still be written down: July 1, three school years back."""
    return year_start(school_year(today()) - YEARS_BACK)


@transaction.atomic
def attest(
    school: School,
    provision: str,
    *,
    on: date,
    description: str,
    person: str,
    part: str,
    by: User,
    file: File | None = None,
) -> Action:
    """Record an attested action: it names one provision and shows all of it.

    Raises:
        ValidationError: a provision that records show, a day to come or too long ago, or nothing said.
    """
    if provision not in attestable(school, part):
        raise ValidationError(
            pgettext("staff", "The portal's own records show this provision. Do the work in the portal instead.")
        )
    if on > today():
        raise ValidationError(_("This day has not come yet. Write the day it was done."))
    if on < earliest():
        raise ValidationError(pgettext("staff", "Write a day of this school year or of the three before it."))
    if not description.strip() or not person.strip():
        raise ValidationError(pgettext("staff", "Say what was done and who did it."))
    row = Action(
        school=school,
        provision=provision,
        on=on,
        for_year=school_year(on),
        description=description.strip(),
        person=person.strip(),
        entered_by=by,
        entered_at=now(),
    )
    if file:
        row.file_name = file.name or ""
        row.file = file
    row.save()
    record(
        "attest",
        row,
        by=by,
        school_id=school.pk,
        year=row.for_year,
        fields=["provision", "on", "description", "person", "file"],
    )
    return row


@transaction.atomic
def override(school: School, provision: str, year: int, *, standing: str, reason: str, by: User) -> Override:
    """Set the office's own standing for a provision, with its reason; it shows as an override.

    Raises:
        ValidationError: no reason, or a standing that does not exist.
    """
    if not reason.strip():
        raise ValidationError(pgettext("staff", "Give the reason for the override."))
    if standing not in State.values or provision not in PROVISIONS:
        raise ValidationError(pgettext("staff", "Choose a standing from the list."))
    row = Override.objects.create(
        school=school,
        provision=provision,
        standing=standing,
        reason=reason.strip(),
        for_year=year,
        on=today(),
        entered_by=by,
        entered_at=now(),
    )
    record("override", row, by=by, school_id=school.pk, year=year, fields=["standing", "reason"])
    return row


@transaction.atomic
def set_due(school: School, provision: str, year: int, due_on: date, *, by: User) -> DueDate:
    """Name the day a required provision is due in a year; at the office's row it holds for every school.

    Raises:
        ValidationError: an optional provision, or a day outside the year.
    """
    if PROVISIONS[provision].force == Force.MAY:
        raise ValidationError(pgettext("staff", "This provision is optional: it is never due."))
    if school_year(due_on) != year:
        raise ValidationError(pgettext("staff", "Choose a day inside the school year."))
    row = DueDate.objects.create(
        school=school, provision=provision, for_year=year, due_on=due_on, on=today(), entered_by=by, entered_at=now()
    )
    record("set_due", row, by=by, school_id=school.pk, year=year, fields=["due_on"])
    return row
