"""The day a board or council means to decide on a document."""

from typing import TYPE_CHECKING

from django.db import transaction

from documents.actions.moving import audit, locked, refuse_unless_open
from documents.facts.planning import Asked, refuse_impossible
from documents.models import Document

if TYPE_CHECKING:
    from accounts.models import User


def plan(document: Document, asked: Asked, *, by: "User") -> Document:
    """Set the day of the decision; everything before it is planned back from there.

    Raises:
        ValidationError: the document is published, or what must come before no longer fits, with the earliest day.
    """
    with transaction.atomic():
        held = locked(document.pk)
        refuse_unless_open(held)
        refuse_impossible(asked)
        Document.objects.filter(pk=held.pk).update(decide_on=asked.decide_on)
        audit("plan", held, held, by=by, fields=("decide_on",))
    document.decide_on = asked.decide_on
    return document
