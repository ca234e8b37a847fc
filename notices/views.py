"""The school's notices at the desk: what went out, to whom it got, and what goes on paper."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from accounts.audience import audience
from accounts.clock import now
from accounts.models import User
from notices import actions
from notices.choices import Language, Outcome, State
from notices.delivery.paper import PaperRow, paper_rows
from notices.delivery.text import preview
from notices.facts import by_language, tally
from notices.models import Notice, Recipient
from schools.models import School

PAGE = 50
TOLD = "told"
VIEW, CANCEL, NAMES, LETTERS = (
    "notices.view_notice",
    "notices.cancel_notice",
    "notices.view_recipients",
    "notices.print_letters",
)


@audience("desk")
@require_safe
def notice_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The school's notices, newest first, each with its tally in words."""
    school: School = get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]
    rows = Notice.objects.visible_to(request.user).filter(owner=school).order_by("-pk")  # type: ignore[arg-type]
    if before := _number(request, "before"):
        rows = rows.filter(pk__lt=before)
    notices = list(rows[: PAGE + 1])
    counts = tally([notice.pk for notice in notices])
    context = {
        "school": school,
        "rows": [_row(notice, counts[notice.pk]) for notice in notices[:PAGE]],
        "older_url": f"?before={notices[PAGE - 1].pk}" if len(notices) > PAGE else "",
        "newer_url": request.path if before else "",
    }
    return render(request, "notices/list.html", context)


@audience("desk")
@require_safe
def notice_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One notice: its texts, its tally, and for the school's own staff who is who."""
    notice = _notice(request, slug, pk, VIEW)
    counts = tally([pk])[pk]
    may_see = request.user.has_perm(NAMES, notice)
    told = Recipient.objects.filter(notice=notice, told=True).count()
    context = {
        "school": notice.owner,
        "notice": notice,
        "look": _look(notice, counts),
        "texts": preview(notice),
        "counts": _words(counts),
        "total": counts.total(),
        "languages": [(Language(code).label, number) for code, number in sorted(by_language([pk])[pk].items())],
        "told": told,
        "printed": counts[Outcome.PRINTED],
        "may_cancel": _can_be_undone(notice) and request.user.has_perm(CANCEL, notice),
        "may_print": request.user.has_perm(LETTERS, notice),
        "may_see": may_see,
        **(_people(request, notice) if may_see else {}),
    }
    return render(request, "notices/page.html", context)


@audience("desk")
@require_POST
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo a release before its first message leaves."""
    notice = _notice(request, slug, pk, CANCEL)
    try:
        actions.cancel(notice, by=_me(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, pgettext("staff", "Cancelled. Nobody was sent anything."))
    return redirect("notices_desk:page", slug, pk)


@audience("desk")
@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who goes home with a letter: to be handed over with one student, by class."""
    notice = _notice(request, slug, pk, LETTERS)
    rows = paper_rows(notice)
    context = {"school": notice.owner, "notice": notice, "classes": _by_class(rows), "total": len(rows)}
    return render(request, "notices/paper.html", context)


@audience("desk")
def letters(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The letters of one class, or of all, ready to print; each posting makes links anew, so a visit leads back."""
    notice = _notice(request, slug, pk, LETTERS)
    if request.method != "POST":
        return redirect("notices_desk:paper", slug, pk)
    wanted = request.POST.get("class")
    rows = [row for row in paper_rows(notice) if wanted is None or _class_key(row) == wanted]
    try:
        made = actions.print_letters(notice, rows, by=_me(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("notices_desk:paper", slug, pk)
    return render(request, "notices/letters.html", {"school": notice.owner, "notice": notice, "letters": made})


def _notice(request: HttpRequest, slug: str, pk: int, permission: str) -> Notice:
    """The notice, if the person may do this with it; else it reads as absent."""
    rows = Notice.objects.visible_to(request.user).select_related("owner")  # type: ignore[arg-type]
    notice: Notice = get_object_or_404(rows, pk=pk, owner__slug=slug)
    if not request.user.has_perm(permission, notice):
        raise Http404
    return notice


def _me(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  the audience has refused everyone else
    return user


def _number(request: HttpRequest, name: str) -> int:
    """A key from the address; 0 for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _can_be_undone(notice: Notice) -> bool:
    if notice.state == State.DRAFT:
        return True
    return notice.state != State.CANCELLED and notice.send_at is not None and notice.send_at > now()


def _look(notice: Notice, counts: Counter[str]) -> str:
    """Where a notice stands, in one of the words the page has: draft, undo, going, sent, cancelled."""
    if notice.state in (State.DRAFT, State.CANCELLED):
        return notice.state
    if _can_be_undone(notice):
        return "undo"
    return "going" if notice.state == State.RELEASED or counts[Outcome.UNDER_WAY] else "sent"


def _row(notice: Notice, counts: Counter[str]) -> tuple[Notice, list[tuple[str, Any, int]], str, int]:
    """A notice in the list: itself, its tally in words, where it stands, how many letters go on paper."""
    return notice, _words(counts), _look(notice, counts), counts[Outcome.PRINTED]


def _words(counts: Counter[str]) -> list[tuple[str, Any, int]]:
    """(outcome, its word, number) of each outcome that somebody has."""
    return [(outcome.value, outcome.label, counts[outcome]) for outcome in Outcome if counts[outcome]]


def _people(request: HttpRequest, notice: Notice) -> dict[str, Any]:
    """A part of the recipients: with one outcome, or to be called; by key."""
    chosen = request.GET.get("outcome", "")
    rows = Recipient.objects.filter(notice=notice).select_related("person").prefetch_related("deliveries")
    if chosen in Outcome.values:
        rows = rows.filter(outcome=chosen)
    elif chosen == TOLD:
        rows = rows.filter(told=True)
    else:
        chosen = ""
    after = _number(request, "after")
    found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    query = f"outcome={chosen}&" if chosen else ""
    return {
        "people": found[:PAGE],
        "chosen": chosen,
        "more_url": f"?{query}after={found[PAGE - 1].pk}#people" if len(found) > PAGE else "",
        "start_url": f"{request.path}?{query}#people" if after else "",
    }


def _class_key(row: PaperRow) -> str:
    return f"{row.class_name}|{row.grade}"


def _by_class(rows: list[PaperRow]) -> list[tuple[str, PaperRow, list[PaperRow]]]:
    """(key, first row, rows) of each class in order."""
    classes: dict[str, list[PaperRow]] = {}
    for row in rows:
        classes.setdefault(_class_key(row), []).append(row)
    return [(key, members[0], members) for key, members in classes.items()]
