"""How a document goes from one state to the next: locked, by the table, and by exactly one of those who try."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import today
from documents.choices import TRANSITIONS, State
from documents.models import Document

if TYPE_CHECKING:
    from accounts.models import User


def locked(document_id: int) -> Document:
    """The document as it is now, held until the transaction ends: writing, adopting and publishing take turns."""
    document: Document = Document.objects.select_for_update().get(pk=document_id)
    return document


def move(document: Document, to: State) -> None:
    """Change the state by one conditional update.

    Raises:
        ValidationError: the table has no such step, or somebody else took it first.
    """
    known = State(document.state)
    if to not in TRANSITIONS[known] or not Document.objects.filter(pk=document.pk, state=known).update(state=to):
        raise ValidationError(pgettext("staff", "This document has changed in the meantime. Open it again."))
    document.state = to


def refuse_unless_open(document: Document) -> None:
    """Texts of a published document stay as they are until a new version is begun."""
    if document.legacy or document.state == State.PUBLISHED:
        raise ValidationError(
            pgettext("staff", "This document is published. Begin a new version to change it; the published one stays.")
        )


def refuse_while_families_read(document: Document) -> None:
    """A draft keeps its sections while families comment on it: they are shown what was laid open, and nothing newer.

    Raises:
        ValidationError: a time to comment is open today, with its last day.
    """
    last = document.windows.standing().filter(closes_on__gte=today()).aggregate(last=Max("closes_on"))["last"]
    if last is not None:
        said = pgettext(
            "staff",
            "Families can comment on this draft until %(day)s. A section added now they would not see. Add it after"
            " that day, then ask them once more.",
        )
        raise ValidationError(said % {"day": date_format(last, "DATE_FORMAT")})


def audit(verb: str, document: Document, obj: object, *, by: "User | None", fields: tuple[str, ...] = ()) -> None:
    """One audit entry for a record of the document, under its school and year."""
    record(verb, obj, by=by, school_id=document.owner_id, year=document.for_year, fields=fields)  # type: ignore[arg-type]
