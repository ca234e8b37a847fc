"""What families said about a draft: the list, what the public may read of each, and entering one for somebody."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents import actions, kinds
from documents.choices import State
from documents.facts.heard import Counts, beside, carried_over, copies_of, counts, decided_before
from documents.facts.names import given_names, known_in, masked
from documents.forms import CopyForm, EnterForm, WithholdForm
from documents.kinds import Kind
from documents.models import Comment, CommentCopy, Document
from documents.querysets import CommentQuerySet
from documents.views.found import ADOPT, WRITE, document_of, person
from documents.views.posted import METHODS, is_done, posted

PAGE = 50
SHOWS = ("all", "waiting", "late", "unread", "carried")
MOST_DIGITS = 18


@audience("desk")
@require_safe
def listing(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Comments newest first, by what they wait for and by section; several are answered together from here."""
    document = document_of(request, slug, pk)
    kind = kinds.get(document.kind)
    parts = parts_of(document, kind)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "all"
    part = request.GET.get("part", "")
    before = request.GET.get("before", "")
    found = _chosen(request, document, show)
    if part in dict(parts):
        found = found.filter(key=part)
    if before.isdecimal() and len(before) < MOST_DIGITS:
        found = found.filter(pk__lt=int(before))
    rows = list(found.select_related("answer__document", "entered_by", "document").order_by("-pk")[: PAGE + 1])
    kept = {"show": show, "part": part}
    may_write = request.user.has_perm(WRITE, document) and not document.legacy
    may_answer = may_write and document.state != State.PUBLISHED
    context = {
        "school": document.owner,
        "document": document,
        "kind": kind,
        "lines": lines(rows[:PAGE], parts),
        "shows": shows(counts(document)),
        "show": show,
        "part": part,
        "parts": parts,
        "older_url": f"?{urlencode(kept | {'before': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
        "newer_url": f"?{urlencode(kept)}" if before else "",
        "may_write": may_write,
        "may_answer": may_answer,
        "may_choose": may_answer and any(row.answer_id is None for row in rows[:PAGE]),
        "may_show": request.user.has_perm(ADOPT, document),
    }
    return render(request, "documents/comments/list.html", context)


@audience("desk")
@require_http_methods(METHODS)
def moderate(request: HttpRequest, slug: str, pk: int, comment: int) -> HttpResponse:
    """What the public reads: names the portal knows are taken out, others by hand, and a person looks first."""
    document = document_of(request, slug, pk, ADOPT)
    row = get_object_or_404(Comment.objects.visible_to(person(request)), pk=comment, document=document)
    copy = copies_of([row]).get(row.pk)
    names = given_names(document.owner_id)
    keeps_back = "withhold" in request.POST
    showing = CopyForm(
        None if keeps_back else posted(request), language=row.language, initial=_proposed(row, copy, names)
    )
    holding = WithholdForm(posted(request) if keeps_back else None)
    by = person(request)
    took_out = not keeps_back and _takes_out(request, showing)
    if took_out:
        showing = CopyForm(language=row.language, initial={f"text_{c}": text for c, text in showing.texts().items()})
    if is_done(request, showing, lambda: actions.show(row, showing.texts(), by=by)) or is_done(
        request, holding, lambda: actions.withhold(row, by=by, **holding.cleaned_data)
    ):
        return redirect("documents_desk:comments", slug=slug, pk=pk)
    context = {
        "school": document.owner,
        "document": document,
        "kind": kinds.get(document.kind),
        "line": lines([row], parts_of(document, kinds.get(document.kind)), {row.pk: copy} if copy else {})[0],
        "showing": showing,
        "holding": holding,
        "took_out": took_out,
        "known": len(names),
        "found": known_in(row.text, names),
        "is_shown": copy is not None and copy.shown,
        "may_write": True,
    }
    return render(request, "documents/comments/moderate.html", context)


@audience("desk")
@require_http_methods(METHODS)
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A comment that came on paper, by phone or from a committee, on the day it came."""
    document = document_of(request, slug, pk, WRITE)
    kind = kinds.get(document.kind)
    form = EnterForm(posted(request), parts=parts_of(document, kind))

    def act() -> object:
        key = form.cleaned_data["key"] or get_random_string(32)
        return actions.enter_comment(
            document, form.said(), on=form.cleaned_data["on"], by=person(request), form_key=key
        )

    if is_done(request, form, act):
        return redirect("documents_desk:comments", slug=slug, pk=pk)
    context = {"school": document.owner, "document": document, "kind": kind, "form": form}
    title = pgettext("staff", "Enter a comment for somebody")
    return render(request, "documents/comments/enter.html", context | {"title": title})


def lines(
    rows: Sequence[Comment], parts: Sequence[tuple[str, Any]], copies: dict[int, CommentCopy] | None = None
) -> list[dict[str, Any]]:
    """Comments as the desk shows them: with their section's heading and the copy that holds. Two queries at most.

    A late one carried over may be about a section that the document of today has under another heading or not at all.
    """
    headings = dict(parts)
    copies = copies_of(rows) if copies is None else copies
    late = decided_before(rows)
    return [
        {
            "comment": row,
            "heading": headings.get(row.key, row.key),
            "copy": copies.get(row.pk),
            "is_late": row.pk in late,
        }
        for row in rows
    ]


def remarks(document: Document, key: str) -> dict[str, Any]:
    """What stands beside a section in the editor: families' comments on it, and those carried over. Five queries."""
    own, carried = beside(document, key)
    copies, late = copies_of([*own, *carried]), decided_before(own)
    return {
        "lines": [{"comment": row, "copy": copies.get(row.pk), "is_late": row.pk in late} for row in own],
        "carried": [{"comment": row, "copy": copies.get(row.pk)} for row in carried],
    }


def parts_of(document: Document, kind: Kind) -> list[tuple[str, Any]]:
    """A document's sections, to choose from: key and heading."""
    return [(row.key, kind.heading_of(row)) for row in document.sections.all()]


def shows(tally: Counts) -> list[tuple[str, str, int]]:
    """The lists there are to choose from, each with its word and how many stand in it."""
    return [
        ("all", pgettext("staff", "All comments"), tally.total),
        ("waiting", pgettext("staff", "Without an answer"), tally.waiting),
        ("unread", pgettext("staff", "To look at before they show"), tally.unread),
        ("late", pgettext("staff", "Outside the time to comment"), tally.late),
        ("carried", pgettext("staff", "Carried over from before"), tally.carried),
    ]


def _chosen(request: HttpRequest, document: Document, show: str) -> CommentQuerySet:
    mine = Comment.objects.visible_to(person(request))
    if show == "carried":
        return mine.filter(pk__in=carried_over(document).values("pk"))
    found: CommentQuerySet = mine.filter(document=document)
    narrowed = {"waiting": found.waiting, "late": found.late, "unread": found.unread}
    return narrowed[show]() if show in narrowed else found


def _takes_out(request: HttpRequest, form: CopyForm) -> bool:
    """Whether names were written down to be taken out: then the texts are read again before anything shows."""
    if "switch_language" in request.POST or not form.is_bound or not form.is_valid():
        return False
    if "take_out" in request.POST and not form.cleaned_data["names"]:
        form.add_error("names", pgettext("staff", "Write the name to take out."))
    return bool(form.cleaned_data.get("names"))


def _proposed(row: Comment, copy: CommentCopy | None, names: frozenset[str]) -> dict[str, str]:
    """The copy that shows now, else the comment itself without the names of the school's children."""
    if copy and copy.shown:
        return {"text_es": copy.text_es, "text_en": copy.text_en}
    return {f"text_{row.language}": masked(row.text, row.language, names)}
