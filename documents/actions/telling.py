"""Families are told that they may comment: a notice in both languages, by a short address that names no school."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext

import notices.actions
from accounts.clock import today
from documents import kinds
from documents.actions.moving import audit, locked
from documents.actions.reviewing import void_window
from documents.choices import LANGUAGES
from documents.models import ReviewWindow
from notices.facts import school_words

if TYPE_CHECKING:
    from accounts.models import User
    from notices.models import Notice

ABOUT = "documents.reviewwindow"


class Letter(NamedTuple):
    """Subject and text in both languages; `{phone}` becomes the number to call."""

    subject_es: str
    subject_en: str
    body_es: str
    body_en: str


def review_letter(window: ReviewWindow) -> Letter:
    """The model text: what the draft is, until when, where to read it and say what one thinks."""
    parts = {code: _rendered(window, code) for code in LANGUAGES}
    return Letter(parts["es"][0], parts["en"][0], parts["es"][1], parts["en"][1])


def short_address(window: ReviewWindow, language: str) -> str:
    """The whole address that leads to a window's page; it names no school."""
    with translation.override(language):
        return f"{settings.SITE_URL.rstrip('/')}{reverse('review', args=[window.pk])}"


def tell_families(window: ReviewWindow, *, by: "User", letter: Letter | None = None) -> "Notice":
    """Release the notice of an open window to every family of the school.

    Args:
        letter: the text as staff changed it; the model text unless given.

    Raises:
        ValidationError: nobody can comment today, families were told already, or a text the notices refuse.
    """
    with transaction.atomic():
        held = locked(window.document_id)
        fresh = ReviewWindow.objects.select_related("notice").get(pk=window.pk)
        if not ReviewWindow.objects.open_on(today()).filter(pk=window.pk).exists():
            raise ValidationError(pgettext("staff", "Nobody can comment today. Open a new time to comment first."))
        if fresh.notice is not None and fresh.notice.cancelled_at is None:
            raise ValidationError(pgettext("staff", "Families have been told already."))
        notice = notices.actions.draft(
            held.owner, kind="review", audience="families", by=by, about=ABOUT, about_id=window.pk,
            not_after=_end(fresh), for_year=held.for_year, **(letter or review_letter(fresh))._asdict(),
        )  # fmt: skip
        notices.actions.release(notice, by=by)
        ReviewWindow.objects.filter(pk=window.pk).update(notice=notice)
        audit("tell_families", held, window, by=by, fields=("notice",))
    window.notice = notice
    return notice


def take_back_window(window: ReviewWindow, *, by: "User", reason: str) -> None:
    """Void a window and keep back what has not left yet of its notice. Raises as `void_window` does."""
    with transaction.atomic():
        void_window(window, by=by, reason=reason)
        if window.notice is not None:
            _call_back(window.notice, by)


def _call_back(notice: "Notice", by: "User") -> None:
    try:
        with transaction.atomic():
            notices.actions.cancel(notice, by=by)
    except ValidationError:
        # Messages are leaving already: what has not left stays.
        with suppress(ValidationError), transaction.atomic():
            notices.actions.stop(notice, by=by)


def _end(window: ReviewWindow) -> datetime:
    return timezone.make_aware(datetime.combine(window.closes_on + timedelta(days=1), time.min))


def _rendered(window: ReviewWindow, language: str) -> tuple[str, str]:
    """Subject (the first line of the template) and body in one language."""
    document = window.document
    with translation.override(language):
        context = {
            "label": kinds.title_of(document),
            "school": school_words(document.owner, language),
            "is_office": document.owner.kind == "office",
            "last": window.closes_on,
            "address": short_address(window, language),
        }
        text = render_to_string(f"documents/letters/review.{language}.txt", context)
    subject, _line, body = text.partition("\n")
    return subject.strip(), body.strip()
