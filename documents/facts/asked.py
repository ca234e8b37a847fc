"""Where asking families stands on a document: the window, who was told, what waits, what comes next."""

from collections import Counter
from dataclasses import dataclass, field

import notices.facts
from accounts.clock import today
from documents.choices import State
from documents.facts.heard import Counts, counts
from documents.models import Document, ReviewWindow


@dataclass(frozen=True)
class Asked:
    """The latest window that stands, the people its notice went to by language, and the comments."""

    window: ReviewWindow | None
    is_open: bool
    is_told: bool
    languages: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    counts: Counts = field(default_factory=Counts)

    @property
    def told(self) -> int:
        """People the notice goes or went to."""
        return self.languages.total()


def asked(document: Document) -> Asked | None:
    """None for a document from before the portal. Three queries, and two more where families were told."""
    if document.legacy:
        return None
    window = document.windows.standing().select_related("notice").order_by("-closes_on", "-pk").first()
    notice = window.notice if window else None
    is_told = notice is not None and notice.cancelled_at is None
    ids = [notice.pk] if notice and is_told else []
    is_open = window is not None and window.on <= today() <= window.closes_on and document.state == State.DRAFT
    return Asked(
        window=window,
        is_open=is_open,
        is_told=is_told,
        languages=notices.facts.by_language(ids)[ids[0]] if ids else Counter(),
        outcomes=notices.facts.tally(ids)[ids[0]] if ids else Counter(),
        counts=counts(document),
    )
