"""The section editor: both languages side by side, saved as they are typed; and an approver's yes."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import audience
from accounts.clock import now, today
from documents import actions, kinds
from documents.choices import LANGUAGES, State, TextState
from documents.facts import last_texts
from documents.facts.decided import decision
from documents.facts.helped import helpers, of_version
from documents.facts.news import proposal
from documents.facts.remarks import remarks
from documents.kinds import CHANGES, is_own
from documents.markup import LONGEST, fingerprint
from documents.models import Document, Section
from documents.views.comments import remarks as said_of
from documents.views.desk import approved, shown_states
from documents.views.found import WRITE, document_of, may_approve, person, sections_of
from documents.views.kept import keeps_typed_text, wants_json
from documents.views.panes import Saved, drawn, marks, pane
from regulation.provisions import PROVISIONS

CONFLICT = 409
MOST_DIGITS = 10


@keeps_typed_text
@audience("desk")
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """A section beside what the rules ask, last year's text and the other language."""
    document = document_of(request, slug, pk)
    rows, one = sections_of(document, key)
    if request.method != "POST":
        return _page(request, document, rows, one, Saved())
    if not request.user.has_perm(WRITE, document):
        raise Http404
    if "preview" in request.POST:
        return _previewed(request, document, rows, one)
    was_decided = document.state == State.ADOPTED
    saved = save(request, one)
    if was_decided and saved.fields:
        document.refresh_from_db(fields=["state"])
        saved.reopened = document.state == State.DRAFT
    if document.state == State.PUBLISHED and saved.refusals:
        return _too_late(request, document, rows, one, saved.typed)
    if wants_json(request):
        return _told(request, saved, document, rows, one)
    if saved.is_whole:
        return redirect(_onward(request, document, rows, one, saved))
    rows, one = sections_of(document, key)
    return _page(request, document, rows, one, saved, status=CONFLICT if saved.conflicts else 400)


@audience("desk")
@require_POST
def approve(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """An approver says yes to a draft, or that a stale text is still correct; then the next one that waits."""
    document = document_of(request, slug, pk)
    _rows, one = sections_of(document, key)
    language = request.POST.get("language", "")
    if language not in LANGUAGES or not may_approve(request.user, document.owner_id, language):
        raise Http404
    verb = actions.still_correct if request.POST.get("verb") == "still_correct" else actions.approve
    try:
        verb(one, language, by=person(request), **was_read(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("documents_desk:section", slug=slug, pk=pk, key=key)
    messages.success(request, pgettext("staff", "Approved. Here is what waits next."))
    return redirect("documents_desk:queue", slug=slug)


@audience("desk")
@require_POST
def lead(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Say which language the section is written in first."""
    document = document_of(request, slug, pk, WRITE)
    _rows, one = sections_of(document, key)
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    try:
        actions.set_source(one, language, by=person(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("documents_desk:section", slug=slug, pk=pk, key=key)


@audience("desk")
@require_POST
def propose(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Put a first draft of what changes into both languages, where nothing is written yet."""
    document = document_of(request, slug, pk, WRITE)
    rows, one = sections_of(document, key)
    if key != CHANGES.key:
        raise Http404
    texts = proposal(document, rows, kinds.get(document.kind))
    try:
        for code in sorted(texts, key=one.source_language.__ne__):
            if not getattr(one, f"text_hash_{code}"):
                one = actions.write(one, code, texts[code], revision=one.revision, by=person(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    if not texts:
        messages.success(request, pgettext("staff", "No section says anything else than in the edition before."))
    return redirect("documents_desk:section", slug=slug, pk=pk, key=key)


def save(request: HttpRequest, one: Section) -> Saved:
    """Write each language that was touched; one that cannot be written keeps the others from nothing."""
    saved = Saved()
    # The source first: a translation written with it in one go answers to the new text, not to the old one.
    for code in sorted(LANGUAGES, key=one.source_language.__ne__):
        typed = request.POST.get(code)
        if typed is None or fingerprint(typed) == request.POST.get(f"base_{code}"):
            continue
        saved.typed[code] = typed
        try:
            one = actions.write(
                one, code, typed, revision=_number(request.POST.get(f"revision_{code}", "")), by=person(request)
            )
        except actions.Conflict as conflict:
            saved.conflicts[code] = conflict
        except ValidationError as refusal:
            saved.refusals[code] = " ".join(refusal.messages)
        else:
            saved.fields |= {f"revision_{code}": str(one.revision), f"base_{code}": fingerprint(typed)}
    return saved


def _previewed(request: HttpRequest, document: Document, rows: list[Section], one: Section) -> HttpResponse:
    """What was typed as families would see it; nothing is saved and nothing is lost."""
    typed = {code: request.POST[code] for code in LANGUAGES if code in request.POST}
    if wants_json(request):
        return JsonResponse({code: drawn(text, code) for code, text in typed.items()})
    carried = {
        f"{name}_{code}": request.POST.get(f"{name}_{code}", "") for name in ("revision", "base") for code in LANGUAGES
    }
    return _page(request, document, rows, one, Saved(typed=typed, fields=carried, previews=True))


def _too_late(
    request: HttpRequest, document: Document, rows: list[Section], one: Section, typed: dict[str, str]
) -> HttpResponse:
    """Published while somebody wrote: the page as published, and what they typed, with how to put it in."""
    if not wants_json(request):
        return _page(request, document, rows, one, Saved(), status=400, late=list(typed.items()))
    said = pgettext(
        "staff",
        "This document was published while you were writing. What you typed stays here. Press “Begin a new version” on"
        " the document’s page in another tab: then it is saved here by itself.",
    )
    return JsonResponse({"message": said}, status=400)


def _page(
    request: HttpRequest,
    document: Document,
    rows: list[Section],
    one: Section,
    saved: Saved,
    status: int = 200,
    late: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    kind = kinds.get(document.kind)
    spec = kind.spec(one.key)
    last = last_texts(document.owner_id, document.kind, document.for_year, document.variant).get(one.key, {})
    sent_back = remarks(document)
    following, written = next_missing(rows, one), _last_written(one)
    context = {
        "school": document.owner,
        "document": document,
        "kind": kind,
        "section": one,
        "heading": kind.heading_of(one),
        **said_of(document, one.key),
        "asked": [PROVISIONS[code] for code in spec.provisions if code in PROVISIONS] if spec else [],
        "of_kind": spec is not None,
        "is_own": is_own(one.key),
        "may_take_out": is_own(one.key) and document.state == State.DRAFT and request.user.has_perm(WRITE, document),
        "last": [(code, last[code]) for code in LANGUAGES if last.get(code)],
        "panes": [
            pane(one, code, saved, request.user, sent_back)
            for code in sorted(LANGUAGES, key=one.source_language.__ne__)
        ],
        "outline": [(row, kind.heading_of(row), shown_states(row, sent_back)) for row in rows],
        "approved": {code: approved(rows, code) for code in LANGUAGES},
        "next": following,
        "next_heading": kind.heading_of(following) if following else "",
        "contributors": of_version(helpers(document), list(document.editions.live())),
        "may_write": request.user.has_perm(WRITE, document)
        and document.state != State.PUBLISHED
        and not document.legacy,
        "late": late,
        "decision": decision(document) if request.user.has_perm(WRITE, document) else None,
        "conflicts": saved.conflicts,
        "refusals": saved.refusals,
        "previews": saved.previews,
        "may_propose": one.key == CHANGES.key and not any(getattr(one, f"text_hash_{code}") for code in LANGUAGES),
        "most": LONGEST,
        "saved_at": written,
        "saved_before": written is not None and timezone.localdate(written) != today(),
        "unsaved": saved.previews or not saved.is_whole,
    }
    return render(request, "documents/section.html", context, status=status)


def next_missing(rows: list[Section], one: Section) -> Section | None:
    """The next section after this one, round to the first, that is not approved in both languages."""
    place = rows.index(one)
    round_trip = [*rows[place + 1 :], *rows[:place]]
    return next((row for row in round_trip if _lacks(row)), None)


def _lacks(row: Section) -> bool:
    return any(getattr(row, f"state_{code}") != TextState.APPROVED for code in LANGUAGES)


def _onward(request: HttpRequest, document: Document, rows: list[Section], one: Section, saved: Saved) -> str:
    """Everything is saved; where to go: the same section in the address’s language, or the next one lacking."""
    key = one.key
    if "next" in request.POST and (following := next_missing(rows, one)):
        key = following.key
    if saved.reopened:
        messages.warning(request, _again())
    elif key == one.key and "switch_language" not in request.POST:
        messages.success(request, pgettext("staff", "Saved."))
    return reverse("documents_desk:section", args=[document.owner.slug, document.pk, key])


def _told(request: HttpRequest, saved: Saved, document: Document, rows: list[Section], one: Section) -> JsonResponse:
    """What autosave is told: when it was kept, from which revision to go on, each language's marks; or what hinders.

    The form's own button posts so as well, with "onward": then where to go.
    """
    if saved.conflicts:
        code, conflict = next(iter(saved.conflicts.items()))
        body: dict[str, Any] = {"message": " ".join(conflict.messages), "url": request.path, "language": code}
        return JsonResponse(body | {"theirs": conflict.theirs, "fields": saved.fields}, status=CONFLICT)
    if saved.refusals:
        return JsonResponse({"message": " ".join(saved.refusals.values())}, status=400)
    if "onward" in request.POST:
        return JsonResponse({"to": _onward(request, document, rows, one, saved)})
    at = timezone.localtime(now())
    # The English hour ends in a full stop of its own.
    said = render_to_string("documents/saved.txt", {"at": at}).strip().replace("..", ".")
    told: dict[str, Any] = {"message": said, "fields": saved.fields, "saved_at": at.isoformat()}
    if saved.reopened:
        told["message"] = f"{said} {_again()}"
        shown = {"decision": decision(document), "document": document, "section": one}
        told["decided"] = render_to_string("documents/stands_decided.html", shown)
    return JsonResponse(told | {"marks": marks(document.sections.get(key=one.key))})


def _again() -> str:
    return pgettext("staff", "Saved. The words that were decided on have changed: this has to be decided again.")


def _last_written(one: Section) -> Any:
    return max(filter(None, (getattr(one, f"written_at_{code}") for code in LANGUAGES)), default=None)


def was_read(request: HttpRequest) -> dict[str, int]:
    """What stood on the page that approves: the text's revision, and the remark it was sent back with, if any."""
    return {name: _number(request.POST.get(name, "")) for name in ("revision", "remark")}


def _number(value: str) -> int:
    """A revision as posted; nonsense counts as never having seen the text."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < MOST_DIGITS else 0
