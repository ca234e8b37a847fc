"""An approver's no: a text goes back to whoever writes it, with what should be changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from documents import actions, kinds
from documents.choices import LANGUAGES, other
from documents.facts.about import first_words
from documents.facts.remarks import remark_on, remarks
from documents.forms import SendBackForm
from documents.models import Answer, Document, Section
from documents.views.answering import answer_of
from documents.views.found import document_of, may_approve, person, sections_of
from documents.views.posted import METHODS, is_done, posted


@audience("desk")
@require_http_methods(METHODS)
def section(request: HttpRequest, slug: str, pk: int, key: str, code: str) -> HttpResponse:
    """Send one language of a section back with a remark."""
    document = document_of(request, slug, pk)
    _rows, one = sections_of(document, key)
    back = reverse("documents_desk:section", args=[slug, pk, key])
    return _page(request, document, one, code, kinds.get(document.kind).heading_of(one), back)


@audience("desk")
@require_http_methods(METHODS)
def answer(request: HttpRequest, slug: str, pk: int, answer: int, code: str) -> HttpResponse:
    """Send one language of an answer to families back with a remark."""
    document, row = answer_of(request, slug, pk, answer)
    back = reverse("documents_desk:answer", args=[slug, pk, answer])
    return _page(request, document, row, code, first_words(row), back)


def _page(
    request: HttpRequest, document: Document, row: Section | Answer, code: str, heading: Any, back: str
) -> HttpResponse:
    if code not in LANGUAGES or not may_approve(request.user, document.owner_id, code):
        raise Http404
    stands = remark_on(remarks(document), row, code)
    form = SendBackForm(posted(request), initial={"remark": stands.remark if stands else ""})
    one: Any = row

    def act() -> object:
        given = form.cleaned_data
        # Nothing said of which text was read is having read none.
        known = given["revision"] or 0
        return actions.send_back(one, code, remark=given["remark"], revision=known, by=person(request))

    said = pgettext("staff", "Sent back. Whoever writes it sees what you say. Here is what waits next.")
    if is_done(request, form, act, said):
        return redirect("documents_desk:queue", slug=document.owner.slug)
    context = {
        "school": document.owner,
        "document": document,
        "row": row,
        "code": code,
        "heading": heading,
        "back": back,
        "form": form,
        # What is decided on stands on the page: the text as it is now, beside the other one.
        "texts": [(one, getattr(row, f"text_{one}") or "") for one in (code, other(code))],
    }
    return render(request, "documents/send_back.html", context)
