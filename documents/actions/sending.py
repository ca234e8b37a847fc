"""Dissent that cannot be lost: a plan goes on with every comment families made on it, or it does not go."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now, today
from documents import kinds
from documents.actions.moving import audit, locked
from documents.facts.packages import seal_of
from documents.models import Edition, Submission, SubmittedComment

if TYPE_CHECKING:
    from accounts.models import User


def send_on(edition: Edition, *, on: date, by: "User") -> Submission:
    """Seal the package of a published plan and families' comments, as it was sent on that day (B5; 6318(b)(4)).

    Raises:
        ValidationError: a kind that is not sent on, a voided edition, a day still to come or before the edition.
    """
    recipient = kinds.get(edition.document.kind).sent_to
    if not recipient or edition.legacy:
        raise ValidationError(pgettext("staff", "This document is not sent on."))
    if not edition.on <= on <= today():
        raise ValidationError(
            pgettext("staff", "Enter the day it was sent: after it was published, and not later than today.")
        )
    with transaction.atomic():
        held = locked(edition.document_id)
        if not held.editions.live().filter(pk=edition.pk).exists():
            raise ValidationError(pgettext("staff", "This edition has been taken back: send the one in force."))
        row: Submission = Submission.objects.create(
            edition=edition, recipient=recipient, on=on, for_year=held.for_year, entered_at=now(), entered_by=by
        )
        comments = list(held.comments.by_families().order_by("pk"))
        SubmittedComment.objects.bulk_create(
            [SubmittedComment(submission=row, comment=one, position=n) for n, one in enumerate(comments, 1)]
        )
        row.digest, row.sealed_at = seal_of(edition, comments), now()
        row.save(update_fields=["digest", "sealed_at"])
        audit("send_on", held, row, by=by)
    return row
