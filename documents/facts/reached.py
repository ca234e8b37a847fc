"""Which steps of a plan have happened, from what is there today: nothing is done while a gap is left in the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.clock import now, today
from documents import kinds
from documents.choices import LANGUAGES, State, TextState
from documents.facts.lacks import added_sections, required
from documents.gaps import gaps
from documents.models import Document, Edition, ReviewWindow, Section


@dataclass(frozen=True)
class Reached:
    """The steps done (keys of documents.facts.planning), the version's latest window, and sections to fill in."""

    done: frozenset[str]
    window: ReviewWindow | None
    to_fill: Sequence[Section]


def reached(document: Document) -> Reached:
    """How far the version under way has come; of a published one, how far it came. Five queries."""
    sections = list(document.sections.all())
    editions = list(document.editions.live().order_by("-number"))
    before = editions[1:] if document.state == State.PUBLISHED else editions
    window = _window(document, before[0] if before else None)
    to_fill = [row for row in sections if any(gaps(getattr(row, f"text_{code}")) for code in LANGUAGES)]
    done = {"begun"}
    if not to_fill and not _absent(document, sections, again=bool(before)):
        done |= {"written", "approved"} if window else _texts(sections)
    if window:
        done |= {"opens"} | ({"closes"} if window.closes_on < today() else set())
    if document.hearing_at and document.hearing_at < now() and not before:
        done |= {"hearing", "hearing_agenda"}
    if document.state != State.DRAFT and document.adoptions.standing().exists():
        done |= {"agenda", "decision", "hearing", "hearing_agenda"}
    return Reached(frozenset(done), window, to_fill)


def _window(document: Document, last: Edition | None) -> ReviewWindow | None:
    """The latest time to comment on this version: one on an edition published since is that one's own."""
    rows = document.windows.standing()
    if last is not None:
        rows = rows.filter(entered_at__gt=last.published_at)
    window: ReviewWindow | None = rows.order_by("on").last()
    return window


def _absent(document: Document, sections: Sequence[Section], *, again: bool) -> bool:
    """Whether a section is asked for that is not there."""
    if document.state == State.PUBLISHED:
        return False
    asked = required(kinds.get(document.kind), added_sections(document.kind, document.for_year), again=again)
    return not {row.key for row in sections}.issuperset(asked)


def _texts(sections: Sequence[Section]) -> set[str]:
    """What the states of the texts show: a window proves both, for it opens on approved ones alone."""
    if any(not getattr(row, f"text_hash_{row.source_language}") for row in sections):
        return set()
    whole = all(getattr(row, f"state_{code}") == TextState.APPROVED for row in sections for code in LANGUAGES)
    return {"written", "approved"} if whole else {"written"}
