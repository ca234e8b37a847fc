"""What staff do with comments: what the public may read of them, and what became of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now
from documents.actions.moving import audit, locked, refuse_unless_open
from documents.actions.writing import settle
from documents.choices import LANGUAGES, Outcome
from documents.markup import LONGEST, digest, tidy
from documents.models import Answer, Comment, CommentCopy, Document

if TYPE_CHECKING:
    from accounts.models import User


def show(comment: Comment, texts: dict[str, str], *, by: "User") -> CommentCopy:
    """Let the public read a comment, without what names a child; the original stays as it was, for staff.

    Args:
        texts: language -> text; the comment's own language, and the other one where a person translated it.

    Raises:
        ValidationError: its writer did not agree that it is shown, or its own language is empty.
    """
    if not comment.may_show:
        raise ValidationError(pgettext("staff", "The person who wrote this did not agree that it is shown."))
    if not tidy(texts.get(comment.language, "")):
        raise ValidationError(pgettext("staff", "There is no text left to show. Keep it back, with the reason."))
    kept = {f"text_{code}": tidy(texts.get(code, "")) for code in LANGUAGES}
    return _copy(comment, by, "show_comment", shown=True, **kept)


def withhold(comment: Comment, *, reason: str, by: "User") -> CommentCopy:
    """Keep a comment from the public page. It is answered and travels with a plan all the same.

    Raises:
        ValidationError: no reason.
    """
    if not reason.strip():
        raise ValidationError(pgettext("staff", "Write the reason."))
    return _copy(comment, by, "withhold_comment", shown=False, reason=reason.strip()[:300])


def reply(
    document: Document,
    comments: Iterable[Comment],
    *,
    outcome: str,
    texts: dict[str, str],
    by: "User",
    key: str = "",
    source_language: str = "en",
) -> Answer:
    """Answer one comment or several together: what was changed and where, or why nothing was.

    Args:
        texts: language -> the answer's words; the source language at least.
        key: the section that was changed.

    Raises:
        ValidationError: no comment, one this document may not answer (CommentQuerySet.answerable_in) or answered
            already, no words, "changed" without where.
    """
    ids = {row.pk for row in comments}
    if not ids:
        raise ValidationError(pgettext("staff", "Choose the comments that this answers."))
    if outcome == Outcome.CHANGED and not key:
        raise ValidationError({"key": pgettext("staff", "Say which section was changed.")})
    answer = _written(document, outcome, texts, key, source_language, by)
    with transaction.atomic():
        held = locked(document.pk)
        refuse_unless_open(held)
        answer.save(force_insert=True)
        _answered_by(answer, held, ids)
        audit("reply", held, answer, by=by, fields=("comments",))
    return answer


def join(answer: Answer, comments: Iterable[Comment], *, by: "User") -> None:
    """Let an answer that is there serve more comments.

    Raises:
        ValidationError: a comment this document may not answer, or one answered already.
    """
    ids = {row.pk for row in comments}
    with transaction.atomic():
        held = locked(answer.document_id)
        refuse_unless_open(held)
        _answered_by(answer, held, ids)
        audit("join", held, answer, by=by, fields=("comments",))


def _answered_by(answer: Answer, document: Document, ids: set[int]) -> None:
    """Give comments their one answer, by a conditional update that must hit them all."""
    mine = Comment.objects.answerable_in(document).filter(pk__in=ids).values("pk")
    # Asked again outside the list of ids: two documents may answer one late comment at the same moment.
    rows = Comment.objects.filter(pk__in=mine, answer=None)
    if rows.update(answer=answer, answered_at=now()) != len(ids):
        raise ValidationError(pgettext("staff", "One of these comments has been answered already. Open them again."))


def _written(
    document: Document, outcome: str, texts: dict[str, str], key: str, source_language: str, by: "User"
) -> Answer:
    """An answer not saved yet; both languages given together agree, and wait for an approver each."""
    answer = Answer(document=document, outcome=outcome, key=key, source_language=source_language, entered_by=by)
    answer.entered_at = now()
    for code in LANGUAGES:
        text = tidy(texts.get(code, ""))
        if len(text) > LONGEST:
            raise ValidationError({code: pgettext("staff", "This text is too long. Make it shorter.")})
        setattr(answer, f"text_{code}", text)
        setattr(answer, f"text_hash_{code}", digest(text))
        setattr(answer, f"approved_hash_{code}", "")
        if text:
            setattr(answer, f"written_by_{code}", by)
            setattr(answer, f"written_at_{code}", answer.entered_at)
            setattr(answer, f"written_revision_{code}", 0)
    if not getattr(answer, f"text_hash_{source_language}"):
        raise ValidationError({source_language: pgettext("staff", "Write what you answer.")})
    for code in LANGUAGES:
        setattr(answer, f"source_hash_{code}", getattr(answer, f"text_hash_{source_language}"))
    settle(answer)
    return answer


def _copy(comment: Comment, by: "User", verb: str, **values: object) -> CommentCopy:
    with transaction.atomic():
        document = locked(comment.document_id)
        row: CommentCopy = CommentCopy.objects.create(comment=comment, at=now(), by=by, **values)
        audit(verb, document, row, by=by)
    return row
