"""The translation desk: texts that wait for a translator or an approver, over many schools, oldest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, DateTimeField, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from documents.choices import LANGUAGES, PROMISED_SCHOOL_DAYS, TextState, other
from documents.models import Answer, Section
from schools.facts import count_school_days, days_off

if TYPE_CHECKING:
    from accounts.models import User

# language -> the schools asked about; None is every school.
Scope = Mapping[str, Collection[int] | None]
COMMON = ["pk", "since", "document_id", "document__owner_id", "document__owner__name", "document__owner__slug"]
COMMON += ["document__kind", "document__for_year", "document__variant"]
# A tag a kind of row and language, by which equal moments are told apart.
SOURCES: dict[str, tuple[Any, str]] = {
    f"{name}-{code}": (model, code) for name, model in (("answer", Answer), ("section", Section)) for code in LANGUAGES
}


class Place(NamedTuple):
    """Where a page of the desk's list begins: after this row."""

    since: datetime
    tag: str
    pk: int


@dataclass(frozen=True)
class Waiting:
    """A text that waits in one language: since when, and by which day its state is promised to be settled."""

    place: Place
    language: str
    state: str
    school_id: int
    school: str
    slug: str
    document_id: int
    kind: str
    for_year: int
    variant: str
    # Of a section its key and the office's headings; of an answer to comments nothing.
    key: str
    headings: Mapping[str, str]
    written_by_id: int | None
    promised: date
    late: bool

    @property
    def pk(self) -> int:
        """The section's or the answer's id."""
        return self.place.pk


def waiting(scope: Scope, user: "User", after: Place | None, most: int, today: date) -> list[Waiting]:
    """The next texts that are drafts, stale, or missing beside a source, oldest first. Five queries at most.

    Args:
        after: the last row of the page before.
        most: how many rows.
    """
    found: list[tuple[Place, str, dict[str, Any]]] = []
    for tag, (model, code) in SOURCES.items():
        if code in scope:
            rows = _asked(model, code, scope[code], user)
            rows = _after(rows, tag, after).order_by("since", "pk")
            found += [
                (Place(row["since"], tag, row["pk"]), code, row) for row in rows.values(*_columns(model, code))[:most]
            ]
    found = sorted(found, key=lambda one: one[0])[:most]
    return _shown(found, today)


def schools_waiting(scope: Scope, user: "User") -> list[tuple[str, str]]:
    """Slug and name of each school that has something on the desk."""
    names = set()
    for model, code in SOURCES.values():
        if code in scope:
            rows = _asked(model, code, scope[code], user)
            names |= set(rows.order_by().values_list("document__owner__slug", "document__owner__name").distinct())
    return sorted(names, key=lambda one: one[1])


def _asked(model: Any, code: str, schools: Collection[int] | None, user: "User") -> QuerySet[Any]:
    rows = model.objects.visible_to(user).on_desk(code)
    if schools is not None:
        rows = rows.filter(document__owner_id__in=schools)
    begun = F("document__created_at") if model is Section else F("entered_at")
    written, source = F(f"written_at_{code}"), F(f"written_at_{other(code)}")
    late = Q(**{f"state_{code}__in": [TextState.STALE, TextState.MISSING]})
    since = Case(When(late, then=source), default=written, output_field=DateTimeField())
    asked: QuerySet[Any] = rows.annotate(since=Coalesce(since, begun, output_field=DateTimeField()))
    return asked


def _after(rows: QuerySet[Any], tag: str, after: Place | None) -> QuerySet[Any]:
    if after is None:
        return rows
    later = Q(since__gt=after.since)
    if tag > after.tag:
        later |= Q(since=after.since)
    elif tag == after.tag:
        later |= Q(since=after.since, pk__gt=after.pk)
    return rows.filter(later)


def _columns(model: Any, code: str) -> list[Any]:
    own = ["key", "heading_es", "heading_en"] if model is Section else []
    return [*COMMON, *own, f"state_{code}", f"written_by_{code}_id"]


def _shown(found: Sequence[tuple[Place, str, dict[str, Any]]], today: date) -> list[Waiting]:
    """Rows with their promised day: school days after they began to wait. One query."""
    off = days_off({row["document__owner_id"] for _place, _code, row in found}) if found else {}
    shown = []
    for place, code, row in found:
        begun = timezone.localdate(place.since)
        promised = count_school_days(begun, PROMISED_SCHOOL_DAYS, off.get(row["document__owner_id"], frozenset()))
        shown.append(
            Waiting(
                place=place,
                language=code,
                state=row[f"state_{code}"] or TextState.MISSING,
                school_id=row["document__owner_id"],
                school=row["document__owner__name"],
                slug=row["document__owner__slug"],
                document_id=row["document_id"],
                kind=row["document__kind"],
                for_year=row["document__for_year"],
                variant=row["document__variant"],
                key=row.get("key", ""),
                headings={one: row.get(f"heading_{one}", "") for one in LANGUAGES},
                written_by_id=row[f"written_by_{code}_id"],
                promised=promised,
                late=promised < today,
            )
        )
    return shown
