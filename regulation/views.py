"""The rules as families read them: no account, no cookie, no query."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.audience import audience
from regulation.choices import Part
from regulation.provisions import (
    PROVISIONS,
    Provision,
    canonical,
    children,
    neighbours,
    of_part,
    parent,
)


@audience("public")
@require_safe
def provision_list(request: HttpRequest) -> HttpResponse:
    """All provisions by part, each with what stands under it folded away."""
    parts = [{"part": part, "intro": _intro(part), "groups": _groups(part)} for part in Part]
    return render(request, "regulation/list.html", {"parts": parts, "regulation_url": settings.REGULATION_URL})


@audience("public")
@require_safe
def provision_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One provision; another case of its code leads to its own address, an unknown code is a 404."""
    right = canonical(code)
    if right is None:
        raise Http404
    if right != code:
        query = request.META.get("QUERY_STRING", "")
        address = reverse("regulation:detail", args=[right])
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    provision = PROVISIONS[right]
    above = parent(right)
    before, after = neighbours(right)
    context = {
        "provision": provision,
        "facts": _facts(provision),
        "parent": PROVISIONS[above] if above else None,
        "children": children(right),
        "before": before,
        "after": after,
        "regulation_url": settings.REGULATION_URL,
    }
    return render(request, "regulation/detail.html", context)


def _groups(part: Part) -> list[dict[str, Any]]:
    """Provisions of the first level in runs: a run ends with one that has others under it, which are then listed."""
    groups: list[dict[str, Any]] = []
    for top in (provision for provision in of_part(part) if parent(provision.code) is None):
        if not groups or groups[-1]["under"]:
            groups.append({"tops": []})
        under = [provision for provision in of_part(part) if provision.code.startswith(f"{top.code}.")]
        groups[-1]["tops"].append(top)
        groups[-1]["under"] = under
    return groups


def _facts(provision: Provision) -> list[dict[str, str]]:
    """Whether it binds, how often, whose job it is and the law behind it: term, text and a small note (or "")."""
    reason = _("The rules say: as far as possible. If it cannot be done, the reason is written down.")
    rows = [
        {
            "term": _("Required or optional?"),
            "text": _("Required: it has to be done.") if provision.required else _("Optional: it may be done."),
            "note": reason if provision.practicable else "",
        },
        {"term": _("How often?"), "text": str(provision.cadence.label), "note": ""},
        {"term": _("Whose job is it?"), "text": _whose(provision.part), "note": ""},
    ]
    if provision.usc:
        law = _("A part of title 20 of the United States Code says the same.")
        rows.append({"term": _("The federal law behind it"), "text": f"20 USC {provision.usc}", "note": law})
    return rows


def _whose(part: Part) -> str:
    return {
        Part.A: _("The county office"),
        Part.B: _("Each school with Title I"),
        Part.C: _("Each school without Title I, with the county office"),
    }[part]


def _intro(part: Part) -> str:
    """Whom a part binds, in plain words."""
    return {
        Part.A: _(
            "What the county office does to help Title I schools work well with families. "
            "Title I is federal money. It lets a school give its students more support."
        ),
        Part.B: _(
            "What each school with Title I does. It writes this down in a sheet on how it works with families. "
            "That sheet is called its policy."
        ),
        Part.C: _(
            "What is done at each school that has no Title I money. The county office sees to it with the school."
        ),
    }[part]
