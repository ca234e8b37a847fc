"""Dissent that cannot be lost: a plan goes on with every comment families made on it, or it does not go."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
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
        ValidationError: a kind that is not sent on, a voided edition, a day still to come or before the edition; the
            same edition with the same comments is sealed already.
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
        comments = list(held.comments.by_families().order_by("pk"))
        digest = seal_of(edition, comments)
        _refuse_again(edition, recipient, digest, len(comments))
        row: Submission = Submission.objects.create(
            edition=edition, recipient=recipient, on=on, for_year=held.for_year, entered_at=now(), entered_by=by
        )
        SubmittedComment.objects.bulk_create(
            [SubmittedComment(submission=row, comment=one, position=n) for n, one in enumerate(comments, 1)]
        )
        row.digest, row.sealed_at = digest, now()
        row.save(update_fields=["digest", "sealed_at"])
        audit("send_on", held, row, by=by)
    return row


def _refuse_again(edition: Edition, recipient: str, digest: str, comments: int) -> None:
    """The same package twice says nothing new; one taken back as never sent may be made again."""
    made = Submission.objects.standing().filter(edition=edition, recipient=recipient, digest=digest)
    row = made.select_related("entered_by").order_by("-sealed_at").first()
    if row is None or row.sealed_at is None:
        return
    said = pgettext(
        "staff",
        "This package is made already: edition %(number)s, comments: %(comments)s, sealed by %(name)s on %(day)s. "
        "Nothing has come since. Seal another once there is a new comment or a new edition.",
    )
    day = date_format(timezone.localtime(row.sealed_at), "DATE_FORMAT")
    values = {"number": edition.number, "comments": comments, "name": row.entered_by.name, "day": day}
    raise ValidationError(said % values)
