"""A person's voice beside an edition: recorded or uploaded on the desk, played on the public page."""

import re
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents import kinds
from documents.actions.recording import LARGEST, LONGEST_SECONDS, record_voice
from documents.choices import LANGUAGES
from documents.facts.readers import readers
from documents.forms.keeping import VoiceForm
from documents.models import Document, Recording
from documents.views.found import ADOPT, document_of, person
from documents.views.posted import METHODS, is_done, posted
from documents.views.public import found
from documents.views.stood import undo
from schools.actions import void as take_back

SPAN = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


@audience("desk")
@require_http_methods(METHODS)
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What stands beside the edition in force: a voice in each language, and how many say that they read it."""
    document = document_of(request, slug, pk)
    kind = kinds.get(document.kind)
    edition = document.editions.live().first()
    may_record = request.user.has_perm(ADOPT, document)
    if edition is None or (request.method == "POST" and not may_record):
        raise Http404
    form = VoiceForm(posted(request), request.FILES if request.method == "POST" else None)

    def act() -> object:
        return record_voice(edition, form.cleaned_data["language"], form.content(), by=person(request))

    if is_done(request, form, act, pgettext("staff", "Families can hear it now.")):
        return redirect("documents_desk:voice", slug=slug, pk=pk)
    standing = {row.language: row for row in edition.recordings.standing().select_related("entered_by")}
    context = {
        **_about(document),
        "edition": edition,
        "form": form,
        "may_record": may_record,
        "voices": [(code, standing.get(code), _address(kind, slug, standing.get(code))) for code in LANGUAGES],
        "readers": readers(edition) if kind.received else None,
        "longest": LONGEST_SECONDS,
    }
    return render(request, "documents/voice.html", context)


@audience("desk")
@require_http_methods(METHODS)
def void(request: HttpRequest, slug: str, pk: int, recording: int) -> HttpResponse:
    """Take a recording back: from now on nobody hears it."""
    document = document_of(request, slug, pk, ADOPT)
    rows = Recording.objects.filter(edition__document=document).select_related("voided_by")
    row = get_object_or_404(rows, pk=recording)
    title = pgettext("staff", "Take this recording back")
    return undo(request, document, row, take_back, title=title, to="documents_desk:voice")


@audience("public")
@require_safe
def play(request: HttpRequest, slug: str, kind: str, recording: int) -> HttpResponseBase:
    """The recording of a published edition, as the sound it was found to be and nothing else; a part of it if asked."""
    school, _kind = found(slug, kind)
    rows = Recording.objects.standing().filter(edition__void=None, edition__document__owner=school)
    row: Recording = get_object_or_404(rows, pk=recording, edition__document__kind=kind)
    try:
        content = row.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    span = SPAN.fullmatch(request.headers.get("Range", ""))
    response = _part(content, row, span) if span else FileResponse(content)
    response["Content-Type"] = row.content_type
    # What FileResponse would guess from a name is set here, so that no name decides how it is shown.
    response["Content-Disposition"] = f'inline; filename="{row.language}.{str(row.file.name).rpartition(".")[2]}"'
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part(content: IO[bytes], row: Recording, span: re.Match[str]) -> HttpResponse:
    """A run of bytes: telephones ask for a sound in parts, and play none that comes otherwise."""
    first, last = int(span[1]), min(int(span[2] or LARGEST), row.size - 1)
    with content:
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{row.size}"})
        content.seek(first)
        piece = content.read(last - first + 1)
    return HttpResponse(piece, status=206, headers={"Content-Range": f"bytes {first}-{last}/{row.size}"})


def _address(kind: kinds.Kind, slug: str, row: Recording | None) -> str:
    return kind.address(slug, "voice", recording=row.pk) if row else ""


def _about(document: Document) -> dict[str, object]:
    return {"school": document.owner, "document": document, "kind": kinds.get(document.kind)}
