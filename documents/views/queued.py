"""Texts that wait at one school: for an approver, the one promised first on top, or for whoever writes them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from accounts.clock import today
from documents import kinds
from documents.facts.about import about, first_words
from documents.facts.translating import promised_days
from documents.models import Answer, Section, SentBack


class Queued(NamedTuple):
    """A text that waits in a language: the section's heading or how the answer begins, and by when it is promised."""

    language: str
    row: Any
    heading: Any
    about: Sequence[str]
    state: str
    writer: Any
    own: bool
    promised: Any
    late: bool


def queued(user: Any, school_id: int, languages: Sequence[str]) -> tuple[list[Queued], list[Queued]]:
    """Sections and answers that wait for this approver. Three queries for all, and two for each language."""
    sections = [(code, row) for code in languages for row in _waiting(Section, user, school_id, code, "position")]
    answers = [(code, row) for code in languages for row in _waiting(Answer, user, school_id, code, "pk")]
    days = promised_days((school_id, row.since) for _code, row in [*sections, *answers])
    parts = about({row.pk: row for _code, row in answers}.values())
    return (
        _in_order(_shown(user, code, row, days, _heading(row)) for code, row in sections),
        _in_order(_shown(user, code, row, days, first_words(row), parts[row.pk]) for code, row in answers),
    )


def sent_back(user: Any, school: Any) -> list[tuple[SentBack, Any]]:
    """What approvers sent back at a school, oldest first: the remark, and how its text is known. One query."""
    rows = SentBack.objects.visible_to(user).open().filter(document__owner=school).order_by("entered_at", "pk")
    found = []
    for row in rows.select_related("document", "section", "answer", "entered_by"):
        row.document.owner = school
        if row.section or row.answer:
            heading = kinds.get(row.document.kind).heading_of(row.section) if row.section else first_words(row.answer)
            found.append((row, heading))
    return found


def _heading(row: Section) -> Any:
    return kinds.get(row.document.kind).heading_of(row)


def _waiting(model: Any, user: Any, school_id: int, language: str, last: str) -> Any:
    rows = model.objects.visible_to(user).waiting(language).with_since(language).filter(document__owner_id=school_id)
    rows = rows.select_related("document", f"written_by_{language}")
    return rows.order_by("-document__for_year", "document", last)


def _in_order(rows: Any) -> list[Queued]:
    """The one promised first on top; those of one day as they stand in their document."""
    return sorted(rows, key=lambda one: one.promised)


def _shown(user: Any, language: str, row: Any, days: Any, heading: Any, headings: Sequence[str] = ()) -> Queued:
    promised = days[row.document.owner_id, row.since]
    return Queued(
        language=language,
        row=row,
        heading=heading,
        about=headings,
        state=getattr(row, f"state_{language}"),
        writer=getattr(row, f"written_by_{language}"),
        own=getattr(row, f"written_by_{language}_id") == user.pk,
        promised=promised,
        late=promised < today(),
    )
