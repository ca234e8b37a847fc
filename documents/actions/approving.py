"""Approving one language of a section: never a text of one's own, and only the words that were read."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now
from documents.actions.moving import audit, locked, refuse_unless_open
from documents.actions.writing import Text, again, columns, hash_of, remark_over, settle
from documents.choices import LANGUAGES, State, TextState, other
from documents.facts.news import is_too_long
from documents.gaps import gaps
from documents.kinds import MOST_CHANGES
from documents.models import Answer, Parity, Section, SentBack

if TYPE_CHECKING:
    from accounts.models import User


def approve(
    section: Text, language: str, *, by: "User", revision: int | None = None, remark: int | None = None
) -> Text:
    """Approve a draft as it is today, against today's source.

    Args:
        revision: the section's revision the approver read; a text written after it is not approved unread.
        remark: the id of the remark on it that the approver read, where it was sent back.

    Raises:
        ValidationError: nothing to approve, a gap of the model text left, a text of one's own, one that changed
            since it was read, or one sent back with a remark that was not read.
    """
    return _approve(section, language, TextState.DRAFT, "approve", by, revision, remark)


def still_correct(
    section: Text, language: str, *, by: "User", revision: int | None = None, remark: int | None = None
) -> Text:
    """Say of a stale text that it still fits the source as it is today. Raises as `approve` does."""
    return _approve(section, language, TextState.STALE, "still_correct", by, revision, remark)


def set_source(section: Section, language: str, *, by: "User") -> Section:
    """Make the other language the one the section is written in first.

    Texts that agree go on agreeing; one that did not is stale from then on.

    Raises:
        ValidationError: the document is not a draft, or that language has no text yet.
    """
    with transaction.atomic():
        document = locked(section.document_id)
        fresh: Section = Section.objects.select_for_update().get(pk=section.pk)
        if fresh.source_language == language:
            return fresh
        if document.state != State.DRAFT or not hash_of(fresh, language):
            raise ValidationError(pgettext("staff", "Write the text in that language first, while this is a draft."))
        agrees = getattr(fresh, f"source_hash_{language}") == hash_of(fresh, other(language))
        # What was kept of the source that was is in the other language now.
        fresh.source_language, fresh.matched = language, None
        setattr(fresh, f"source_hash_{other(language)}", hash_of(fresh, language) if agrees else "")
        fresh.revision += 1
        settle(fresh)
        Section.objects.filter(pk=fresh.pk).update(**columns(fresh))
        audit("set_source", document, fresh, by=by, fields=("source_language",))
    return fresh


def _approve(
    section: Text,
    language: str,
    waiting: TextState,
    verb: str,
    by: "User",
    revision: int | None,
    remark: int | None,
) -> Text:
    with transaction.atomic():
        document = locked(section.document_id)
        fresh = again(section)
        refuse_unless_open(document)
        _refuse(fresh, language, waiting, by, revision)
        _refuse_unread_remark(fresh, language, remark)
        setattr(fresh, f"approved_hash_{language}", hash_of(fresh, language))
        setattr(fresh, f"source_hash_{language}", hash_of(fresh, fresh.source_language))
        setattr(fresh, f"approved_by_{language}", by)
        setattr(fresh, f"approved_at_{language}", now())
        settle(fresh)
        names = [
            f"{name}_{language}" for name in ("state", "approved_hash", "source_hash", "approved_by", "approved_at")
        ]
        values = {name: getattr(fresh, name) for name in names}
        # The row is held and was just read; the condition keeps the promise where a lock is only a wish.
        if not type(fresh)._default_manager.filter(pk=fresh.pk, revision=fresh.revision).update(**values):
            raise ValidationError(_moved())
        remark_over(fresh, language, by)
        audit(verb, document, fresh, by=by, fields=tuple(names))
    return fresh


def _refuse(fresh: Parity, language: str, waiting: TextState, by: "User", revision: int | None) -> None:
    refuse_unread(fresh, language, by, revision)
    state = getattr(fresh, f"state_{language}")
    if state == TextState.MISSING:
        raise ValidationError(pgettext("staff", "There is no text to approve yet."))
    if isinstance(fresh, Section) and is_too_long(fresh.key, getattr(fresh, f"text_{language}") or ""):
        raise ValidationError(
            pgettext("staff", "What changes is said in %(most)s lines at most. Make it shorter first.")
            % {"most": MOST_CHANGES}
        )
    if left := gaps(getattr(fresh, f"text_{language}")):
        raise ValidationError(
            pgettext("staff", "Something is still to fill in: %(gaps)s. Fill it in first, then approve.")
            % {"gaps": ", ".join(left)}
        )
    if state == TextState.APPROVED:
        raise ValidationError(pgettext("staff", "This text is approved already."))
    if state != waiting:
        raise ValidationError(
            pgettext(
                "staff", "The other language changed after this was written. Read both, then say it is still correct."
            )
            if state == TextState.STALE
            else pgettext("staff", "This text is a draft: approve it instead.")
        )


def _refuse_unread_remark(fresh: Section | Answer, language: str, read: int | None) -> None:
    """An approval ends the remark: only with the remark in sight, or whoever writes the text would never read it."""
    for row in SentBack.objects.open().of(fresh, language).exclude(pk=read):
        said = pgettext(
            "staff", "This was sent back in the meantime with a remark: “%(remark)s” Read the remark, then approve."
        )
        raise ValidationError(said % {"remark": row.remark})


def refuse_unread(fresh: Parity, language: str, by: "User", revision: int | None) -> None:
    """Refuse to judge a text of one's own, or one that changed since it was read.

    Raises:
        ValidationError: either of these.
    """
    if getattr(fresh, f"written_by_{language}_id") == by.pk:
        raise ValidationError(pgettext("staff", "You wrote this text yourself: another approver must read it."))
    late = (getattr(fresh, f"written_revision_{code}") or 0 for code in LANGUAGES)
    if revision is not None and max(late) > revision:
        raise ValidationError(_moved())


def _moved() -> str:
    return pgettext("staff", "The text changed while you were reading it. Read it once more, then decide.")
