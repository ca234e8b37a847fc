"""Steps of a document that are done already: what stands, in place of the form."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext

from accounts.clock import today
from documents import kinds
from documents.choices import State
from documents.models import Document, Edition, ReviewWindow
from schools.models import Evidence
from schools.views.stands import stands, taken_back


def back(document: Document) -> tuple[str, str]:
    """Address and words of the document's page."""
    url = reverse("documents_desk:page", args=[document.owner.slug, document.pk])
    return url, kinds.title_of(document)


def voided(request: HttpRequest, document: Document, row: Evidence, title: str) -> HttpResponse | None:
    """Who took an entry back and when; None where it stands."""
    if row.voided_at is None or row.voided_by is None:
        return None
    way = back(document)
    return taken_back(request, row.voided_at, row.voided_by, title=title, back=way, school=document.owner)


def edition_voided(request: HttpRequest, edition: Edition, title: str) -> HttpResponse | None:
    """The same of a published edition, taken back by a row beside it."""
    if not edition.is_void:
        return None
    row, document = edition.void, edition.document
    return taken_back(request, row.at, row.by, title=title, back=back(document), school=document.owner)


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
