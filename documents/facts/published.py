"""Set-based reads: which editions count, with what, for any number of schools."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from documents.choices import LANGUAGES
from documents.kinds import Texts
from documents.models import Contributor, Document, Edition, EditionSection
from schools.choices import school_year

# Up to this many owners are named in a query.
NAMED = 500


@dataclass(frozen=True)
class EditionFact:
    """The latest edition of one document that counts on a day as known at a moment."""

    edition_id: int
    document_id: int
    kind: str
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

    Provisions B0, B9 and B11 rest on these: what was public by `on`, not taken back as known at `known_at`.
    """
    return of_kinds(school_ids, [kind], on, known_at)


def of_kinds(
    school_ids: Collection[int], kinds: Collection[str], on: date, known_at: datetime
) -> dict[int, list[EditionFact]]:
    """As `published`, of several kinds at once. Three queries."""
    rows = _of(Edition.objects.known(on, known_at).filter(document__kind__in=kinds), "document__owner_id", school_ids)
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
                kind=row.document.kind,
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


def kinds_in_force(owner_id: int, on: date, known_at: datetime) -> dict[str, list[str]]:
    """Kinds of which a school has an edition in force on a day, next year's excepted, each with its variants.

    The variants are the newest year's. One query.
    """
    rows = Edition.objects.known(on, known_at).filter(document__owner=owner_id)
    rows = rows.filter(document__for_year__lte=school_year(on)).order_by("-document__for_year", "document__variant")
    newest: dict[str, int] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for kind, year, variant in rows.values_list("document__kind", "document__for_year", "document__variant").distinct():
        if newest.setdefault(kind, year) == year:
            found[kind].append(variant)
    return dict(found)


def last_texts(owner_id: int, kind: str, for_year: int, variant: str = "") -> Texts:
    """What the last earlier year said, by section and language: its published edition, else its draft."""
    rows = last_sections(owner_id, kind, for_year, variant)
    return {row.key: {code: getattr(row, f"text_{code}") or "" for code in LANGUAGES} for row in rows}


def own_headings(rows: Iterable[Any]) -> Texts:
    """The headings that sections' rows have of their own, by section and language."""
    told = {row.key: {code: getattr(row, f"heading_{code}", "") for code in LANGUAGES} for row in rows}
    return {key: pair for key, pair in told.items() if any(pair.values())}


def last_sections(owner_id: int, kind: str, for_year: int, variant: str = "") -> list[Any]:
    """The sections of the last earlier year: of its published edition, else of its draft."""
    earlier = Document.objects.of(owner_id, kind, variant).filter(for_year__lt=for_year).order_by("-for_year").first()
    if earlier is None:
        return []
    edition = earlier.editions.live().first()
    return list(edition.sections.all() if edition else earlier.sections.all())


def _complete_keys(edition_ids: Sequence[int]) -> dict[int, set[str]]:
    """Editions' sections; the database let none in that was not approved in both languages."""
    keys: dict[int, set[str]] = defaultdict(set)
    rows = _of(EditionSection.objects.filter(legacy=False), "edition_id", edition_ids)
    for edition_id, key in rows.values_list("edition_id", "key"):
        keys[edition_id].add(key)
    return keys


def _contributors(document_ids: Collection[int], on: date, known_at: datetime) -> dict[int, list[tuple[int, str]]]:
    counting = Contributor.objects.counting(on, known_at).filter(review=None)
    rows = _of(counting, "document_id", document_ids).order_by("pk")
    helped: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, document_id, role in rows.values_list("pk", "document_id", "role"):
        helped[document_id].append((pk, role))
    return helped


def _of(rows: QuerySet[Any], column: str, ids: Collection[int]) -> QuerySet[Any]:
    """Rows of these owners; of many, all rows are read and the others dropped by the caller, which costs less."""
    return rows.filter(**{f"{column}__in": ids}) if len(ids) <= NAMED else rows
