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
    told = {code: headings.get(code, "").strip() for code in LANGUAGES}
    if not all(told.values()):
        raise ValidationError(pgettext("staff", "Write the heading in both languages."))
    with transaction.atomic():
        held = locked(document.pk)
        _refuse_unless_draft(held)
        rows = list(held.sections.all())
        if any(_is_there(held, rows, code, heading) for code, heading in told.items()):
            raise ValidationError(
                pgettext("staff", "This document has a section of that name. Choose another heading.")
            )
        key = f"{OWN_START if first else OWN_END}{get_random_string(LENGTH, LETTERS)}"
        place = sum(row.key in (SUMMARY.key, CHANGES.key) or row.key.startswith(OWN_START) for row in rows)
        section = new_section(held, 0, key, {}, told)
        rows.insert(place if first else len(rows), section)
        _arrange(rows, section)
        audit("add_own_section", held, section, by=by)
    return section


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
        if not is_own(section.key):
            raise ValidationError(pgettext("staff", "Only a section of your own can be taken out."))
        audit("take_out_section", held, section, by=by)
        gone, _all = Section.objects.filter(pk=section.pk, revision=revision).delete()
        if not gone:
            raise ValidationError(pgettext("staff", "This document has changed in the meantime. Open it again."))


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
