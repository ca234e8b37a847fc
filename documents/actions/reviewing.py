"""Review windows: a draft laid before families for some days, in both languages; and looking again without a change."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now, today
from documents.actions.moving import audit, locked
from documents.choices import LANGUAGES, ContributorRole, State, TextState
from documents.models import Contributor, Document, PeriodicReview, ReviewText, ReviewWindow, Section

if TYPE_CHECKING:
    from accounts.models import User

# A family needs some days, and nobody remembers a window of a year.
FEWEST_DAYS, MOST_DAYS = 3, 120


def open_window(document: Document, *, closes_on: date, by: "User") -> ReviewWindow:
    """Lay the draft before families from today on: its words as approved in both languages are kept for the window.

    Args:
        closes_on: the last day on which comments count, in local time.

    Raises:
        ValidationError: not a draft, a text not approved in both languages, a window open already, too short or long.
    """
    begins = today()
    with transaction.atomic():
        held = locked(document.pk)
        if held.legacy or held.state != State.DRAFT:
            raise ValidationError(_first(held))
        if held.windows.standing().filter(closes_on__gte=begins).exists():
            raise ValidationError(pgettext("staff", "Families can comment on this draft already."))
        if not FEWEST_DAYS <= (closes_on - begins).days <= MOST_DAYS:
            raise ValidationError(
                pgettext("staff", "Give families between %(fewest)s and %(most)s days to comment.")
                % {"fewest": FEWEST_DAYS, "most": MOST_DAYS}
            )
        sections = list(held.sections.all())
        if not sections or any(not _is_approved(row) for row in sections):
            raise ValidationError(
                pgettext("staff", "Every section must be approved in both languages before families are asked.")
            )
        window: ReviewWindow = ReviewWindow.objects.create(
            document=held, on=begins, closes_on=closes_on, for_year=held.for_year, entered_at=now(), entered_by=by
        )
        ReviewText.objects.bulk_create([_laid_open(window, row) for row in sections])
        audit("open_window", held, window, by=by)
    return window


def void_window(window: ReviewWindow, *, by: "User", reason: str) -> None:
    """Take back a window opened by mistake, as long as nobody has commented in it.

    Raises:
        ValidationError: somebody has commented, no reason, or taken back already.
    """
    with transaction.atomic():
        held = locked(window.document_id)
        if window.comments.exists():
            raise ValidationError(
                pgettext("staff", "Somebody has commented already, so this window stays. Answer the comments.")
            )
        if not reason.strip():
            raise ValidationError(pgettext("staff", "Write the reason."))
        values = {"voided_at": now(), "voided_by": by, "void_reason": reason.strip()[:300]}
        if not ReviewWindow.objects.standing().filter(pk=window.pk).update(**values):
            raise ValidationError(pgettext("staff", "This window has been taken back already."))
        audit("void_window", held, window, by=by, fields=("void_reason",))


def reviewed(document: Document, *, on: date, helped: Mapping[str, int], by: "User", note: str = "") -> PeriodicReview:
    """Record that a published document was looked at again and left as it is (AR 6020 B11).

    Args:
        helped: how many people took part, by contributor role.

    Raises:
        ValidationError: not published, a day still to come, or nobody who took part.
    """
    if on > today():
        raise ValidationError(pgettext("staff", "That day is still to come. Record it once it has happened."))
    people = {role: count for role, count in helped.items() if role in ContributorRole.values and count > 0}
    if not people:
        raise ValidationError(pgettext("staff", "Say who looked at it again: at least one person."))
    with transaction.atomic():
        held = locked(document.pk)
        if held.state != State.PUBLISHED or not held.editions.live().filter(on__lte=on).exists():
            raise ValidationError(pgettext("staff", "Only what is published can be left as it is. Publish it first."))
        entered = {"on": on, "entered_at": now(), "entered_by": by}
        row: PeriodicReview = PeriodicReview.objects.create(document=held, note=note.strip(), **entered)
        for role, count in people.items():
            Contributor.objects.create(document=held, review=row, role=role, count=count, **entered)
        audit("review", held, row, by=by)
    return row


def _first(document: Document) -> str:
    """What makes a draft of it again, by the name its button has."""
    if document.legacy:
        return pgettext("staff", "Only a draft is laid before families; this is from before the portal.")
    if document.state == State.ADOPTED:
        return pgettext("staff", "Only a draft is laid before families. Press “Back to draft” on its page first.")
    return pgettext("staff", "Only a draft is laid before families. Press “Begin a new version” on its page first.")


def _is_approved(row: Section) -> bool:
    return all(getattr(row, f"state_{code}") == TextState.APPROVED for code in LANGUAGES)


def _laid_open(window: ReviewWindow, row: Section) -> ReviewText:
    kept = {f"text_{code}": getattr(row, f"text_{code}") for code in LANGUAGES}
    kept |= {f"hash_{code}": getattr(row, f"text_hash_{code}") for code in LANGUAGES}
    headings = {"heading_es": row.heading_es, "heading_en": row.heading_en}
    return ReviewText(window=window, key=row.key, position=row.position, **kept, **headings)
