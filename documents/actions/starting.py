"""Beginning a document: from last year's words where there are any, else from the kind's model texts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now, today
from documents import kinds
from documents.actions.moving import audit, locked, move, refuse_unless_open, refuse_while_families_read
from documents.actions.writing import settle
from documents.choices import LANGUAGES, State
from documents.facts import added_sections, last_sections, last_texts, own_headings, required
from documents.kinds import CHANGES, OWN_START, SUMMARY, Texts
from documents.markup import LONGEST, digest, tidy
from documents.models import Document, Edition, EditionFile, EditionSection, Section
from schools.choices import school_year, year_end, year_start

if TYPE_CHECKING:
    from accounts.models import User
    from schools.models import School


def start(owner: "School", kind: str, for_year: int, *, by: "User", variant: str = "") -> Document:
    """A new draft of a kind for a school year (its first year), both languages filled in as drafts to be approved.

    Raises:
        ValidationError: this school already has that document for that year.
    """
    last = last_texts(owner.pk, kind, for_year, variant)
    headings = own_headings(last_sections(owner.pk, kind, for_year, variant))
    document = _begin(owner, kind, for_year, variant, by)
    with transaction.atomic():
        document.save()
        _fill(document, last or kinds.get(kind).models(owner, variant), headings, again=bool(last))
        audit("start", document, document, by=by)
    return document


def add_sections(document: Document, *, by: "User") -> int:
    """Add the sections a draft should have and has not yet; return how many.

    They are the kind's own, what the office asks for since, and what is new where an edition came before.

    Raises:
        ValidationError: the document is published, or families are commenting on it.
    """
    with transaction.atomic():
        held = locked(document.pk)
        refuse_unless_open(held)
        refuse_while_families_read(held)
        before = held.sections.count()
        models = kinds.get(held.kind).models(held.owner, held.variant)
        again = held.editions.live().exists()
        _fill(held, models, {}, again=again)
        added: int = held.sections.count() - before
        if added and held.state == State.ADOPTED:
            move(held, State.DRAFT)
        if added:
            audit("add_sections", held, held, by=by, fields=("sections",))
    document.state = held.state
    return added


def take_back(document: Document, *, by: "User") -> Document:
    """Begin a new version of an adopted or published document; what is published stays so until the next edition.

    Raises:
        ValidationError: it is a draft already, or from before the portal.
    """
    with transaction.atomic():
        held = locked(document.pk)
        if held.legacy or held.state == State.DRAFT:
            raise ValidationError(pgettext("staff", "There is nothing to take back: this is a draft."))
        move(held, State.DRAFT)
        _renew(held)
        audit("take_back", held, held, by=by, fields=("state",))
    document.state = held.state
    return held


def _renew(document: Document) -> None:
    """What an earlier edition makes new: the section on what changes, empty again, and what the office asks since."""
    if document.editions.live().exists():
        document.sections.filter(key=CHANGES.key).delete()
        _fill(document, kinds.get(document.kind).models(document.owner, document.variant), {}, again=True)


def _fill(document: Document, texts: Texts, headings: Texts, *, again: bool) -> None:
    """Put in the sections that are not there, in the order the kind gives; a preamble first, last year's own last."""
    added = list(added_sections(document.kind, document.for_year))
    headings = {**headings, **own_headings(added)}
    keys = required(kinds.get(document.kind), added, again=again)
    there = {row.key: row for row in document.sections.all()}
    rest = [key for key in dict.fromkeys((*texts, *there)) if key not in keys and (again or key != CHANGES.key)]
    keys = _in_order(keys, rest)
    for n, key in enumerate(keys, 1):
        row = there.get(key)
        if row is None:
            # What was new last year is not what is new now.
            said = {} if key == CHANGES.key else texts.get(key, {})
            new_section(document, n, key, said, headings.get(key, {})).save()
        elif row.position != n:
            Section.objects.filter(pk=row.pk).update(position=n)


def _in_order(asked: list[str], rest: list[str]) -> list[str]:
    """The sections asked for, with preambles before the kind's own and all others at the end."""
    opening = [key for key in rest if key.startswith(OWN_START)]
    top = sum(key in (SUMMARY.key, CHANGES.key) for key in asked)
    return [*asked[:top], *opening, *asked[top:], *(key for key in rest if key not in opening)]


def enter_legacy(
    owner: "School",
    kind: str,
    for_year: int,
    *,
    language: str,
    texts: Mapping[str, str],
    on: date,
    by: "User",
    variant: str = "",
) -> Edition:
    """Enter a document from before the portal as it was, in the one language it was in: public, never complete.

    Args:
        texts: section key -> text.
        on: the day it was first given to families.
        variant: of a kind of which a school has several, which one.

    Raises:
        ValidationError: this school already has that document for that year, no text was given or one too long, the
            year has not ended before this one, or the day is still to come or far from that year.
    """
    kept = {key: tidy(text) for key, text in texts.items() if digest(text)}
    if not kept:
        raise ValidationError(pgettext("staff", "Enter the text of at least one section."))
    if any(len(text) > LONGEST for text in kept.values()):
        raise ValidationError(pgettext("staff", "This text is too long. Make it shorter."))
    _refuse_not_older(for_year, on)
    document = _begin(owner, kind, for_year, variant, by)
    document.legacy, document.state = True, State.PUBLISHED
    with transaction.atomic():
        document.save()
        edition = _as_it_was(document, language, kept, on, by)
        audit("enter_legacy", document, edition, by=by)
    return edition


def _as_it_was(document: Document, language: str, kept: Mapping[str, str], on: date, by: "User") -> Edition:
    """The one edition of a legacy document, with its sections and the file to be built, in one language."""
    whole = digest("\n\n".join(kept.values()))
    edition: Edition = Edition.objects.create(
        document=document, number=1, legacy=True, on=on, published_at=now(), published_by=by, digest=whole
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
    return edition


def _refuse_not_older(for_year: int, on: date) -> None:
    """This year's document is begun here in both languages: one entered as it was would stand in its place."""
    if for_year >= school_year(today()):
        said = pgettext(
            "staff",
            "Only a document of an earlier school year is entered as it was. Begin this year’s in both languages.",
        )
        raise ValidationError({"year": said})
    if on > today():
        raise ValidationError({"on": pgettext("staff", "That day is still to come. Check the date.")})
    # What is for a year may have been given to families in the spring before.
    if not year_start(for_year - 1) <= on <= year_end(for_year):
        said = pgettext("staff", "This day is not in that school year or the one before. Check the year and the day.")
        raise ValidationError({"on": said})


def _begin(owner: "School", kind: str, for_year: int, variant: str, by: "User") -> Document:
    document = Document(owner=owner, kind=kind, for_year=for_year, variant=variant, created_by=by, created_at=now())
    try:
        document.validate_constraints()
    except ValidationError:
        raise ValidationError(pgettext("staff", "This document has been begun for that year already.")) from None
    return document


def new_section(
    document: Document, position: int, key: str, texts: Mapping[str, str], headings: Mapping[str, str]
) -> Section:
    """A new section; both texts count as agreeing with each other, and nobody as their writer."""
    section = Section(document=document, key=key, position=position, source_language="en")
    section.heading_es, section.heading_en = headings.get("es", ""), headings.get("en", "")
    for code in LANGUAGES:
        setattr(section, f"text_{code}", tidy(texts.get(code, "")))
        setattr(section, f"text_hash_{code}", digest(texts.get(code, "")))
    source = section.text_hash_en or section.text_hash_es  # type: ignore[attr-defined]
    for code in LANGUAGES:
        setattr(section, f"source_hash_{code}", source)
        setattr(section, f"approved_hash_{code}", "")
    settle(section)
    return section
