"""The day a board or council means to decide on a document."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from documents import kinds
from documents.actions.moving import audit, locked, refuse_unless_open
from documents.facts.planning import Asked, refuse_impossible
from documents.models import Document

if TYPE_CHECKING:
    from accounts.models import User


class Hearing(NamedTuple):
    """When a plan is heard in public, and where, in both languages."""

    at: datetime
    place_es: str
    place_en: str


def plan(document: Document, asked: Asked, *, by: "User", hearing: Hearing | None = None) -> Document:
    """Set the day of the decision; everything before it is planned back from there.

    Args:
        hearing: of a plan that is heard in public; families read it on the plan's page at once. None takes it back.

    Raises:
        ValidationError: the document is published, what must come before no longer fits, with the earliest day, or the
            hearing is not on an earlier day than the decision (EC 52068).
    """
    with transaction.atomic():
        held = locked(document.pk)
        refuse_unless_open(held)
        refuse_impossible(asked)
        if hearing and timezone.localdate(hearing.at) >= asked.decide_on:
            said = pgettext("staff", "A plan is decided on at a later meeting than its hearing. Check both dates.")
            raise ValidationError({"hearing_on": said})
        values = _columns(held, asked, hearing)
        Document.objects.filter(pk=held.pk).update(**values)
        audit("plan", held, held, by=by, fields=tuple(values))
    for name, value in values.items():
        setattr(document, name, value)
    return document


def _columns(document: Document, asked: Asked, hearing: Hearing | None) -> dict[str, object]:
    if not kinds.get(document.kind).hearing:
        return {"decide_on": asked.decide_on}
    at, place_es, place_en = hearing or (None, None, None)
    where = {"hearing_place_es": place_es, "hearing_place_en": place_en}
    return {"decide_on": asked.decide_on, "hearing_at": at, **where}
