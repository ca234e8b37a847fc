"""The section on what changes: at most five lines, and a first draft of it from what differs from the last edition."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, override

from documents.choices import LANGUAGES
from documents.facts.published import last_texts
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
    before = _before(document)
    if not before:
        return {}
    own = {row.key: row for row in sections if row.key not in (CHANGES.key, SUMMARY.key)}
    other = [key for key, row in own.items() if key in before and _differs(row, before[key])]
    new = [key for key in own if key not in before]
    gone = [key for key in before if key not in own and key not in (CHANGES.key, SUMMARY.key)]
    return {code: _said(kind, own, other, new, gone, code) for code in LANGUAGES} if other or new or gone else {}


def _before(document: Document) -> dict[str, dict[str, str]]:
    """Hashes by section key and language of the last edition, of this document or of an earlier year's."""
    edition = document.editions.live().filter(legacy=False).first()
    if edition:
        return {row.key: {"es": row.hash_es, "en": row.hash_en} for row in edition.sections.all()}
    texts = last_texts(document.owner_id, document.kind, document.for_year, document.variant)
    return {key: {code: digest(pair.get(code, "")) for code in LANGUAGES} for key, pair in texts.items()}


def _differs(row: Section, before: dict[str, str]) -> bool:
    return any((getattr(row, f"text_hash_{code}") or "") != before[code] for code in LANGUAGES)


def _said(kind: Kind, own: dict[str, Section], other: list[str], new: list[str], gone: list[str], code: str) -> str:
    with override(code):
        names = {key: str(kind.heading_of(own[key]) if key in own else kind.heading(key)) for key in (*own, *gone)}
        lines = [gettext("New: %(section)s.") % {"section": names[key]} for key in new]
        lines += [gettext("%(section)s: we changed this part.") % {"section": names[key]} for key in other]
        lines += [gettext("No longer here: %(section)s.") % {"section": names[key]} for key in gone]
        if len(lines) > MOST_CHANGES:
            left = len(lines) - MOST_CHANGES + 1
            more = ngettext("We changed %(count)d more part.", "We changed %(count)d more parts.", left)
            lines = [*lines[: MOST_CHANGES - 1], more % {"count": left}]
    return "\n".join(f"- {line}" for line in lines)
