"""What became of families' comments: one answer to several, its words in both languages, and an approver's yes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import audience
from documents import actions, kinds
from documents.choices import LANGUAGES, Outcome, State
from documents.facts.about import first_words
from documents.facts.remarks import remarks
from documents.facts.unchanged import unchanged_since
from documents.forms import ReplyForm
from documents.models import Answer, Comment, Document
from documents.views.comments import lines, parts_of
from documents.views.editor import CONFLICT, save, was_read
from documents.views.found import WRITE, document_of, may_approve, person
from documents.views.panes import Saved, pane
from documents.views.posted import METHODS, is_done, posted

# As many comments as are answered in one go, and as many answers as stand to be joined.
MOST, ANSWERS = 100, 50
MOST_DIGITS = 18


@audience("desk")
@require_http_methods(METHODS)
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer the comments chosen, or let them join an answer that is there."""
    document = document_of(request, slug, pk, WRITE)
    rows = _asked(request, document)
    if not rows:
        messages.error(request, pgettext("staff", "Choose comments that have no answer yet."))
        return redirect("documents_desk:comments", slug=slug, pk=pk)
    kind = kinds.get(document.kind)
    parts = parts_of(document, kind)
    there = {str(row.pk): row for row in document.answers.order_by("-pk")[:ANSWERS]}
    form = ReplyForm(posted(request), parts=parts, answers=[(key, first_words(row)) for key, row in there.items()])

    def act() -> None:
        if form.joins:
            actions.join(there[form.joins], rows, by=person(request))
        else:
            actions.reply(document, rows, by=person(request), **form.reply())

    doubts = _doubts(request, document, form, rows, there)
    said = pgettext("staff", "Kept. An approver of each language reads the answer next.")
    if not doubts and is_done(request, form, act, said):
        return redirect("documents_desk:comments", slug=slug, pk=pk)
    context = {"school": document.owner, "document": document, "kind": kind, "form": form, "doubts": doubts}
    return render(request, "documents/comments/reply.html", context | {"lines": lines(rows, parts), "may_write": True})


@audience("desk")
@require_http_methods(METHODS)
def answer(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """An answer's words in both languages, under what it answers."""
    document, row = answer_of(request, slug, pk, answer)
    saved = Saved()
    if request.method == "POST":
        if not request.user.has_perm(WRITE, document):
            raise Http404
        saved = save(request, row)  # type: ignore[arg-type]  # an answer has the columns of a section
        if saved.is_whole:
            if "switch_language" not in request.POST:
                messages.success(request, pgettext("staff", "Saved."))
            return redirect("documents_desk:answer", slug=slug, pk=pk, answer=answer)
        document, row = answer_of(request, slug, pk, answer)
    kind = kinds.get(document.kind)
    parts = parts_of(document, kind)
    is_open, sent_back = document.state != State.PUBLISHED and not document.legacy, remarks(document)
    context = {
        "school": document.owner,
        "document": document,
        "kind": kind,
        "answer": row,
        "heading": dict(parts).get(row.key, ""),
        "lines": lines(list(row.comments.select_related("document").order_by("pk")[:MOST]), parts),
        "panes": [pane(row, code, saved, request.user, sent_back) for code in _order(row)],  # type: ignore[arg-type]
        "may_write": request.user.has_perm(WRITE, document) and is_open,
        "is_open": is_open,
    }
    status = CONFLICT if saved.conflicts else 400 if saved.refusals else 200
    return render(request, "documents/comments/answer.html", context, status=status)


@audience("desk")
@require_POST
def approve(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """An approver says yes to one language of an answer; then the next text that waits."""
    document, row = answer_of(request, slug, pk, answer)
    language = request.POST.get("language", "")
    if language not in LANGUAGES or not may_approve(request.user, document.owner_id, language):
        raise Http404
    verb = actions.still_correct if request.POST.get("verb") == "still_correct" else actions.approve
    try:
        verb(row, language, by=person(request), **was_read(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("documents_desk:answer", slug=slug, pk=pk, answer=answer)
    messages.success(request, pgettext("staff", "Approved. Here is what waits next."))
    return redirect("documents_desk:queue", slug=slug)


def answer_of(request: HttpRequest, slug: str, pk: int, answer: int) -> tuple[Document, Answer]:
    """An answer of a document under a school's desk, with who wrote and approved it."""
    document = document_of(request, slug, pk)
    people = [f"{who}_{code}" for who in ("written_by", "approved_by") for code in LANGUAGES]
    rows = Answer.objects.visible_to(person(request)).select_related(*people)
    row: Answer = get_object_or_404(rows, pk=answer, document=document)
    row.document = document
    return document, row


def _doubts(
    request: HttpRequest, document: Document, form: ReplyForm, rows: list[Comment], there: dict[str, Answer]
) -> list[str]:
    """What is asked once before "changed" is kept: the section may still say what families commented on."""
    if not form.is_bound or {"switch_language", "anyway"} & set(request.POST) or not form.is_valid():
        return []
    joined = there.get(form.joins)
    outcome, key = (joined.outcome, joined.key) if joined else (form.cleaned_data["outcome"], form.cleaned_data["part"])
    day = unchanged_since(document, key, rows) if outcome == Outcome.CHANGED and key else None
    if day is None:
        return []
    heading = dict(parts_of(document, kinds.get(document.kind))).get(key, key)
    said = pgettext("staff", "“%(heading)s” has not changed since %(day)s, when families could read it.")
    return [said % {"heading": heading, "day": date_format(day, "DATE_FORMAT")}]


def _asked(request: HttpRequest, document: Document) -> list[Comment]:
    """The comments chosen that have no answer yet: of this document, and late ones of earlier years."""
    given = request.POST.getlist("comment") if request.method == "POST" else request.GET.getlist("comment")
    ids = [int(value) for value in given[:MOST] if value.isdecimal() and len(value) < MOST_DIGITS]
    found = Comment.objects.visible_to(person(request)).answerable_in(document).filter(pk__in=ids)
    return list(found.select_related("document").order_by("pk"))


def _order(row: Answer) -> list[str]:
    return sorted(LANGUAGES, key=row.source_language.__ne__)
