"""Taking back a look again that was entered by mistake, and those who were counted with it."""

from typing import TYPE_CHECKING

from django.db import transaction

import schools.actions
from accounts.clock import now
from documents.models import PeriodicReview

if TYPE_CHECKING:
    from accounts.models import User


def void_review(review: PeriodicReview, *, by: "User", reason: str) -> None:
    """Say that a look again never was, with its contributors at the same moment.

    Raises:
        ValidationError: no reason, or taken back already.
    """
    moment = now()
    with transaction.atomic():
        schools.actions.void(review, by=by, reason=reason, moment=moment)
        for row in review.contributors.standing():
            schools.actions.void(row, by=by, reason=reason, moment=moment)
