"""Who helped develop a document, and which body decided on it."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override, pgettext

from accounts.clock import now, today
from documents import facts, kinds
from documents.actions.moving import audit, locked, move
from documents.choices import Body, State
from documents.facts import undecidable
from documents.models import Adoption, Contributor, Document
from schools.choices import year_start

if TYPE_CHECKING:
    from accounts.models import User


def add_contributor(
    document: Document, *, role: str, on: date, by: "User", count: int = 1, name: str = "", how: str = ""
) -> Contributor:
    """Record who helped develop the document (20 USC 6318(b)(1)): by role, named, or by count where a name is too much.

    Raises:
        ValidationError: a day still to come or years before, nobody counted, or a name for more than one person.
    """
    _refuse_day(document, on)
    if count < 1 or (name and count > 1):
        raise ValidationError(pgettext("staff", "Count at least one person, and name one person at a time."))
    with transaction.atomic():
        row: Contributor = Contributor.objects.create(
            document=document,
            role=role,
            count=count,
            name=name.strip(),
            how=how.strip(),
            on=on,
            for_year=document.for_year,
            entered_at=now(),
            entered_by=by,
        )
        audit("add_contributor", document, row, by=by)
    return row


def adopt(document: Document, body: str, on: date, vote: str, *, by: "User", heard_on: date | None = None) -> Adoption:
    """Record a body's decision on the words as they stand. Translations may still wait for approval.

    Args:
        body: a value of choices.Body, or the name of another body.

    Raises:
        ValidationError: as `refuse_decision` does.
    """
    with transaction.atomic():
        held = locked(document.pk)
        refuse_decision(held, body, on, vote, heard_on=heard_on)
        row: Adoption = Adoption.objects.create(
            document=held,
            body=known_body(body),
            vote=vote.strip(),
            on=on,
            heard_on=heard_on,
            for_year=held.for_year,
            entered_at=now(),
            entered_by=by,
        )
        move(held, State.ADOPTED)
        audit("adopt", held, row, by=by)
    document.state = held.state
    return row


def refuse_decision(document: Document, body: str, on: date, vote: str, *, heard_on: date | None = None) -> None:
    """Say why a decision cannot be recorded as it is told.

    Raises:
        ValidationError: not a draft, a section without words, a window still open or a comment in it without an
            answer, a day still to come or years before; a plan that was not heard in public at an earlier meeting
            (EC 52068).
    """
    _refuse_day(document, on)
    if not body.strip() or not vote.strip():
        raise ValidationError(pgettext("staff", "Say which body decided, and with what vote."))
    if heard_on and heard_on > on:
        raise ValidationError(pgettext("staff", "The hearing comes before the decision. Check both dates."))
    if heard_on:
        _refuse_day(document, heard_on, "heard_on")
    if document.state != State.DRAFT:
        raise ValidationError(pgettext("staff", "The decision on this version is recorded already."))
    if in_the_way := undecidable(facts.held(document, on)):
        raise ValidationError([lack.sentence for lack in in_the_way])
    _refuse_unheard(document, on, heard_on)


def _refuse_unheard(document: Document, on: date, heard_on: date | None) -> None:
    if not kinds.get(document.kind).hearing:
        return
    if heard_on is None:
        raise ValidationError(pgettext("staff", "A plan is heard in public first. Enter the day of the hearing."))
    if heard_on >= on:
        raise ValidationError(
            pgettext("staff", "A plan is decided on at a later meeting than its hearing. Check both dates.")
        )


def known_body(name: str) -> str:
    """The value of a body we have words for in both languages, or the name as it was given."""
    with override("en"):
        known = {_plain(str(label)): value for value, label in Body.choices}
    return known.get(_plain(name), name.strip())


def _plain(name: str) -> str:
    """A body's name without article, letters in brackets and capitals."""
    return name.split(" (")[0].strip().casefold().removeprefix("the ")


def _refuse_day(document: Document, on: date, field: str = "on") -> None:
    """Refuse a day on which nobody can have worked on these texts.

    They are written at the earliest in the school year before the one they serve.
    """
    if on > today():
        text = pgettext("staff", "That day is still to come. Record it once it has happened.")
        raise ValidationError({field: text})
    first = year_start(document.for_year - 1)
    if on < first:
        text = pgettext(
            "staff", "These texts were begun after July 1, %(year)s: that day is too early. Check the year."
        )
        raise ValidationError({field: text % {"year": first.year}})
