"""Set-based reads: which editions count, with what, for any number of schools; and what a document still lacks."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import pgettext

from documents.choices import LANGUAGES, State, TextState
from documents.kinds import Kind, Texts
from documents.models import Adoption, Contributor, Document, Edition, EditionSection, Section

# Up to this many owners are named in a query.
NAMED = 500


@dataclass(frozen=True)
class EditionFact:
    """The latest edition of one document that counts on a day as known at a moment."""

    edition_id: int
    document_id: int
    variant: str
    for_year: int
    on: date
    legacy: bool
    adoption_id: int | None
    # Sections there in both approved languages; none in a legacy edition.
    complete_keys: frozenset[str]
    contributor_roles: frozenset[str]
    contributor_ids: tuple[int, ...]


def published(school_ids: Collection[int], kind: str, on: date, known_at: datetime) -> dict[int, list[EditionFact]]:
    """Each school's latest counting edition of every document of a kind, newest year first. Three queries.

    Provisions B0, B3, B6, B9 and B11 rest on these: what was public by `on`, not taken back as known at `known_at`.
    """
    rows = _of(Edition.objects.known(on, known_at).filter(document__kind=kind), "document__owner_id", school_ids)
    latest: dict[int, Edition] = {}
    for row in rows.select_related("document").order_by("number"):
        latest[row.document_id] = row
    keys = _complete_keys([row.pk for row in latest.values() if not row.legacy])
    helped = _contributors(latest, on, known_at)
    facts: dict[int, list[EditionFact]] = defaultdict(list)
    wanted = set(school_ids)
    for row in sorted(latest.values(), key=lambda row: (-row.document.for_year, row.document.variant)):
        if row.document.owner_id not in wanted:
            continue
        people = helped.get(row.document_id, [])
        facts[row.document.owner_id].append(
            EditionFact(
                edition_id=row.pk,
                document_id=row.document_id,
                variant=row.document.variant,
                for_year=row.document.for_year,
                on=row.on,
                legacy=row.legacy,
                adoption_id=row.adoption_id,
                complete_keys=frozenset(keys.get(row.pk, ())),
                contributor_roles=frozenset(role for _pk, role in people),
                contributor_ids=tuple(pk for pk, _role in people),
            )
        )
    return dict(facts)


def last_texts(owner_id: int, kind: str, for_year: int, variant: str = "") -> Texts:
    """What the last earlier year said, by section and language: its published edition, else its draft."""
    earlier = Document.objects.of(owner_id, kind, variant).filter(for_year__lt=for_year).order_by("-for_year").first()
    if earlier is None:
        return {}
    edition = earlier.editions.live().first()
    rows = edition.sections.all() if edition else earlier.sections.all()
    return {row.key: {code: getattr(row, f"text_{code}") or "" for code in LANGUAGES} for row in rows}


class Lack(NamedTuple):
    """One thing that keeps a document from being published; key and language where it is a text."""

    sentence: str
    key: str = ""
    language: str = ""


def lacking(document: Document, sections: Sequence[Section], adoption: Adoption | None, kind: Kind) -> list[Lack]:
    """Everything that keeps a document from being published, each in a sentence. No query."""
    if document.legacy or document.state == State.PUBLISHED:
        return [Lack(pgettext("staff", "This document is published already."))]
    there = {row.key for row in sections}
    lacks = [
        Lack(pgettext("staff", "The section “%(heading)s” is missing.") % {"heading": spec.heading}, spec.key)
        for spec in kind.sections
        if spec.key not in there
    ]
    if not sections and not lacks:
        lacks.append(Lack(pgettext("staff", "There is no section yet.")))
    for row in sections:
        lacks += _lacking_texts(row, kind)
    if document.state != State.ADOPTED or adoption is None:
        lacks.append(
            Lack(pgettext("staff", "The decision is not recorded yet: which body adopted it, when, with what vote."))
        )
    return lacks


def _lacking_texts(row: Section, kind: Kind) -> list[Lack]:
    names = {"es": pgettext("staff", "Spanish"), "en": pgettext("staff", "English")}
    words = {
        TextState.MISSING: pgettext("staff", "“%(heading)s”, %(language)s: there is no text."),
        TextState.DRAFT: pgettext("staff", "“%(heading)s”, %(language)s: not approved yet."),
        TextState.STALE: pgettext(
            "staff", "“%(heading)s”, %(language)s: the other language changed after it was written."
        ),
    }
    found = []
    for code in LANGUAGES:
        state = getattr(row, f"state_{code}") or TextState.MISSING
        if state != TextState.APPROVED:
            sentence = words[state] % {"heading": kind.heading(row.key), "language": names[code]}
            found.append(Lack(sentence, row.key, code))
    return found


def _complete_keys(edition_ids: Sequence[int]) -> dict[int, set[str]]:
    """Editions' sections; the database let none in that was not approved in both languages."""
    keys: dict[int, set[str]] = defaultdict(set)
    rows = _of(EditionSection.objects.filter(legacy=False), "edition_id", edition_ids)
    for edition_id, key in rows.values_list("edition_id", "key"):
        keys[edition_id].add(key)
    return keys


def _contributors(document_ids: Collection[int], on: date, known_at: datetime) -> dict[int, list[tuple[int, str]]]:
    rows = _of(Contributor.objects.counting(on, known_at), "document_id", document_ids).order_by("pk")
    helped: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, document_id, role in rows.values_list("pk", "document_id", "role"):
        helped[document_id].append((pk, role))
    return helped


def _of(rows: QuerySet[Any], column: str, ids: Collection[int]) -> QuerySet[Any]:
    """Rows of these owners; of many, all rows are read and the others dropped by the caller, which costs less."""
    return rows.filter(**{f"{column}__in": ids}) if len(ids) <= NAMED else rows
