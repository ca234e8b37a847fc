"""What was done on a year's documents with families: who helped, windows, comments, reviews, what was sent on."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from documents.choices import ContributorRole, State
from documents.facts.drafts import OpenText, open_texts
from documents.models import Comment, Contributor, Document, OpenPoint, PeriodicReview, ReviewWindow, Submission

FAMILY = ContributorRole.FAMILY


class WindowFact(NamedTuple):
    """A review window that had opened by the day: its comments so far, and whether families were told of it."""

    window_id: int
    closes_on: date
    notice_id: int | None
    by_families: int
    unanswered: int


class Sent(NamedTuple):
    """A sealed package and how many comments are in it: all that families had made by then, as the database checks."""

    submission_id: int
    comments: int
    sealed_at: datetime


@dataclass(frozen=True)
class Paper:
    """The work done on one document of the year, by the day, as known."""

    document_id: int
    kind: str
    variant: str
    helpers: tuple[int, ...] = ()
    # Days on which families helped, those of their reviews too.
    family_days: frozenset[date] = frozenset()
    windows: tuple[WindowFact, ...] = ()
    # Family members among those who helped with the document itself, its later reviews aside.
    families: int = 0
    # Its texts that are not approved; None where it is published, or not known as it stood then.
    draft: tuple[OpenText, ...] | None = None
    by_families: int = 0
    unsatisfied: int = 0
    sent: tuple[Sent, ...] = ()
    # Families' comments in no package yet, once there is one: the day each came, and whether it was not satisfied.
    after_sent: tuple[tuple[date, bool], ...] = ()

    @property
    def with_families(self) -> bool:
        """Families helped, or said what they think."""
        return bool(self.family_days or self.by_families)

    @property
    def unanswered(self) -> int:
        """Comments made in its windows that have no answer."""
        return sum(window.unanswered for window in self.windows)


@dataclass(frozen=True)
class Joint:
    """A school's year: its papers by kind, its reviews without a change by kind, its points to take up by kind."""

    papers: dict[str, tuple[Paper, ...]]
    reviews: dict[str, tuple[int, ...]]
    points: dict[str, tuple[int, ...]]


def joint(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> dict[int, Joint]:
    """The work with families of a school year at many schools. Eight queries.

    Args:
        year: first year of the school year the documents serve.
        on: the day asked about.
        known_at: aware; only what had been entered by then counts.
    """
    documents = list(Document.objects.filter(owner_id__in=school_ids, for_year=year, legacy=False).order_by("pk"))
    ids = [row.pk for row in documents]
    helped = _helped(ids, on, known_at)
    windows, comments = _windows(ids, on, known_at)
    sent = _sent(ids, on, known_at)
    drafts = open_texts([row.pk for row in documents if row.state != State.PUBLISHED], on, known_at)
    papers: dict[int, dict[str, tuple[Paper, ...]]] = defaultdict(dict)
    for row in documents:
        rows = helped.get(row.pk, [])
        said = comments.get(row.pk, [])
        paper = Paper(
            document_id=row.pk,
            kind=row.kind,
            variant=row.variant,
            helpers=tuple(one.pk for one in rows),
            family_days=frozenset(one.on for one in rows if one.role == FAMILY),
            windows=tuple(windows.get(row.pk, ())),
            families=sum(one.count for one in rows if one.role == FAMILY and one.review_id is None),
            draft=drafts.get(row.pk),
            by_families=sum(one["role"] == FAMILY for one in said),
            unsatisfied=sum(one["role"] == FAMILY and one["not_satisfied"] for one in said),
            sent=tuple(sent.get(row.pk, ())),
            after_sent=_after(sent.get(row.pk, []), said),
        )
        papers[row.owner_id][row.kind] = (*papers[row.owner_id].get(row.kind, ()), paper)
    reviews = _by_kind(_reviews(school_ids, year, on, known_at))
    points = _by_kind(_points(school_ids, year, on, known_at))
    owners = {*papers, *reviews, *points}
    return {pk: Joint(papers.get(pk, {}), reviews.get(pk, {}), points.get(pk, {})) for pk in owners}


def _helped(ids: list[int], on: date, known_at: datetime) -> dict[int, list[Any]]:
    rows = Contributor.objects.counting(on, known_at).filter(document_id__in=ids).order_by("pk")
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.values_list("pk", "document_id", "role", "on", "count", "review_id", named=True):
        found[row.document_id].append(row)
    return found


def _windows(
    ids: list[int], on: date, known_at: datetime
) -> tuple[dict[int, list[WindowFact]], dict[int, list[dict[str, Any]]]]:
    said = _comments(ids, on, known_at)
    of_window: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for spoken in said.values():
        for one in spoken:
            of_window[one["window_id"]].append(one)
    windows: dict[int, list[WindowFact]] = defaultdict(list)
    rows = ReviewWindow.objects.counting(on, known_at).filter(document_id__in=ids).order_by("on", "pk")
    told = Q(notice__released_at__lte=known_at, notice__released_at__date__lte=on)
    standing = Q(notice__cancelled_at=None) | Q(notice__cancelled_at__gt=known_at)
    for pk, document_id, closes_on, notice_id, out in rows.annotate(
        out=Count("notice", filter=told & standing)
    ).values_list("pk", "document_id", "closes_on", "notice_id", "out"):
        mine = of_window.get(pk, [])
        waiting = sum(not _answered(one, on, known_at) for one in mine)
        families = sum(one["role"] == FAMILY for one in mine)
        windows[document_id].append(WindowFact(pk, closes_on, notice_id if out else None, families, waiting))
    return windows, said


def _comments(ids: list[int], on: date, known_at: datetime) -> dict[int, list[dict[str, Any]]]:
    rows = Comment.objects.known(on, known_at).filter(document_id__in=ids, committee="").order_by("pk")
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.values("document_id", "window_id", "role", "not_satisfied", "answered_at", "on", "at"):
        found[row["document_id"]].append(dict(row))
    return found


def _answered(row: dict[str, Any], on: date, known_at: datetime) -> bool:
    moment: datetime | None = row["answered_at"]
    return moment is not None and moment <= known_at and timezone.localdate(moment) <= on


def _sent(ids: list[int], on: date, known_at: datetime) -> dict[int, list[Sent]]:
    rows = Submission.objects.counting(on, known_at).filter(edition__document_id__in=ids, sealed_at__isnull=False)
    found: dict[int, list[Sent]] = defaultdict(list)
    counted = rows.annotate(held=Count("comments")).order_by("pk")
    for pk, document_id, held, sealed_at in counted.values_list("pk", "edition__document_id", "held", "sealed_at"):
        if sealed_at is not None:
            found[document_id].append(Sent(pk, held, sealed_at))
    return found


def _after(sent: list[Sent], said: list[dict[str, Any]]) -> tuple[tuple[date, bool], ...]:
    """What families said after the last package was sealed; nothing where there is none."""
    if not sent:
        return ()
    last = max(one.sealed_at for one in sent)
    rows = [one for one in said if one["role"] == FAMILY and one["at"] > last]
    return tuple((one["on"], one["not_satisfied"]) for one in rows)


def _reviews(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> Iterable[tuple[int, str, int]]:
    """Reviews of the year in which families took part."""
    rows = PeriodicReview.objects.counting(on, known_at).filter(document__owner_id__in=school_ids, for_year=year)
    rows = rows.filter(contributors__role=FAMILY, contributors__voided_at=None).distinct().order_by("pk")
    return rows.values_list("document__owner_id", "document__kind", "pk")


def _points(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> Iterable[tuple[int, str, int]]:
    """Strategies of the year that rest on a finding and say how well they are shown to work (A5)."""
    rows = OpenPoint.objects.counting(on, known_at).filter(owner_id__in=school_ids, for_year=year)
    return rows.exclude(tier="").exclude(finding="").order_by("pk").values_list("owner_id", "kind", "pk")


def _by_kind(rows: Iterable[tuple[int, str, int]]) -> dict[int, dict[str, tuple[int, ...]]]:
    found: dict[int, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for owner_id, kind, pk in rows:
        found[owner_id][kind] = (*found[owner_id].get(kind, ()), pk)
    return found
