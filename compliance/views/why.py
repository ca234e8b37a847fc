"""Why one cell of the matrix is what it is; the office's override and calendar day beside it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext

import schools.actions
from accounts.audience import audience
from accounts.choices import COUNTY_ROLES
from accounts.clock import now
from accounts.models import User
from compliance import actions
from compliance.explain import records
from compliance.forms import DueForm, FilterForm, OverrideForm, VoidForm
from compliance.matrix import rows
from compliance.models import DueDate, Override
from regulation.provisions import PROVISIONS
from schools.choices import RoleKind, SchoolKind
from schools.models import School, StaffRole


@audience("desk")
def why(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The rule, the records found, what is missing, whose turn it is."""
    school, context = _cell(request, slug, code)
    may = request.user.has_perm("compliance.override")
    context["crumbs"] = _crumbs(request, school)
    decided = _decisions(request.user, school, code, context["year"], may=may)  # type: ignore[arg-type]
    forms: dict[str, Any] = {"override_form": OverrideForm(), "due_form": DueForm()} if may else {}
    if request.method == "POST":
        if not may:
            raise Http404
        if "take_back" in request.POST:
            done = _take_back(request, decided)
        else:
            done, forms = _change(request, school, code, context["year"], forms)
        if done:
            return redirect(request.get_full_path())
    context["decisions"] = decided.values()
    return render(request, "compliance/why.html", context | forms)


def _decisions(user: User, school: School, code: str, year: int, *, may: bool) -> dict[str, dict[str, Any]]:
    """What the office decided for this cell and has not taken back, each with the form that takes it back."""
    here = {"provision": code, "for_year": year}
    overrides = Override.objects.visible_to(user).standing().filter(school=school, **here)
    days = DueDate.objects.visible_to(user).standing().filter(**here)
    days = days.filter(Q(school=school) | Q(school__kind=SchoolKind.OFFICE))
    found = [("standing", row) for row in overrides.select_related("entered_by").order_by("on", "pk")]
    found += [("day", row) for row in days.select_related("entered_by", "school").order_by("entered_at", "pk")]
    return {
        f"{name}-{row.pk}": {
            "key": f"{name}-{row.pk}",
            "name": name,
            "row": row,
            "form": VoidForm(auto_id=f"id_{name}-{row.pk}_%s") if may else None,
        }
        for name, row in found
    }


def _take_back(request: HttpRequest, decided: dict[str, dict[str, Any]]) -> bool:
    """One decision voided with its reason; False where the reason is to be written first."""
    one = decided.get(request.POST["take_back"])
    if one is None:
        gone = pgettext("staff", "Someone else has changed this in the meantime. Open the page again to see it.")
        messages.error(request, gone)
        return True
    one["form"] = form = VoidForm(request.POST, auto_id=one["form"].auto_id)
    if not form.is_valid():
        return False
    try:
        schools.actions.void(one["row"], by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, pgettext("staff", "Taken back. The past as it was known stays as it was."))
    return True


def _crumbs(request: HttpRequest, school: School) -> list[tuple[str, str]]:
    """The way back: for the county to the matrix with its filters, for everyone to the school's desk."""
    desk = [(school.name, reverse("desk:year", args=[school.slug]))]
    if not COUNTY_ROLES & {role.kind for role in request.user.roles}:  # type: ignore[union-attr]
        return desk
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [(pgettext("staff", "Matrix"), reverse("county:matrix") + query), *desk]


def _cell(request: HttpRequest, slug: str, code: str) -> tuple[School, dict[str, Any]]:
    school = get_object_or_404(School.objects.visible_to(request.user).listed(), slug=slug)  # type: ignore[arg-type]
    form = FilterForm(request.GET)
    form.is_valid()
    year, on = form.school_year(), form.day()
    everyone = School.objects.listed() if code.startswith("A") else [school]
    row = next((row for row in rows(everyone, year, on, form.value("known_at") or now()) if row.school == school), None)
    if row is None or code not in row.standings:
        raise Http404
    standing = row.standings[code]
    return school, {
        "school": school,
        "provision": PROVISIONS[code],
        "standing": standing,
        "records": records(standing.records),
        "year": year,
        "on": on,
        "known_at": form.value("known_at"),
        "query": request.GET.urlencode(),
        "asked": form,
        "turn": _whose_turn(school),
        "is_shown_by_strategies": code == "A5" and bool(COUNTY_ROLES & {role.kind for role in request.user.roles}),  # type: ignore[union-attr]
    }


def _whose_turn(school: School) -> StaffRole | None:
    """The school's coordinator: who is asked next."""
    live = StaffRole.objects.standing().filter(school=school, kind=RoleKind.COORDINATOR, ends_on=None)
    return live.select_related("user").order_by("on").first()


def _change(
    request: HttpRequest, school: School, code: str, year: int, forms: dict[str, Any]
) -> tuple[bool, dict[str, Any]]:
    """Override or due day, as posted: (done, forms to show again)."""
    if "due_on" in request.POST:
        form: Any = DueForm(request.POST)
        forms["due_form"] = form
    else:
        form = OverrideForm(request.POST)
        forms["override_form"] = form
    if not form.is_valid():
        return False, forms
    data = form.cleaned_data
    try:
        if "due_on" in data:
            actions.set_due(school, code, year, data["due_on"], by=request.user)  # type: ignore[arg-type]
        else:
            actions.override(school, code, year, standing=data["standing"], reason=data["reason"], by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused)
        return False, forms
    return True, forms
