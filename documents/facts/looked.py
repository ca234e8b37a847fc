"""When published documents were last looked at (AR 6020 B11: reviewed and updated periodically)."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max

from documents.models import Edition, PeriodicReview

YEAR = timedelta(days=365)


def last_looked(document_ids: Collection[int]) -> dict[int, date]:
    """The last day each document was published or looked at again. Two queries."""
    found: dict[int, date] = {}
    editions = Edition.objects.live().filter(document_id__in=document_ids)
    reviews = PeriodicReview.objects.standing().filter(document_id__in=document_ids)
    for rows in (editions, reviews):
        for pk, day in rows.order_by().values_list("document_id").annotate(last=Max("on")):
            found[pk] = max(day, found.get(pk, day))
    return found


def is_due(last: date | None, today: date) -> bool:
    """Whether a year has gone by since a document was last looked at."""
    return last is not None and last + YEAR < today
