"""Writing a section: nothing typed is ever lost, and an approval falls only with the words it was given to."""

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import pgettext

import schools.actions
from accounts.clock import now, today
from documents.actions.moving import audit, locked, move, refuse_unless_open
from documents.choices import LANGUAGES, State, TextState, other, text_state
from documents.markup import LONGEST, digest, tidy
from documents.models import Answer, Document, Parity, Section, SentBack

if TYPE_CHECKING:
    from accounts.models import User

Text = TypeVar("Text", Section, Answer)
# The columns of each language that a write or a change of source may touch.
WRITTEN = ("text", "state", "text_hash", "source_hash", "approved_hash", "written_by", "written_at", "written_revision")


class Conflict(ValidationError):
    """Somebody else wrote this text first. Carries theirs, so that it can be shown beside what was typed."""

    def __init__(self, theirs: str, revision: int, language: str, writer: str) -> None:
        super().__init__(
            pgettext("staff", "Somebody else changed this text while you were writing. Both are kept: compare them."),
            code="conflict",
        )
        self.theirs, self.revision, self.language, self.writer = theirs, revision, language, writer


def write(section: Text, language: str, text: str, *, revision: int, by: "User") -> Text:
    """Write one language of a section or an answer, started from its `revision`; return it as it is now.

    When the source's words change, the other language goes stale; an adopted document whose words change needs
    adopting again. The same text is no write.

    Raises:
        Conflict: this language was written after `revision`.
        ValidationError: the document is published, or the text longer than a section may be.
    """
    text = tidy(text)
    with transaction.atomic():
        document = locked(section.document_id)
        fresh = again(section)
        # What is kept may have been tidied by an earlier portal's rules: unchanged is what reads the same by today's.
        if text == tidy(getattr(fresh, f"text_{language}") or ""):
            return fresh
        refuse_unless_open(document)
        _refuse_long(text)
        _refuse_late(fresh, language, revision)
        decided = isinstance(fresh, Section) and document.state == State.ADOPTED
        source = fresh.source_language
        if _put(fresh, language, text, by) and language == source and decided:
            _reopen(document, by)
        audit("write", document, fresh, by=by, fields=(f"text_{language}",))
    return fresh


def again(row: Text) -> Text:
    """A section or an answer as it is now, held until the transaction ends."""
    fresh: Text = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return fresh


def settle(section: Parity) -> None:
    """Compute both languages' states from today's hashes. A text alone in its section is its source."""
    if not hash_of(section, section.source_language) and hash_of(section, other(section.source_language)):
        section.source_language, section.matched = other(section.source_language), None
    setattr(section, f"source_hash_{section.source_language}", hash_of(section, section.source_language))
    for code in LANGUAGES:
        state = text_state(
            hash_of(section, code),
            getattr(section, f"source_hash_{code}") or "",
            getattr(section, f"approved_hash_{code}") or "",
            hash_of(section, section.source_language),
        )
        setattr(section, f"state_{code}", state)


def hash_of(section: Parity, language: str) -> str:
    """The hash of one language's words, empty where there are none."""
    return getattr(section, f"text_hash_{language}") or ""


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(
            pgettext(
                "staff",
                "This text is %(over)s characters longer than a section can hold (%(most)s). Make it shorter.",
            )
            % {"over": grouped(len(text) - LONGEST), "most": grouped(LONGEST)}
        )


def grouped(number: int) -> str:
    """A count as it is read in the active language: 2051999 -> 2,051,999."""
    return str(number_format(number, force_grouping=True))


def _refuse_late(fresh: Parity, language: str, revision: int) -> None:
    if (getattr(fresh, f"written_revision_{language}") or 0) > revision:
        writer = getattr(fresh, f"written_by_{language}")
        raise Conflict(
            getattr(fresh, f"text_{language}") or "", fresh.revision, language, writer.name if writer else ""
        )


def _put(fresh: Parity, language: str, text: str, by: "User") -> bool:
    """Write the columns on condition that nobody else has since the row was read; say whether the words changed."""
    known, said = fresh.revision, digest(text)
    # By today's rules both: a hash kept from an earlier portal's would call the same words others.
    changed = said != digest(getattr(fresh, f"text_{language}") or "")
    if changed and language == fresh.source_language:
        _keep_matched(fresh)
    if changed and getattr(fresh, f"state_{language}") == TextState.STALE:
        # What was approved fitted another source: the same words written again are to be read again.
        setattr(fresh, f"approved_hash_{language}", "")
    setattr(fresh, f"text_{language}", text)
    if changed:
        setattr(fresh, f"text_hash_{language}", said)
        setattr(fresh, f"source_hash_{language}", hash_of(fresh, fresh.source_language))
        # Words back to what an approver had approved are not that approver's own, whoever typed them again.
        back = said == getattr(fresh, f"approved_hash_{language}")
        own = back and getattr(fresh, f"approved_by_{language}_id") == by.pk
        setattr(fresh, f"written_by_{language}", None if own else by)
    setattr(fresh, f"written_at_{language}", now())
    fresh.revision = known + 1
    setattr(fresh, f"written_revision_{language}", fresh.revision)
    settle(fresh)
    remark_over(fresh, language, by)
    rows = type(fresh)._default_manager.filter(pk=fresh.pk, revision=known)
    if not rows.update(**columns(fresh)):
        raise ValidationError(pgettext("staff", "This document has changed in the meantime. Open it again."))
    return changed


def remark_over(fresh: Parity, language: str, by: "User") -> None:
    """What an approver sent back is changed, or approved after all: the remark on it has had its day."""
    for row in SentBack.objects.open().of(fresh, language):
        schools.actions.end(row, ends_on=max(today(), row.on), by=by)


def _keep_matched(fresh: Parity) -> None:
    """Before the source's words change: what it said, where the translation answers to just that."""
    source = fresh.source_language
    if hash_of(fresh, other(source)) and getattr(fresh, f"source_hash_{other(source)}") == hash_of(fresh, source):
        fresh.matched = getattr(fresh, f"text_{source}") or ""


def columns(section: Parity) -> dict[str, object]:
    """Everything parity and writing may have changed, as column values."""
    names = [f"{name}_{code}" for name in WRITTEN for code in LANGUAGES]
    own = ("revision", "source_language", "matched")
    return {name: getattr(section, name) for name in own} | {name: getattr(section, name) for name in names}


def _reopen(document: Document, by: "User") -> None:
    # What a body adopted are the source's words; a better translation of them needs no second vote.
    move(document, State.DRAFT)
    audit("reopen", document, document, by=by, fields=("state",))
