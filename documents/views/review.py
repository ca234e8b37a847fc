"""A draft laid before families: read it, say something about a part from a phone, see what came of it."""

from datetime import date
from typing import Any

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from accounts.clock import today
from documents import actions
from documents.facts.heard import by_section, heard
from documents.facts.hearings import of_drafts
from documents.forms import CommentForm
from documents.kinds import Kind
from documents.markup import fingerprint
from documents.models import Comment, Document, ReviewWindow
from documents.views.public import about, found
from schools.models import School

# What the confirmation says is signed, so that nobody is shown what the portal never said.
SALT = "documents.commented"


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The draft as it was laid open, each part with a way to say something about it."""
    school, one_kind = found(slug, kind)
    rows = ReviewWindow.objects.open_on(today()).filter(document__owner=school, document__kind=kind)
    windows = list(rows.select_related("document").order_by("closes_on", "pk"))
    wanted = request.GET.get("for")
    window = next((one for one in windows if wanted in (None, one.document.variant)), None)
    bands = one_kind.words
    context: dict[str, Any] = {
        **about(school, one_kind),
        "window": window,
        "band": bands.get(window.document.variant, "") if window else "",
        "others": [(one.document.variant, bands.get(one.document.variant, "")) for one in windows if one != window],
        "answers_url": one_kind.address(slug, "answers"),
        "hearings": of_drafts(school, kind, None) if one_kind.hearing else [],
    }
    if window:
        tally = by_section(window.pk)
        context |= {
            "sections": [{**row, "comments": tally[row["key"]]} for row in _sections(window, one_kind)],
            "whole": tally[""],
            "form_url": one_kind.address(slug, "comment", window=window.pk),
        }
    return render(request, "documents/review/page.html", context)


@audience("form")
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, slug: str, kind: str, window: int) -> HttpResponse:
    """The form. What is posted after the last day is kept too, and carries over."""
    school, one_kind = found(slug, kind)
    row = _window(school, kind, window)
    parts = [(one["key"], one["heading"]) for one in _sections(row, one_kind)]
    posted = request.POST if request.method == "POST" else None
    part = request.GET.get("part", "")
    form = CommentForm(posted, parts=parts, sent_to=one_kind.sent_to, initial={"part": part})
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            kept = _keep(request, row, form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            receipt = signing.dumps({"late": kept.window_id is None, "last": row.closes_on.isoformat()}, salt=SALT)
            return redirect(f"{one_kind.address(slug, 'commented')}?r={receipt}")
    context = {
        **about(school, one_kind),
        "window": row,
        "form": form,
        "review_url": review_url(one_kind, row.document),
        "about_part": dict(parts).get(str(form["part"].value()), ""),
        "is_over": row.closes_on < today() or row.voided_at is not None,
    }
    return render(request, "documents/review/comment.html", context)


@audience("form")
@require_safe
def done(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """That we have it, and what happens next: no word of what was written."""
    school, one_kind = found(slug, kind)
    try:
        receipt = signing.loads(request.GET.get("r", ""), salt=SALT)
    except signing.BadSignature:
        return redirect(one_kind.address(slug, "review"))
    context = {
        **about(school, one_kind),
        "is_late": receipt["late"],
        "last": date.fromisoformat(receipt["last"]),
        "review_url": one_kind.address(slug, "review"),
        "answers_url": one_kind.address(slug, "answers"),
    }
    return render(request, "documents/review/done.html", context)


@audience("public")
@require_safe
def answers(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """ "You said, we did": of the newest document families were asked about, or of the year asked for.

    A year whose document has but answered what came late before it has its page too, by its own address.
    """
    school, one_kind = found(slug, kind)
    told: Any = Document.objects.filter(owner=school, kind=kind).heard().order_by("-for_year", "variant")
    documents = list(told)
    year, band = request.GET.get("year", ""), request.GET.get("for")
    fitting = (one for one in documents if year in ("", str(one.for_year)) and band in (None, one.variant))
    document = next((one for one in fitting if year or one.was_asked), None)
    bands = one_kind.words
    context: dict[str, Any] = {
        **about(school, one_kind),
        "document": document,
        "band": bands.get(document.variant, "") if document else "",
        "others": [(one, bands.get(one.variant, "")) for one in documents if one != document],
    }
    if document:
        windows = list(document.windows.standing().order_by("closes_on"))
        spoken = heard(document, get_language() or "es")
        context |= {
            "heard": spoken,
            "was_asked": bool(windows),
            "last": windows[-1].closes_on if windows else None,
            "is_open": bool(windows) and windows[-1].closes_on >= today(),
            "review_url": review_url(one_kind, document),
            "headings": _headings(windows[-1].texts if windows else document.sections, one_kind),
        }
    return render(request, "documents/review/answers.html", context)


@audience("public")
@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address in a message, which names no school, leads to the draft."""
    window = get_object_or_404(ReviewWindow.objects.select_related("document__owner"), pk=pk)
    document = window.document
    _school, kind = found(document.owner.slug, document.kind)
    return redirect(review_url(kind, document))


def review_url(kind: Kind, document: Document) -> str:
    """The page of a document's draft; its variant is named where it has one."""
    tail = f"?for={document.variant}" if document.variant else ""
    return f"{kind.address(document.owner.slug, 'review')}{tail}"


def _keep(request: HttpRequest, window: ReviewWindow, form: CommentForm) -> Comment:
    said = form.said()
    # Who goes back and writes something else means another comment; two taps mean one.
    key = f"{form.cleaned_data['key'] or get_random_string(32)}|{fingerprint(f'{said.key} {said.text}')}"
    sender = str(get_adapter().get_client_ip(request))
    return actions.comment(window, said, form_key=key, sender=sender)


def _window(school: School, kind: str, pk: int) -> ReviewWindow:
    rows = ReviewWindow.objects.select_related("document__owner").filter(document__owner=school, document__kind=kind)
    window: ReviewWindow = get_object_or_404(rows, pk=pk)
    return window


def _sections(window: ReviewWindow, kind: Kind) -> list[dict[str, Any]]:
    """The parts as they were laid open, in the page's language."""
    language = get_language() or "es"
    return [
        {"key": row.key, "heading": kind.heading_of(row), "text": getattr(row, f"text_{language}")}
        for row in window.texts.all()
    ]


def _headings(rows: Any, kind: Kind) -> dict[str, str]:
    return {row.key: str(kind.heading_of(row)) for row in rows.all()}
