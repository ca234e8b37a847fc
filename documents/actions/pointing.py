"""Strategies: what the office does about what the yearly review found (AR 6020 A5; 20 USC 6318(a)(2)(E))."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from documents.choices import PointSource
from documents.markup import tidy
from documents.models import OpenPoint
from schools.choices import school_year
from schools.models import School

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_STRATEGY, LONGEST_FINDING = 1000, 500


def add_strategy(kind: str, *, text: str, finding: str, tier: str, language: str, on: date, by: "User") -> OpenPoint:
    """Record what is to be done about a finding, and how well it is shown to work; taken back by schools.actions.void.

    Args:
        kind: the document of the office that is to take it up.
        tier: a value of choices.Tier (20 USC 7801(21)(A)).
        language: the one in which both texts are written.

    Raises:
        ValidationError: no strategy or no finding, one of them too long, or a day still to come.
    """
    text, finding = tidy(text), tidy(finding)
    if not text or not finding:
        raise ValidationError(pgettext("staff", "Write what is to be done, and what it rests on."))
    if len(text) > LONGEST_STRATEGY or len(finding) > LONGEST_FINDING:
        raise ValidationError(pgettext("staff", "This text is too long. Make it shorter."))
    if on > today():
        raise ValidationError({"on": pgettext("staff", "That day is still to come. Record it once it has happened.")})
    office, year = School.objects.office(), school_year(on)
    said = {"kind": kind, "source": PointSource.FINDING, "text": text, "finding": finding, "tier": tier}
    with transaction.atomic():
        row: OpenPoint = OpenPoint.objects.create(
            owner=office, language=language, on=on, for_year=year, entered_at=now(), entered_by=by, **said
        )
        record("add_strategy", row, by=by, school_id=office.pk, year=year)
    return row
