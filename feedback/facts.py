"""What was asked and how it was answered, for any number of schools in two queries."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from feedback.models import Request, Response


class RequestFact(NamedTuple):
    """One request as it stood on a day: `answered_on` is None while its clock runs."""

    id: int
    kind: str
    on: date
    due_on: date
    answered_on: date | None
    met: bool
    about: str
    about_id: int | None
    response_id: int | None = None
    cost_usd: float | None = None


def asked(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> dict[int, list[RequestFact]]:
    """Requests of the year that counted on `on` as known at `known_at`; what families took back is left out."""
    requests = Request.objects.counting(on, known_at).filter(school_id__in=school_ids, for_year=year)
    answers = {
        row.request_id: row
        for row in Response.objects.counting(on, known_at).filter(school_id__in=school_ids, for_year=year)
    }
    facts: dict[int, list[RequestFact]] = defaultdict(list)
    for row in requests.order_by("on", "pk").iterator():
        answer = answers.get(row.pk)
        if answer is None or not answer.withdrawn:
            facts[row.school_id].append(_fact(row, answer))
    return dict(facts)


def _fact(row: Request, answer: Response | None) -> RequestFact:
    identity = (row.pk, row.kind, row.on, row.due_on)
    if answer is None:
        return RequestFact(*identity, None, False, row.about, row.about_id)
    cost = None if answer.cost_usd is None else float(answer.cost_usd)
    return RequestFact(*identity, answer.on, answer.met, row.about, row.about_id, answer.pk, cost)
