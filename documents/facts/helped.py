"""Who helped write which version of a document.

A contributor is a record of the day they helped (design.md, two times), and an edition is what was published of the
work done by then: so who helped before an edition helped with it, and the next edition names those who helped since.
Provisions ask of the year's policy, not of each printing of it: what compliance reads stays the whole document's.
"""

from collections.abc import Sequence

from documents.models import Contributor, Document, Edition


def helpers(document: Document) -> list[Contributor]:
    """Everyone who helped with a document itself, not with looking at it again. One query."""
    rows = document.contributors.standing().filter(review=None).select_related("entered_by")
    return list(rows.order_by("on", "pk"))


def of_version(rows: Sequence[Contributor], editions: Sequence[Edition]) -> list[Contributor]:
    """Of these, who helped since the last of the document's editions in force.

    Entered after it was published, for a day not before it: one entered late helped with the edition of their day.
    """
    last = max(editions, key=lambda edition: edition.number, default=None)
    if last is None:
        return list(rows)
    return [row for row in rows if row.entered_at > last.published_at and row.on >= last.on]
