"""One language of a section as the editor shows it."""

from dataclasses import dataclass, field
from typing import Any

from documents.actions import Conflict
from documents.choices import TextState, other
from documents.ease import Ease, ease
from documents.markup import fingerprint
from documents.models import Document, Section
from documents.views.found import may_approve


@dataclass
class Saved:
    """What became of a post: typed texts by language, the fields autosave sets, what stood in the way."""

    typed: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Everything typed was saved."""
        return not self.conflicts and not self.refusals


@dataclass(frozen=True)
class Pane:
    """Text, state and reading ease of one language, and whether this person may approve it."""

    code: str
    text: str
    theirs: str | None
    writer: str
    refusal: str
    state: str
    is_source: bool
    revision: int
    base: str
    ease: Ease | None
    may_approve: bool
    own: bool
    written_by: Any
    written_at: Any
    approved_by: Any
    approved_at: Any
    source_at: Any

    @property
    def verb(self) -> str:
        """What an approver may say of it now; empty where nothing waits."""
        return {TextState.DRAFT: "approve", TextState.STALE: "still_correct"}.get(TextState(self.state), "")


def pane(section: Section, code: str, saved: Saved, user: Any, document: Document) -> Pane:
    """What the editor shows of one language: what was typed if it could not be saved, else what is kept."""
    kept = getattr(section, f"text_{code}") or ""
    conflict, refusal = saved.conflicts.get(code), saved.refusals.get(code, "")
    text = saved.typed.get(code, kept) if conflict or refusal else kept
    return Pane(
        code=code,
        text=text,
        theirs=conflict.theirs if conflict else None,
        writer=conflict.writer if conflict else "",
        refusal=refusal,
        state=getattr(section, f"state_{code}") or TextState.MISSING,
        is_source=section.source_language == code,
        # After a conflict, saving once more is a choice made with both texts in sight.
        revision=section.revision,
        base=fingerprint(kept),
        ease=ease(text, code),
        may_approve=may_approve(user, document.owner_id, code),
        own=getattr(section, f"written_by_{code}_id") == user.pk,
        written_by=getattr(section, f"written_by_{code}"),
        written_at=getattr(section, f"written_at_{code}"),
        approved_by=getattr(section, f"approved_by_{code}"),
        approved_at=getattr(section, f"approved_at_{code}"),
        source_at=getattr(section, f"written_at_{other(code)}"),
    )
