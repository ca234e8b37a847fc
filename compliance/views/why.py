"""Why one cell of the matrix is what it is; the office's override and calendar day beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext

from accounts.audience import audience
from accounts.choices import COUNTY_ROLES
from accounts.clock import now
from compliance import actions
from compliance.explain import records
from compliance.forms import DueForm, FilterForm, OverrideForm
from compliance.matrix import rows
from regulation.provisions import PROVISIONS
from schools.choices import RoleKind
from schools.models import School, StaffRole


@audience("desk")
def why(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The rule, the records found, what is missing, whose turn it is."""
    school, context = _cell(request, slug, code)
    may = request.user.has_perm("compliance.override")
    context["crumbs"] = _crumbs(request, school)
    forms: dict[str, Any] = {"override_form": OverrideForm(), "due_form": DueForm()} if may else {}
    if request.method == "POST":
        if not may:
            raise Http404
        done, forms = _change(request, school, code, context["year"], forms)
        if done:
            return redirect(request.get_full_path())
    return render(request, "compliance/why.html", context | forms)


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
