"""When published documents were last looked at (AR 6020 B11: reviewed and updated periodically)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from documents.models import Contributor, Document, Edition, PeriodicReview

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Look:
    """A time a document was looked at again and left as it is: its day, and how many took part by role."""

    on: date
    document: Document
    people: list[dict[str, Any]]


def looks(document_ids: Collection[int]) -> list[Look]:
    """Every look again that stands, the last first. One query."""
    rows = Contributor.objects.standing().filter(review__document_id__in=document_ids, review__voided_at=None)
    counted: dict[Any, Counter[str]] = {}
    for row in rows.select_related("review__document").order_by("-review__on", "-review_id", "pk"):
        counted.setdefault(row.review, Counter())[row.role] += row.count
    return [
        Look(review.on, review.document, [{"role": role, "count": count} for role, count in people.items()])
        for review, people in counted.items()
    ]


def last_looked(document_ids: Collection[int]) -> dict[int, date]:
    """The last day each document was published or looked at again. Two queries."""
    found: dict[int, date] = {}
    editions = Edition.objects.live().filter(document_id__in=document_ids)
    reviews = PeriodicReview.objects.standing().filter(document_id__in=document_ids)
    for rows in (editions, reviews):
        for pk, day in rows.order_by().values_list("document_id").annotate(last=Max("on")):
            found[pk] = max(day, found.get(pk, day))
    return found


def due(documents: Collection[Document], looked: Mapping[int, date], today: date) -> set[int]:
    """Those among documents of one school that a year has gone by for and no later year's replaces. A query if any.

    Args:
        looked: the last day each was published or looked at again.
    """
    late = [row for row in documents if is_due(looked.get(row.pk), today)]
    if not late:
        return set()
    rows = Edition.objects.live().filter(document__owner_id=late[0].owner_id).order_by()
    newest: dict[tuple[str, str], int] = {}
    for kind, variant, year in rows.values_list("document__kind", "document__variant", "document__for_year"):
        newest[kind, variant] = max(year, newest.get((kind, variant), year))
    return {row.pk for row in late if newest.get((row.kind, row.variant), 0) <= row.for_year}


def is_due(last: date | None, today: date) -> bool:
    """Whether a year has gone by since a document was last looked at."""
    return last is not None and last + YEAR < today
