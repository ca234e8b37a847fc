"""The translation desk: texts that wait for a translator or an approver, over many schools, oldest first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.choices import LANGUAGES, PROMISED_SCHOOL_DAYS, SENT_BACK, TextState
from documents.facts.about import about, first_words
from documents.models import Answer, Section
from schools.facts import count_school_days, days_off

if TYPE_CHECKING:
    from accounts.models import User

# language -> the schools asked about; None is every school.
Scope = Mapping[str, Collection[int] | None]
COMMON = ["pk", "since", "document_id", "document__owner_id", "document__owner__name", "document__owner__slug"]
COMMON += ["document__kind", "document__for_year", "document__variant", "sent_back_now"]
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
    # Of a section its key and the office's headings; of an answer to comments how it begins and what it is about.
    key: str
    headings: Mapping[str, str]
    says: str
    says_in: str
    about: Sequence[str]
    written_by_id: int | None
    promised: date
    late: bool

    @property
    def pk(self) -> int:
        """The section's or the answer's id."""
        return self.place.pk


def waiting(scope: Scope, user: "User", after: Place | None, most: int, today: date) -> list[Waiting]:
    """The next texts that are drafts, stale, or missing beside a source, oldest first. Eight queries at most.

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
    asked: QuerySet[Any] = rows.with_since(code).with_sent_back(code)
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
    """Rows with their promised day, answers with what they are about. Four queries at most."""
    days = promised_days((row["document__owner_id"], place.since) for place, _code, row in found)
    pks = {place.pk for place, _code, _row in found if place.tag.startswith("answer")}
    answers = {row.pk: row for row in Answer.objects.filter(pk__in=pks).select_related("document")} if pks else {}
    headings = about(answers.values())
    shown = []
    for place, code, row in found:
        promised = days[row["document__owner_id"], place.since]
        answer = None if "key" in row else answers.get(place.pk)
        shown.append(
            Waiting(
                place=place,
                language=code,
                state=SENT_BACK if row["sent_back_now"] else row[f"state_{code}"] or TextState.MISSING,
                school_id=row["document__owner_id"],
                school=row["document__owner__name"],
                slug=row["document__owner__slug"],
                document_id=row["document_id"],
                kind=row["document__kind"],
                for_year=row["document__for_year"],
                variant=row["document__variant"],
                key=row.get("key", ""),
                headings={one: row.get(f"heading_{one}", "") for one in LANGUAGES},
                says=first_words(answer) if answer else "",
                says_in=answer.known_in if answer else "",
                about=headings.get(place.pk, []) if answer else [],
                written_by_id=row[f"written_by_{code}_id"],
                promised=promised,
                late=promised < today,
            )
        )
    return shown


def promised_days(waits: Iterable[tuple[int, datetime]]) -> dict[tuple[int, datetime], date]:
    """By school id and the moment a text began to wait: the day by which it is settled, in school days. One query."""
    asked = set(waits)
    off = days_off({school_id for school_id, _since in asked}) if asked else {}
    return {
        (school_id, since): count_school_days(
            timezone.localdate(since), PROMISED_SCHOOL_DAYS, off.get(school_id, frozenset())
        )
        for school_id, since in asked
    }
