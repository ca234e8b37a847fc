"""Steps of a document that are done already: what stands, in place of the form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext

from accounts.clock import today
from accounts.models import User
from documents import kinds
from documents.choices import State
from documents.forms import ReasonForm
from documents.models import Document, Edition, ReviewWindow
from documents.views.found import person
from documents.views.posted import posted, step
from schools.models import Evidence
from schools.views.stands import stands, taken_back

# An action that takes a row back: (row, by=…, reason=…).
Undo = Callable[..., object]


def back(document: Document) -> tuple[str, str]:
    """Address and words of the document's page."""
    url = reverse("documents_desk:page", args=[document.owner.slug, document.pk])
    return url, kinds.title_of(document)


def undo(
    request: HttpRequest, document: Document, row: Evidence, act: Undo, *, title: str = "", **more: str
) -> HttpResponse:
    """An entry's way back, with the reason; one taken back already says by whom and when instead of a form."""
    title = title or pgettext("staff", "Take this entry back")
    if row.voided_at is not None and row.voided_by is not None:
        return _taken_back(request, document, row.voided_at, row.voided_by, title)
    return _undo(request, document, row, act, title=title, **more)


def undo_edition(request: HttpRequest, edition: Edition, act: Undo) -> HttpResponse:
    """The same of a published edition, taken back by a row beside it."""
    title = pgettext("staff", "Take this edition back")
    if edition.is_void:
        return _taken_back(request, edition.document, edition.void.at, edition.void.by, title)
    return _undo(request, edition.document, edition, act, title=title)


def _taken_back(request: HttpRequest, document: Document, at: datetime, by: User, title: str) -> HttpResponse:
    return taken_back(request, at, by, title=title, back=back(document), school=document.owner)


def _undo(request: HttpRequest, document: Document, row: Any, act: Undo, **more: str) -> HttpResponse:
    form = ReasonForm(posted(request))

    def acted() -> object:
        return act(row, by=person(request), reason=form.cleaned_data["reason"])

    return step(request, document, form, acted, button=pgettext("staff", "Take it back"), **more)


def decided(request: HttpRequest, document: Document) -> HttpResponse | None:
    """The decision as recorded; None where this version still needs one."""
    row = document.adoptions.standing().select_related("entered_by").order_by("-pk").first()
    if document.state == State.DRAFT or row is None:
        return None
    return stands(
        request, "documents/stood_decided.html", back=back(document), school=document.owner, document=document,
        row=row, title=pgettext("staff", "The decision on the document"),
    )  # fmt: skip


def open_already(request: HttpRequest, document: Document) -> HttpResponse | None:
    """Until when families can comment; None where nobody can."""
    row = document.windows.standing().filter(closes_on__gte=today()).select_related("notice").first()
    if row is None:
        return None
    return stands(
        request, "documents/stood_open.html", back=back(document), school=document.owner, document=document,
        row=row, is_told=_is_told(row), title=pgettext("staff", "Ask families about this draft"),
    )  # fmt: skip


def told(request: HttpRequest, document: Document, row: ReviewWindow) -> HttpResponse | None:
    """When families were told; None where they were not, or the notice was taken back."""
    if not _is_told(row):
        return None
    return stands(
        request, "documents/stood_told.html", back=back(document), school=document.owner, notice=row.notice,
        title=pgettext("staff", "Tell families that they can comment"),
    )  # fmt: skip


def _is_told(row: ReviewWindow) -> bool:
    return row.notice is not None and row.notice.cancelled_at is None
