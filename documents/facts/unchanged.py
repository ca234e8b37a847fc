"""Whether a section still says what it said when families commented on it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from documents.choices import LANGUAGES
from documents.models import Comment, Document, Edition, ReviewText


def unchanged_since(document: Document, key: str, comments: Sequence[Comment]) -> date | None:
    """The first day since which a section says the same in both languages, though somebody commented on it then.

    A comment in a review window was made on the text laid open there; another, on the edition in force when it came.
    None where the section says something else now, is not there, or nobody had read it. Two queries, and one more
    where a comment came outside every window.
    """
    section = document.sections.filter(key=key).first()
    if section is None:
        return None
    windows = {row.window_id for row in comments if row.window_id}
    texts: list[tuple[date, Any]] = [
        (row.window.on, row)
        for row in ReviewText.objects.filter(window_id__in=windows, key=key).select_related("window")
    ]
    texts += _in_force(document, key, [row for row in comments if not row.window_id])
    same = [day for day, row in texts if all(_hash(row, code) == _of_section(section, code) for code in LANGUAGES)]
    return min(same, default=None)


def _in_force(document: Document, key: str, comments: Sequence[Comment]) -> list[tuple[date, Any]]:
    """The section in the edition that was in force when each of these comments came, across years."""
    if not comments:
        return []
    rows = Edition.objects.live().filter(
        document__owner=document.owner_id, document__kind=document.kind, document__variant=document.variant
    )
    editions = list(rows.order_by("-published_at").prefetch_related("sections"))
    found = []
    for comment in comments:
        edition = next((one for one in editions if one.published_at <= comment.at), None)
        found += [(edition.on, row) for row in edition.sections.all() if row.key == key] if edition else []
    return found


def _hash(row: Any, code: str) -> str:
    return str(getattr(row, f"hash_{code}") or "")


def _of_section(section: Any, code: str) -> str:
    return str(getattr(section, f"text_hash_{code}") or "")
