"""Sections a school adds of its own: a preamble, or one at the end, in both languages like every other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import override, pgettext

from documents import kinds
from documents.actions.moving import audit, locked, refuse_while_families_read
from documents.actions.starting import new_section
from documents.actions.writing import again, columns, settle
from documents.choices import LANGUAGES, State
from documents.kinds import CHANGES, OWN_END, OWN_START, SUMMARY, is_own
from documents.models import Document, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

# Never the same again: what is compared from year to year, or was commented on, stays that section's own.
LETTERS, LENGTH = "abcdefghijkmnpqrstuvwxyz23456789", 8


def add_own_section(document: Document, *, headings: Mapping[str, str], first: bool, by: "User") -> Section:
    """Add an empty section with its heading: as a preamble before the kind's own, or at the end.

    Args:
        headings: language -> heading, both of them.

    Raises:
        ValidationError: not a draft, families are commenting on it, a heading missing, or one that is there already.
    """
    told = _told(headings)
    with transaction.atomic():
        held = locked(document.pk)
        _refuse_unless_draft(held)
        rows = list(held.sections.all())
        _refuse_same(held, rows, told)
        key = f"{OWN_START if first else OWN_END}{get_random_string(LENGTH, LETTERS)}"
        place = sum(row.key in (SUMMARY.key, CHANGES.key) or row.key.startswith(OWN_START) for row in rows)
        section = new_section(held, 0, key, {}, told)
        rows.insert(place if first else len(rows), section)
        _arrange(rows, section)
        audit("add_own_section", held, section, by=by)
    return section


def rename_section(section: Section, *, headings: Mapping[str, str], by: "User", revision: int) -> Section:
    """Change the heading of a section of the school's own; a language whose heading changed is to be approved again.

    Args:
        headings: language -> heading, both of them.
        revision: the section's revision as it was read before.

    Raises:
        ValidationError: as for adding one, or it was written in since.
    """
    told = _told(headings)
    with transaction.atomic():
        held = locked(section.document_id)
        _refuse_unless_draft(held)
        fresh = again(section)
        _refuse_not_own(fresh)
        _refuse_same(held, [row for row in held.sections.all() if row.pk != fresh.pk], told)
        changed = [code for code in LANGUAGES if told[code] != getattr(fresh, f"heading_{code}")]
        for code in changed:
            setattr(fresh, f"heading_{code}", told[code])
            setattr(fresh, f"approved_hash_{code}", "")
            setattr(fresh, f"written_by_{code}", by)
        settle(fresh)
        fresh.revision = revision + 1
        named = {f"heading_{code}": told[code] for code in LANGUAGES}
        rows = Section.objects.filter(pk=fresh.pk, revision=revision)
        if changed and not rows.update(**columns(fresh), **named):
            raise ValidationError(_changed_meanwhile())
        audit("rename_section", held, fresh, by=by, fields=tuple(f"heading_{code}" for code in changed))
    return fresh


def take_out(section: Section, *, by: "User", revision: int) -> None:
    """Take a section of the school's own out of a draft, its words with it; editions that have it keep it.

    Args:
        revision: the section's revision as it was read before.

    Raises:
        ValidationError: not the school's own, not a draft, families are commenting, or it was written in since.
    """
    with transaction.atomic():
        held = locked(section.document_id)
        _refuse_unless_draft(held)
        _refuse_not_own(section)
        audit("take_out_section", held, section, by=by)
        gone, _all = Section.objects.filter(pk=section.pk, revision=revision).delete()
        if not gone:
            raise ValidationError(_changed_meanwhile())


def _changed_meanwhile() -> str:
    return pgettext("staff", "This document has changed in the meantime. Open it again.")


def _told(headings: Mapping[str, str]) -> dict[str, str]:
    told = {code: headings.get(code, "").strip() for code in LANGUAGES}
    if not all(told.values()):
        raise ValidationError(pgettext("staff", "Write the heading in both languages."))
    return told


def _refuse_not_own(section: Section) -> None:
    if not is_own(section.key):
        raise ValidationError(pgettext("staff", "Only a section of your own can be renamed or taken out."))


def _refuse_same(document: Document, rows: "Sequence[Section]", told: Mapping[str, str]) -> None:
    if any(_is_there(document, rows, code, heading) for code, heading in told.items()):
        raise ValidationError(pgettext("staff", "This document has a section of that name. Choose another heading."))


def _arrange(rows: "Sequence[Section]", added: Section) -> None:
    for n, row in enumerate(rows, 1):
        if row is added:
            row.position = n
            row.save()
        elif row.position != n:
            Section.objects.filter(pk=row.pk).update(position=n)


def _is_there(document: Document, rows: "Sequence[Section]", code: str, heading: str) -> bool:
    with override(code):
        kind = kinds.get(document.kind)
        return heading.casefold() in {str(kind.heading_of(row)).casefold() for row in rows}


def _refuse_unless_draft(document: Document) -> None:
    if document.legacy or document.state != State.DRAFT:
        raise ValidationError(
            pgettext("staff", "Only a draft takes a section of your own. Make it a draft again on its page first.")
        )
    refuse_while_families_read(document)
