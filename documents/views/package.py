"""A plan goes on with every comment families made: what travels, the seal, and the file for who receives it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents import actions, kinds
from documents.choices import Recipient
from documents.facts.packages import arrived, being_built, county_readers, nothing_new, sealed, travels
from documents.facts.packed import pack
from documents.forms import SendForm
from documents.models import Document, Submission
from documents.views.found import ADOPT, WRITE, document_of, person
from documents.views.posted import METHODS, is_done, posted
from documents.views.stood import undo
from schools.actions import void as take_back
from schools.rules import is_county

# The newest are listed; those of earlier years stand with their plans.
MOST = 100


@audience("desk")
@require_http_methods(METHODS)
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How many comments families made, what will travel, and the button that seals it; the packages there are."""
    document = _sent_on(request, slug, pk)
    may_send = request.user.has_perm(ADOPT, document)
    if request.method == "POST" and not may_send:
        raise Http404
    edition = document.editions.live().first()
    form = SendForm(posted(request))

    def act() -> object:
        return actions.send_on(edition, by=person(request), on=form.cleaned_data["on"])  # type: ignore[arg-type]

    if edition is None and request.method == "POST":
        form.add_error(None, pgettext("staff", "Publish the plan first: it goes on as it was published."))
    elif is_done(request, form, act, _said(document)):
        return redirect("documents_desk:package", slug=slug, pk=pk)
    packages = sealed(document)
    standing = [one for one in packages if one.voided_at is None]
    found = travels(document, standing)
    context = {
        **_about(document),
        "edition": edition,
        "form": form,
        "may_send": may_send,
        "may_download": request.user.has_perm(WRITE, document),
        "packages": packages,
        "being_built": being_built(packages),
        "travels": found,
        "made": nothing_new(edition, standing, found),
        "readers": county_readers(),
    }
    return render(request, "documents/package/page.html", context)


@audience("county")
@require_safe
def arrived_plans(request: HttpRequest) -> HttpResponse:
    """The county office's list of the plans schools sent on with families' comments: how it is told of each."""
    rows = [(row, kinds.get(row.edition.document.kind)) for row in arrived()[:MOST]]
    context = {"rows": rows, "may_download": is_county(request.user)}
    return render(request, "documents/package/arrived.html", context)


@audience("desk")
@require_safe
def download(request: HttpRequest, slug: str, pk: int, package: int) -> FileResponse | HttpResponse:
    """The sealed package as a file, for the school and the county office: whoever may read the names families gave.

    It is never given without the plan in both languages: until both PDFs are built, one is told to try again.
    """
    document = _sent_on(request, slug, pk)
    if not request.user.has_perm(WRITE, document):
        raise Http404
    row = _package(document, package)
    row.edition.document = document
    if being_built([row]):
        said = pgettext("staff", "The PDFs of the plan are being prepared. Try the download again in a minute.")
        messages.warning(request, said)
        return redirect("documents_desk:package", slug=slug, pk=pk)
    name = f"{document.owner.slug}-{document.kind}-{document.for_year}-{row.on.isoformat()}-{row.digest[:8]}.zip"
    return FileResponse(pack(row), as_attachment=True, filename=name, content_type="application/zip")


@audience("desk")
@require_http_methods(METHODS)
def void(request: HttpRequest, slug: str, pk: int, package: int) -> HttpResponse:
    """Say that a package was never sent; it stays, and no longer counts."""
    document = _sent_on(request, slug, pk)
    if not request.user.has_perm(ADOPT, document):
        raise Http404
    row = _package(document, package)
    title = pgettext("staff", "This package was not sent")
    return undo(request, document, row, take_back, title=title, to="documents_desk:package")


def _said(document: Document) -> str:
    """What a seal did: the county office finds the package in its list; to the State somebody takes it."""
    if kinds.get(document.kind).sent_to == Recipient.COUNTY:
        return pgettext("staff", "Sealed. The package stays as it is, and the county office has it in its list.")
    return pgettext("staff", "Sealed. The package stays as it is. Download it and send it to the State.")


def _sent_on(request: HttpRequest, slug: str, pk: int) -> Document:
    """A document of a kind that is sent on, that this person may see.

    Raises:
        Http404: there is none such for this person.
    """
    document = document_of(request, slug, pk)
    if not kinds.get(document.kind).sent_to or document.legacy:
        raise Http404
    return document


def _package(document: Document, pk: int) -> Submission:
    rows = Submission.objects.filter(edition__document=document, sealed_at__isnull=False)
    row: Submission = get_object_or_404(rows.select_related("edition"), pk=pk)
    return row


def _about(document: Document) -> dict[str, Any]:
    return {"school": document.owner, "document": document, "kind": kinds.get(document.kind)}
