"""Beginning a document: from last year's words where there are any, else from the kind's model texts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now
from documents import kinds
from documents.actions.moving import audit
from documents.actions.writing import settle
from documents.choices import LANGUAGES, State
from documents.facts import last_texts
from documents.markup import digest, tidy
from documents.models import Document, Edition, EditionFile, EditionSection, Section

if TYPE_CHECKING:
    from accounts.models import User
    from schools.models import School


def start(owner: "School", kind: str, for_year: int, *, by: "User", variant: str = "") -> Document:
    """A new draft of a kind for a school year (its first year), both languages filled in as drafts to be approved.

    Raises:
        ValidationError: this school already has that document for that year.
    """
    texts = last_texts(owner.pk, kind, for_year, variant) or kinds.get(kind).models(owner, variant)
    document = _begin(owner, kind, for_year, variant, by)
    with transaction.atomic():
        document.save()
        keys = [spec.key for spec in kinds.get(kind).sections]
        keys += [key for key in texts if key not in keys]
        Section.objects.bulk_create([_section(document, n, key, texts.get(key, {})) for n, key in enumerate(keys, 1)])
        audit("start", document, document, by=by)
    return document


def enter_legacy(
    owner: "School", kind: str, for_year: int, *, language: str, texts: Mapping[str, str], on: date, by: "User"
) -> Edition:
    """Enter a document from before the portal as it was, in the one language it was in: public, never complete.

    Args:
        texts: section key -> text.
        on: the day it was first given to families.

    Raises:
        ValidationError: this school already has that document for that year, or no text was given.
    """
    kept = {key: tidy(text) for key, text in texts.items() if digest(text)}
    if not kept:
        raise ValidationError(pgettext("staff", "Enter the text of at least one section."))
    document = _begin(owner, kind, for_year, "", by)
    document.legacy, document.state = True, State.PUBLISHED
    with transaction.atomic():
        document.save()
        edition: Edition = Edition.objects.create(
            document=document,
            number=1,
            legacy=True,
            on=on,
            published_at=now(),
            published_by=by,
            digest=digest("\n\n".join(kept.values())),
        )
        rows = [
            EditionSection(
                edition=edition,
                key=key,
                position=n,
                legacy=True,
                **{f"text_{language}": text, f"hash_{language}": digest(text)},
            )
            for n, (key, text) in enumerate(kept.items(), 1)
        ]
        EditionSection.objects.bulk_create(rows)
        EditionFile.objects.create(edition=edition, language=language)
        audit("enter_legacy", document, edition, by=by)
    return edition


def _begin(owner: "School", kind: str, for_year: int, variant: str, by: "User") -> Document:
    document = Document(owner=owner, kind=kind, for_year=for_year, variant=variant, created_by=by, created_at=now())
    try:
        document.validate_constraints()
    except ValidationError:
        raise ValidationError(pgettext("staff", "This document has been begun for that year already.")) from None
    return document


def _section(document: Document, position: int, key: str, texts: Mapping[str, str]) -> Section:
    """A new section; both texts count as agreeing with each other, and nobody as their writer."""
    section = Section(document=document, key=key, position=position, source_language="en")
    for code in LANGUAGES:
        setattr(section, f"text_{code}", tidy(texts.get(code, "")))
        setattr(section, f"text_hash_{code}", digest(texts.get(code, "")))
    source = section.text_hash_en or section.text_hash_es  # type: ignore[attr-defined]
    for code in LANGUAGES:
        setattr(section, f"source_hash_{code}", source)
        setattr(section, f"approved_hash_{code}", "")
    settle(section)
    return section
