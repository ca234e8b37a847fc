"""Laying a draft before families: opening the time to comment, telling them, taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from accounts.clock import now, today
from documents import actions, kinds
from documents.facts import held, lacking
from documents.forms import LetterForm, WindowForm
from documents.models import Document, ReviewWindow
from documents.views.found import ADOPT, document_of, person
from documents.views.posted import METHODS, is_done, posted
from documents.views.stood import open_already, told, undo
from people.facts import families


@audience("desk")
@require_http_methods(METHODS)
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Until when; refused with what is missing as long as a text is not approved in both languages."""
    document = document_of(request, slug, pk, ADOPT)
    if stood := open_already(request, document):
        return stood
    form = WindowForm(posted(request))
    said = pgettext("staff", "Families can comment now. Next, tell them.")
    if is_done(request, form, lambda: actions.open_window(document, by=person(request), **form.cleaned_data), said):
        return redirect("documents_desk:page", slug=slug, pk=pk)
    kind = kinds.get(document.kind)
    lacks = [lack for lack in lacking(document, held(document, today()), kind) if lack.key]
    return _page(
        request, document, form, "documents/comments/window.html",
        title=pgettext("staff", "Ask families about this draft"),
        button=pgettext("staff", "Let families comment from today"),
        lacks=lacks,
    )  # fmt: skip


@audience("desk")
@require_http_methods(METHODS)
def tell(request: HttpRequest, slug: str, pk: int, window: int) -> HttpResponse:
    """The notice in both languages, how many it goes to; then the button."""
    document, row = window_of(request, slug, pk, window)
    if stood := told(request, document, row):
        return stood
    form = LetterForm(posted(request), initial=actions.review_letter(row)._asdict())
    said = pgettext("staff", "Families are being told. You have one minute to undo it, under Notices.")

    def act() -> object:
        return actions.tell_families(row, letter=actions.Letter(**form.cleaned_data), by=person(request))

    if is_done(request, form, act, said):
        return redirect("documents_desk:page", slug=slug, pk=pk)
    readers = families([document.owner_id], today(), now())[document.owner_id]
    return _page(
        request, document, form, "documents/comments/tell.html",
        title=pgettext("staff", "Tell families that they can comment"), readers=len(readers),
    )  # fmt: skip


@audience("desk")
@require_http_methods(METHODS)
def void(request: HttpRequest, slug: str, pk: int, window: int) -> HttpResponse:
    """Take back a time to comment that was opened by mistake, as long as nobody has commented."""
    document, row = window_of(request, slug, pk, window, standing=False)
    title = pgettext("staff", "Take back the time to comment")
    return undo(request, document, row, actions.take_back_window, title=title)


def window_of(
    request: HttpRequest, slug: str, pk: int, window: int, *, standing: bool = True
) -> tuple[Document, ReviewWindow]:
    """A window of a document whose draft this person may lay open or take back; one that stands, unless told."""
    document = document_of(request, slug, pk, ADOPT)
    rows = document.windows.standing() if standing else document.windows.all()
    row: ReviewWindow = get_object_or_404(rows.select_related("notice__released_by", "voided_by"), pk=window)
    row.document = document
    return document, row


def _page(request: HttpRequest, document: Document, form: Any, template: str, **more: Any) -> HttpResponse:
    context = {"school": document.owner, "document": document, "kind": kinds.get(document.kind), "form": form}
    return render(request, template, context | more)
