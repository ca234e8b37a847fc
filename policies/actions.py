"""Verbs of the policies room; writing, approving and publishing are the documents room's."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from policies.models import AmendedPolicy

if TYPE_CHECKING:
    from accounts.models import User
    from documents.models import Document


def mark_amended(document: "Document", *, on: date, by: "User") -> AmendedPolicy:
    """Say that a policy for all families was amended to serve (AR 6020 B9); taken back by schools.actions.void.

    Raises:
        ValidationError: marked already, or a day still to come.
    """
    if on > today():
        raise ValidationError(pgettext("staff", "That day is still to come. Record it once it has happened."))
    with transaction.atomic():
        if AmendedPolicy.objects.standing().filter(document=document).exists():
            raise ValidationError(pgettext("staff", "This policy is marked as an amended general policy already."))
        row: AmendedPolicy = AmendedPolicy.objects.create(
            document=document, on=on, for_year=document.for_year, entered_at=now(), entered_by=by
        )
        record("mark_amended", row, by=by, school_id=document.owner_id, year=document.for_year)
    return row
