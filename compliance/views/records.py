"""Attested actions of a school: list, enter, read, take back; the file through a permission-checked view."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

import schools.actions
from accounts.audience import audience
from accounts.clock import now, today
from accounts.views.kept import keeps_typed
from compliance import actions
from compliance.forms import ActionForm, FilterForm, VoidForm
from compliance.models import Action
from regulation.provisions import PROVISIONS
from schools.choices import SchoolKind, school_year
from schools.facts import bindings
from schools.models import School


@audience("desk")
@require_safe
def action_list(request: HttpRequest, slug: str) -> HttpResponse:
    school = _school(request, slug)
    rows = Action.objects.visible_to(request.user).standing().filter(school=school).order_by("-on", "-pk")  # type: ignore[arg-type]
    form = FilterForm(request.GET)
    form.is_valid()
    year, this = form.school_year(), school_year(today())
    written = rows.order_by().values_list("for_year", flat=True).distinct()
    context = {
        "school": school,
        "years": [one for one in sorted({this, *written}, reverse=True) if one != year],
        "rows": [(row, PROVISIONS[row.provision]) for row in rows.filter(for_year=year)],
        "year": year,
    }
    return render(
        request, "compliance/actions.html", context | {"may_write": request.user.has_perm("compliance.attest", school)}
    )


@keeps_typed(ActionForm)
@audience("desk")
def action_new(request: HttpRequest, slug: str) -> HttpResponse:
    school = _school(request, slug)
    if not request.user.has_perm("compliance.attest", school):
        raise Http404
    part = _part(school)
    initial = {"on": today(), "provision": request.GET.get("provision", "")}
    form = ActionForm(request.POST or None, request.FILES or None, school=school, part=part, initial=initial)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            action = actions.attest(school, data.pop("provision"), part=part, by=request.user, **data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            said = pgettext("staff", "Written down. It counts for %(code)s, in the school year %(year)s.")
            messages.success(request, said % {"code": action.provision, "year": year_words(action.for_year)})
            return redirect(f"{reverse('compliance_desk:list', args=[slug])}?year={action.for_year}")
    return render(request, "compliance/action_new.html", {"school": school, "form": form})


@audience("desk")
def action_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    action = _action(request, slug, pk)
    may_void = request.user.has_perm("compliance.void_action", action.school)
    late = request.method == "POST" and may_void and action.voided_at is not None
    form = VoidForm(request.POST or None) if may_void and action.voided_at is None else None
    if request.method == "POST" and not late:
        if form is None:
            raise Http404
        if form.is_valid():
            schools.actions.void(action, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
            messages.success(request, pgettext("staff", "Taken back. The past as it was known stays as it was."))
            return redirect("compliance_desk:list", slug)
    context: dict[str, Any] = {
        "school": action.school,
        "action": action,
        "provision": PROVISIONS[action.provision],
        "form": form,
    }
    # Taken back meanwhile: the page says so, and the post changed nothing.
    return render(request, "compliance/action.html", context, status=409 if late else 200)


@audience("desk")
@require_safe
def action_file(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The file of an action, always as a download."""
    action = _action(request, slug, pk)
    if not action.file:
        raise Http404
    return FileResponse(action.file.open(), as_attachment=True, filename=action.file_name)


def year_words(year: int) -> str:
    """A school year by its first year: 2026 is 2026-27."""
    return f"{year}-{(year + 1) % 100:02d}"


def _school(request: HttpRequest, slug: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]


def _action(request: HttpRequest, slug: str, pk: int) -> Action:
    rows = Action.objects.visible_to(request.user).select_related("school", "entered_by")  # type: ignore[arg-type]
    found: Action = get_object_or_404(rows, school__slug=slug, pk=pk)
    return found


def _part(school: School) -> str:
    if school.kind == SchoolKind.OFFICE:
        return "A"
    return bindings([school], today(), now())[school.pk].part
