"""One language of a section as the editor shows it."""

from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from documents.actions import Conflict
from documents.actions.writing import grouped
from documents.choices import LANGUAGES, SENT_BACK, TextState, other
from documents.ease import Ease, ease
from documents.facts.compared import Change, compared
from documents.facts.remarks import Remarks, remark_on, remarks
from documents.gaps import gaps
from documents.markup import LONGEST, fingerprint, html
from documents.models import Section, SentBack
from documents.views.found import may_approve


@dataclass
class Saved:
    """What became of a post: typed texts by language, the fields autosave sets, what stood in the way."""

    typed: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    # Asked for a preview: what was typed is shown and drawn, and nothing was saved.
    previews: bool = False
    # The document was decided, and what was saved took the decision away.
    reopened: bool = False

    @property
    def is_whole(self) -> bool:
        """Everything typed was saved."""
        return not self.conflicts and not self.refusals


@dataclass(frozen=True)
class Pane:
    """Text, state and reading ease of one language, and whether this person may approve it."""

    code: str
    text: str
    preview: dict[str, str] | None
    theirs: str | None
    # Theirs against what was typed here, word by word.
    changes: list[Change]
    writer: str
    refusal: str
    state: str
    is_source: bool
    revision: int | str
    base: str
    ease: Ease | None
    # What the model text asks for and nobody has filled in.
    gaps: list[str]
    may_approve: bool
    own: bool
    written_by: Any
    written_at: Any
    approved_by: Any
    approved_at: Any
    source_at: Any
    # Of a stale text: its source when the two matched against what it says now; empty where that is not kept.
    since: list[Change]
    source_code: str
    # What an approver sent it back with, until it is changed.
    remark: SentBack | None

    @property
    def shown(self) -> str:
        """Where it stands as it is said in a word."""
        return SENT_BACK if self.remark else self.state

    @property
    def verb(self) -> str:
        """What an approver may say of it now; empty where nothing waits."""
        return {TextState.DRAFT: "approve", TextState.STALE: "still_correct"}.get(TextState(self.state), "")


def drawn(text: str, code: str) -> dict[str, str]:
    """A text as families would see it, and how easy it is to read: HTML of both, for the page or its script."""
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        said = render_to_string("documents/too_long.html", {"over": over, "over_shown": grouped(over)})
        return {"html": said, "ease": ""}
    figures = render_to_string(
        "documents/ease.html", {"pane": {"code": code, "ease": ease(text, code), "gaps": gaps(text)}}
    )
    # Drawn without the memory that serves published texts: a text being typed is never asked for again.
    return {"html": html.__wrapped__(text), "ease": figures}


def marks(section: Section) -> dict[str, dict[str, str]]:
    """Each language's state and reading ease as they are now: the editor's own HTML, for its script to put in."""
    found: dict[str, dict[str, str]] = {}
    sent_back = remarks(section.document)
    for code in LANGUAGES:
        text, state = getattr(section, f"text_{code}") or "", getattr(section, f"state_{code}") or TextState.MISSING
        figures = render_to_string("documents/ease.html", {"pane": {"code": code, "ease": ease(text, code)}})
        state = SENT_BACK if remark_on(sent_back, section, code) else state
        found[code] = {
            "state": render_to_string("parts/parity.html", {"state": state}),
            "outline": render_to_string("documents/outline_mark.html", {"state": state, "code": code}).strip(),
            "ease": figures,
        }
    return found


def pane(section: Section, code: str, saved: Saved, user: Any, sent_back: Remarks) -> Pane:
    """What the editor shows of one language: what was typed if it could not be saved, else what is kept."""
    kept = getattr(section, f"text_{code}") or ""
    conflict, refusal = saved.conflicts.get(code), saved.refusals.get(code, "")
    text = saved.typed.get(code, kept) if conflict or refusal or saved.previews else kept
    carried = saved.fields if saved.previews else {}
    return Pane(
        code=code,
        text=text,
        preview=drawn(text, code) if saved.previews else None,
        theirs=conflict.theirs if conflict else None,
        changes=compared(conflict.theirs, text) if conflict else [],
        writer=conflict.writer if conflict else "",
        refusal=refusal,
        state=getattr(section, f"state_{code}") or TextState.MISSING,
        is_source=section.source_language == code,
        # After a conflict, saving once more is a choice made with both texts in sight.
        revision=carried.get(f"revision_{code}") or section.revision,
        base=carried.get(f"base_{code}") or fingerprint(kept),
        ease=ease(text, code),
        gaps=gaps(text),
        may_approve=may_approve(user, section.document.owner_id, code),
        own=getattr(section, f"written_by_{code}_id") == user.pk,
        written_by=getattr(section, f"written_by_{code}"),
        written_at=getattr(section, f"written_at_{code}"),
        approved_by=getattr(section, f"approved_by_{code}"),
        approved_at=getattr(section, f"approved_at_{code}"),
        source_at=getattr(section, f"written_at_{other(code)}"),
        since=_since(section, code),
        source_code=section.source_language,
        remark=remark_on(sent_back, section, code),
    )


def _since(section: Section, code: str) -> list[Change]:
    """What changed in the source since a stale text answered to it."""
    if getattr(section, f"state_{code}") != TextState.STALE or section.matched is None:
        return []
    return compared(section.matched, getattr(section, f"text_{section.source_language}") or "")
