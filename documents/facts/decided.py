"""What an editor has to know of the decision on its document before it changes a word."""

from django.db.models import Exists, OuterRef

from documents.choices import State
from documents.models import Adoption, Document, Edition


def decision(document: Document) -> Adoption | None:
    """The decision a decided document stands on, or the one a draft has lost since; None where neither is so.

    A version begun after an edition has no decision of its own to lose. One query, none once it is published.
    """
    if document.legacy or document.state == State.PUBLISHED:
        return None
    rows = document.adoptions.standing().annotate(out=Exists(Edition.objects.filter(adoption=OuterRef("pk"))))
    row: Adoption | None = rows.order_by("-entered_at", "-pk").first()
    return None if row and document.state == State.DRAFT and row.out else row  # type: ignore[attr-defined]
