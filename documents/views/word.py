"""Texts to a translator and back: the Word file of what waits, and what came of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import npgettext, override, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents import actions, kinds
from documents.choices import LANGUAGES
from documents.forms import WordForm
from documents.models import Document
from documents.views.found import WRITE, approved_languages, document_of, person
from documents.word import Found, build, parts_of, read

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PARTS = 200


@audience("desk")
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What can be exported, and a file brought back: at once where all is well, else after a look at its mistakes."""
    document, languages = _translated_by(request, slug, pk)
    is_switch = "switch_language" in request.POST
    form = WordForm(request.POST or None, request.FILES or None)
    examined = None
    if request.method == "POST":
        try:
            found = _found(request, form)
            _refuse_others(found or [], languages)
            examined = actions.examine(document, found) if found is not None else None
            if examined and not is_switch and _is_clear(request, examined):
                return _brought(request, document, examined)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        if is_switch or examined:
            form.errors.clear()
    return render(request, "documents/word.html", _context(document, languages) | {"form": form, "examined": examined})


@audience("desk")
@require_safe
def word_file(request: HttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """The Word file of what is missing or stale in a language, or of everything."""
    document, languages = _translated_by(request, slug, pk)
    if code not in languages:
        raise Http404
    everything = "all" in request.GET
    parts = [part for part in parts_of(document, code) if everything or part.waits]
    if not parts:
        messages.success(request, pgettext("staff", "Nothing waits to be translated into that language."))
        return redirect("documents_desk:word", slug=slug, pk=pk)
    kind = kinds.get(document.kind)
    with override(code):
        title, name = f"{kind.title_of(document)}, {document.owner.name}", slugify(str(kind.file_name))
    response = HttpResponse(build(title, parts, code), content_type=TYPE)
    file_name = f"{name}-{document.owner.slug}-{document.for_year}-{code}.docx"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _translated_by(request: HttpRequest, slug: str, pk: int) -> tuple[Document, list[str]]:
    """A document and the languages this person may bring texts in: all who writes it; an approver those approved.

    An approver may write a translation, and is never the one who approves it (documents.actions.approve).
    """
    document = document_of(request, slug, pk)
    may_write = request.user.has_perm(WRITE, document)
    languages = list(LANGUAGES) if may_write else approved_languages(request.user, document.owner_id)
    if not languages:
        raise Http404
    return document, languages


def _refuse_others(found: list[Found], languages: list[str]) -> None:
    if any(one.language not in languages for one in found):
        raise ValidationError(
            pgettext(
                "staff", "The file has texts in a language that you do not approve here. Bring in the others only."
            )
        )


def _found(request: HttpRequest, form: WordForm) -> list[Found] | None:
    """The parts of the file posted, or those of one already read, carried by the page."""
    if "line" in request.POST:
        pairs = zip(request.POST.getlist("line")[:MOST_PARTS], request.POST.getlist("text"), strict=False)
        return [one for line, text in pairs if (one := Found.under(line, text)) is not None]
    return read(form.cleaned_data["file"].read()) if form.is_valid() else None


def _is_clear(request: HttpRequest, examined: actions.Examined) -> bool:
    """All is well, or somebody saw the mistakes and brings in the rest."""
    return bool(examined.good) and (not examined.faults or "confirm" in request.POST)


def _brought(request: HttpRequest, document: Document, examined: actions.Examined) -> HttpResponse:
    count = actions.bring_in(document, examined.good, by=person(request))
    said = npgettext(
        "staff",
        "%(count)d text was brought in as a draft. It waits for an approver.",
        "%(count)d texts were brought in as drafts. They wait for an approver.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("documents_desk:page", slug=document.owner.slug, pk=document.pk)


def _context(document: Document, languages: list[str]) -> dict[str, Any]:
    offers = [_offer(document, code) for code in LANGUAGES]
    return {
        "school": document.owner,
        "document": document,
        "kind": kinds.get(document.kind),
        # Where no text has a word yet there is nothing to say of either language.
        "offers": [offer for offer in offers if offer["code"] in languages] if any(o["all"] for o in offers) else [],
        # What waits in a language is said to whoever may not bring it: the page never says that nothing does.
        "others": [offer for offer in offers if offer["code"] not in languages and offer["waiting"]],
    }


def _offer(document: Document, code: str) -> dict[str, Any]:
    parts = parts_of(document, code)
    return {"code": code, "waiting": sum(part.waits for part in parts), "all": len(parts)}
