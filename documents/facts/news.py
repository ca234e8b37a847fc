"""The section on what changes: at most five lines, and a first draft of it from what differs from the last edition."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext, override

from documents.choices import LANGUAGES
from documents.facts.published import last_sections
from documents.kinds import CHANGES, MOST_CHANGES, SUMMARY, Kind
from documents.markup import digest, parsed
from documents.models import Document, Section


def lines_of(text: str) -> int:
    """How many points of a list, or lines outside of one, a text has."""
    lines = depth = 0
    for token in parsed(text):
        if token.type in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
            depth += token.nesting
        elif token.type == "list_item_open":
            lines += 1
        elif token.type == "inline" and not depth:
            lines += 1 + sum(child.type in ("softbreak", "hardbreak") for child in token.children or [])
    return lines


def is_too_long(key: str, text: str) -> bool:
    """Whether a section on what changes says more than families will read."""
    return key == CHANGES.key and lines_of(text) > MOST_CHANGES


def proposal(document: Document, sections: Sequence[Section], kind: Kind) -> dict[str, str]:
    """Both languages' first draft: which sections say something else, are new or gone since what came before.

    Up to two queries more than the sections; empty where nothing came before or nothing differs.
    """
    rows = _before(document)
    before = {row.key: _hashes(row) for row in rows}
    if not before:
        return {}
    own = {row.key: row for row in sections if row.key not in (CHANGES.key, SUMMARY.key)}
    other = [key for key, row in own.items() if key in before and _differs(row, before[key])]
    new = [key for key in own if key not in before]
    gone = [key for key in before if key not in own and key not in (CHANGES.key, SUMMARY.key)]
    return (
        {code: _said(_names(kind, own, rows, code), other, new, gone, code) for code in LANGUAGES}
        if other or new or gone
        else {}
    )


def _before(document: Document) -> list[Any]:
    """The sections of the last edition, of this document or of an earlier year's."""
    edition = document.editions.live().filter(legacy=False).first()
    if edition:
        return list(edition.sections.all())
    return last_sections(document.owner_id, document.kind, document.for_year, document.variant)


def _hashes(row: Any) -> dict[str, str]:
    return {code: digest(getattr(row, f"text_{code}") or "") for code in LANGUAGES}


def _names(kind: Kind, own: dict[str, Section], before: Sequence[Any], code: str) -> dict[str, str]:
    """What each section is called in a language, those that are gone too: a school's own has its name in its row."""
    with override(code):
        return {row.key: str(kind.heading_of(row)) for row in (*before, *own.values())}


def _differs(row: Section, before: dict[str, str]) -> bool:
    return any((getattr(row, f"text_hash_{code}") or "") != before[code] for code in LANGUAGES)


def _said(names: dict[str, str], other: list[str], new: list[str], gone: list[str], code: str) -> str:
    with override(code):
        lines = [gettext("New: %(section)s.") % {"section": names[key]} for key in new]
        lines += [gettext("%(section)s: we changed this part.") % {"section": names[key]} for key in other]
        lines += [gettext("No longer here: %(section)s.") % {"section": names[key]} for key in gone]
        if len(lines) > MOST_CHANGES:
            left = len(lines) - MOST_CHANGES + 1
            more = ngettext("We changed %(count)d more part.", "We changed %(count)d more parts.", left)
            lines = [*lines[: MOST_CHANGES - 1], more % {"count": left}]
    return "\n".join(f"- {line}" for line in lines)
