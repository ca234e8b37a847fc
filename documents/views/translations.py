"""The translation desk: what waits for an approver across all their schools, and for the county across all."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import today
from documents import kinds
from documents.choices import LANGUAGES, PROMISED_SCHOOL_DAYS, SENT_BACK, TextState
from documents.facts.translating import Place, Scope, Waiting, schools_waiting, waiting
from documents.views.found import may_approve, person
from schools.choices import ALL_SCHOOLS, RoleKind
from schools.models import School
from schools.rules import writes

PAGE = 50
SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


@audience("desk")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Drafts, stale and missing texts, the one promised first on top, each with the one thing to do next."""
    scope = _scope(request.user)
    if not scope:
        raise Http404
    chosen, names = _narrowed(request, scope), schools_waiting(scope, person(request))
    after = _place(request.GET.get("after", ""))
    rows = waiting(chosen, person(request), after, PAGE + 1, today())
    context = {
        "rows": [_row(request.user, one) for one in rows[:PAGE]],
        "languages": [code for code in LANGUAGES if code in scope],
        "language": request.GET.get("language", ""),
        "schools": names,
        "school_chosen": request.GET.get("school", ""),
        "filtered": chosen != scope,
        "days": PROMISED_SCHOOL_DAYS,
        "older_url": _more(request, rows[PAGE - 1].place) if len(rows) > PAGE else "",
        "newer_url": _more(request, None) if after else "",
    }
    return render(request, "documents/translations.html", context)


def _scope(user: Any) -> dict[str, Any]:
    """language -> schools: an approver's own; every language of every school for those who see them all."""
    if any(role.kind in ALL_SCHOOLS for role in user.roles):
        return dict.fromkeys(LANGUAGES, None)
    found: dict[str, Any] = {}
    for role in user.roles:
        if role.kind == RoleKind.APPROVER and role.language in LANGUAGES:
            found.setdefault(role.language, set()).add(role.school_id)
    return found


def _narrowed(request: HttpRequest, scope: dict[str, Any]) -> Scope:
    """What the filters leave of it; what is not within it leaves nothing."""
    chosen, slug = request.GET.get("language", ""), request.GET.get("school", "")
    left = {code: ids for code, ids in scope.items() if chosen not in LANGUAGES or code == chosen}
    if slug:
        slug = slug if SLUG.fullmatch(slug) else ""
        rows = School.objects.visible_to(person(request)).filter(slug=slug)
        mine = set(rows.values_list("pk", flat=True))
        left = {code: mine if ids is None else mine & ids for code, ids in left.items()}
    return left


def _row(user: Any, one: Waiting) -> dict[str, Any]:
    """A text with its words and the next step of this person."""
    kind = kinds.get(one.kind)
    heading = one.headings[get_language() or "es"] or kind.heading(one.key) if one.key else one.says
    own = one.written_by_id == user.pk
    approves = may_approve(user, one.school_id, one.language)
    return {"text": one, "kind": kind, "heading": heading, "next": _next(user, one, approves, own), "own": own}


def _next(user: Any, one: Waiting, approves: bool, own: bool) -> str:
    if one.state == TextState.MISSING:
        return pgettext("staff", "Write it") if writes(user, one.school_id) else pgettext("staff", "See the other text")
    if one.state == SENT_BACK:
        return pgettext("staff", "Read the remark, then change it") if writes(user, one.school_id) else _changing()
    if approves and own:
        return pgettext("staff", "Another approver reads it")
    if approves and one.state == TextState.STALE:
        return pgettext("staff", "Compare both, then decide")
    if approves:
        return pgettext("staff", "Read and approve")
    if one.state == TextState.STALE and writes(user, one.school_id):
        return pgettext("staff", "Make it fit again")
    return pgettext("staff", "Look at it")


def _changing() -> str:
    return pgettext("staff", "Sent back: whoever writes it changes it")


def _place(value: str) -> Place | None:
    """A place in the list as the address carries it; nonsense is the beginning."""
    parts = value.split("~")
    try:
        since, tag, pk = datetime.fromisoformat(parts[0]), parts[1], int(parts[2])
    except (ValueError, IndexError):
        return None
    is_good = since.tzinfo is not None and 2000 < since.year < 2100 and 0 < pk < 2**63 and tag.isascii()
    return Place(since, tag[:20], pk) if is_good else None


def _more(request: HttpRequest, after: Place | None) -> str:
    kept = {name: request.GET[name] for name in ("language", "school") if request.GET.get(name)}
    if after:
        kept["after"] = f"{after.since.isoformat()}~{after.tag}~{after.pk}"
    return f"?{urlencode(kept)}"
