"""The public hearing of a plan, before its decision (EC 52068): when and where it is, and when and where it was."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from accounts.clock import now
from documents.choices import State
from documents.models import Document, Edition
from schools.models import School


@dataclass(frozen=True)
class Hearing:
    """A hearing: its day; its hour and its place in the page's language, where they were entered."""

    on: date
    at: datetime | None = None
    place: str = ""
    is_over: bool = True
    for_year: int = 0


def planned(document: Document) -> Hearing | None:
    """The hearing as it was set; None where none is. No query."""
    if document.hearing_at is None:
        return None
    place = getattr(document, f"hearing_place_{get_language() or 'es'}") or ""
    day, is_over = timezone.localdate(document.hearing_at), document.hearing_at < now()
    return Hearing(day, document.hearing_at, place, is_over, document.for_year)


def held(edition: Edition) -> Hearing | None:
    """The hearing before an edition's decision, by the day recorded with it. No query.

    Its hour and place are those that were set, if it was held on that day.
    """
    on = edition.adoption.heard_on if edition.adoption else None
    if on is None:
        return None
    known = planned(edition.document)
    return known if known is not None and known.on == on else Hearing(on, for_year=edition.document.for_year)


def of_drafts(school: School, kind: str, told: Edition | None) -> list[Hearing]:
    """The hearings of a school's drafts of a kind, the next first. One query.

    Args:
        told: the edition shown, whose own hearing is told beside it.
    """
    rows = Document.objects.filter(owner=school, kind=kind, hearing_at__isnull=False).exclude(state=State.PUBLISHED)
    own = held(told) if told else None
    found = [hearing for row in rows.order_by("hearing_at") if (hearing := planned(row))]
    return [hearing for hearing in found if own is None or hearing.at != own.at]
