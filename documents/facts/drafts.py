"""Where the texts of drafts stand: what is not approved, language by language."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise, lazy

from documents import kinds
from documents.choices import LANGUAGES, TextState
from documents.models import Section

MOMENTS = [f"{what}_at_{code}" for what in ("written", "approved") for code in LANGUAGES]


class OpenText(NamedTuple):
    """A text of a draft that is not approved: its section's key and heading (lazy), its language and state."""

    key: str
    heading: Promise
    language: str
    state: str


def open_texts(document_ids: Collection[int], on: date, known_at: datetime) -> dict[int, tuple[OpenText, ...] | None]:
    """What drafts lack, by document, in their sections' order. One query.

    A draft is kept as it is now alone. So None, nothing known of it, where a text was written or approved after the
    day or the moment asked about.
    """
    last = min(known_at, timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min)))
    late = Q()
    for name in MOMENTS:
        late |= Q(**{f"{name}__gt": last})
    lacking = ~Q(state_es=TextState.APPROVED, state_en=TextState.APPROVED)
    rows = Section.objects.filter(lacking | late, document_id__in=document_ids).select_related("document")
    found: dict[int, list[OpenText]] = defaultdict(list)
    unknown = set()
    for row in rows.order_by("document_id", "position"):
        if any((moment := getattr(row, name)) and moment > last for name in MOMENTS):
            unknown.add(row.document_id)
        found[row.document_id] += _open(row)
    return {pk: None if pk in unknown else tuple(found.get(pk, ())) for pk in document_ids}


def _open(row: Section) -> list[OpenText]:
    kind: Any = kinds.get(row.document.kind)
    states = {code: getattr(row, f"state_{code}") or TextState.MISSING for code in LANGUAGES}
    heading = lazy(kind.heading_of, str)(row)
    return [OpenText(row.key, heading, code, state) for code, state in states.items() if state != TextState.APPROVED]
