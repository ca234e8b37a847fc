"""What differs between two editions of one document, section by section in one language. Reads nothing but them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from documents.kinds import CHANGES
from documents.models import Edition, EditionSection
from documents.redline import SAME, Line, redline

ITEM = "li"


@dataclass(frozen=True)
class Part:
    """A section of the newer edition, or one the older had alone. `blocks`: paragraphs one by one, items in lists."""

    row: EditionSection
    # "same", "changed", "added", "removed".
    change: str
    blocks: Sequence[Sequence[Line]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.row.key


def parts(old: Edition, new: Edition, language: str) -> list[Part]:
    """The sections of two editions in the newer one's order; those it left out come where they stood.

    What changes in short is no section of its own here: it stands on top of the page.
    """
    before = {row.key: row for row in old.sections.all() if row.key != CHANGES.key}
    after = [row for row in new.sections.all() if row.key != CHANGES.key]
    kept = {row.key for row in after}
    found = [_part(before.get(row.key), row, language) for row in after]
    gone = [row for key, row in before.items() if key not in kept]
    found += [Part(row, "removed", _grouped(_lines(_text(row, language), ""))) for row in gone]
    return sorted(found, key=lambda part: part.row.position)


def before(edition: Edition, line: Sequence[Edition]) -> Edition | None:
    """The edition of the same document that came before, across years. `line`: those that stand, newest first."""
    own = [one for one in line if one.document.variant == edition.document.variant]
    later = own.index(edition) + 1
    return own[later] if later < len(own) else None


def speaks(edition: Edition, language: str) -> bool:
    """Whether an edition says anything in a language: an old one may stand in the other alone."""
    return any(_text(row, language) for row in edition.sections.all())


def _part(old: EditionSection | None, new: EditionSection, language: str) -> Part:
    if old is None:
        return Part(new, "added", _grouped(_lines("", _text(new, language))))
    before, after = _text(old, language), _text(new, language)
    if before == after:
        return Part(new, SAME)
    lines = _lines(before, after)
    return Part(new, "changed", _grouped(lines)) if any(line.changed for line in lines) else Part(new, SAME)


def _text(row: EditionSection, language: str) -> str:
    return str(getattr(row, f"text_{language}") or "")


@lru_cache(maxsize=256)
def _lines(before: str, after: str) -> tuple[Line, ...]:
    """Published texts never change, so what differs between two of them is worked out once."""
    return tuple(redline(before, after))


def _grouped(lines: Iterable[Line]) -> list[list[Line]]:
    """Items that follow each other are one list."""
    groups: list[list[Line]] = []
    for kind, run in groupby(lines, key=lambda line: line.kind):
        held = list(run)
        groups += [held] if kind == ITEM else [[line] for line in held]
    return groups
