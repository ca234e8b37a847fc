"""What binds a school: entered as dated facts, confirmed by the office."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now
from accounts.models import User
from schools.actions.evidence import reenter, void
from schools.choices import PART_BY_TITLE_I, Operator, SchoolKind
from schools.models import Designation, School


def designate(  # noqa: PLR0913  each dated fact is named
    school: School,
    *,
    title_i: str,
    on: date,
    by: User,
    governed: bool = True,
    operator: str = Operator.OFFICE,
    agency: str = "",
    part: str = "",
    reason: str = "",
) -> Designation:
    """Enter what binds a school from a day on, not yet confirmed. A row that begins the same day is corrected by it.

    Args:
        part: "B" or "C", only for a neglected or Part D only school, decided by the office (20 USC 6318(b)-(f)).
        reason: why, required with a part.

    Raises:
        ValidationError: the school is the office, or a part without its reason.
    """
    if school.kind == SchoolKind.OFFICE:
        raise ValidationError(pgettext("staff", "Part A binds the office itself; only schools are entered here."))
    if not title_i or title_i in PART_BY_TITLE_I:
        part = ""
    if part and not reason.strip():
        raise ValidationError({"reason": pgettext("staff", "Write why the office decided on this part.")})
    moment = now()
    with transaction.atomic():
        for row in Designation.objects.standing().filter(school=school, on=on):
            void(row, by=by, reason="designate", moment=moment)
        row = Designation.objects.create(
            school=school,
            title_i=title_i,
            governed=governed,
            operator=operator,
            agency=agency.strip(),
            part=part,
            reason=reason.strip(),
            on=on,
            entered_by=by,
            entered_at=moment,
        )
        record("designate", row, by=by, school_id=school.pk, year=row.for_year)
    return row


def confirm(designation: Designation, *, by: User) -> Designation:
    """The office confirms a designation. Returns the confirmed row: before this moment it was known as unconfirmed.

    Raises:
        ValidationError: confirmed already, changed meanwhile, or it still lacks what decides the part.
    """
    if designation.confirmed_at is not None:
        raise ValidationError(pgettext("staff", "This is confirmed already."))
    if designation.governed and not (designation.title_i in PART_BY_TITLE_I or designation.part):
        raise ValidationError(
            pgettext("staff", "Enter the Title I status first, and the part where the office decides it.")
        )
    return reenter(designation, "confirm", by=by, confirmed_at=now(), confirmed_by=by)
