"""One school at the county: the dated facts that bind it and the people who work there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from accounts.audience import audience
from accounts.choices import Kind
from accounts.clock import now, today
from accounts.models import User
from schools.actions import appoint, confirm, designate, end_role, void
from schools.choices import Operator, school_year, year_start
from schools.facts import bindings
from schools.forms import AppointForm, DesignationForm, EndForm, VoidForm, refuse, submitted
from schools.models import Designation, School, StaffRole


def _school(request: HttpRequest, slug: str, perm: str = "schools.view_school") -> School:
    """The school, if the person may do this there; else it reads as absent."""
    school: School = get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]
    if not request.user.has_perm(perm, school):
        raise Http404
    return school


@audience("county")
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    school = _school(request, slug)
    context = {
        "school": school,
        "binding": bindings([school], today(), now())[school.pk],
        "designations": Designation.objects.history(school.pk),
        "roles": StaffRole.objects.open_at(school.pk, today()),
        "today": today(),
        "may_designate": request.user.has_perm("schools.designate_school", school),
        "may_appoint": request.user.has_perm("schools.appoint_staff", school),
    }
    return render(request, "schools/detail.html", context)


def _form_page(
    request: HttpRequest, school: School, form: forms.Form, act: Callable[[dict[str, Any]], object], **texts: str
) -> HttpResponse:
    """Show a form, or do what it says: a refusal is shown beside what was typed."""
    if request.method == "POST" and submitted(form):
        try:
            act(form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, texts["done"])
            return redirect("schools_county:detail", school.slug)
    return render(request, "schools/form.html", {"school": school, "form": form, **texts})


@audience("county")
def enter_designation(request: HttpRequest, slug: str) -> HttpResponse:
    school = _school(request, slug, "schools.designate_school")
    form = DesignationForm(request.POST or None, initial=_known(school))
    return _form_page(
        request,
        school,
        form,
        lambda data: designate(school, by=_me(request), **data),
        title=pgettext("staff", "What binds this school"),
        lead=pgettext("staff", "The new facts hold from their day on; those before stay as they were known."),
        button=pgettext("staff", "Enter it"),
        done=pgettext("staff", "Entered. It shows as unconfirmed until someone confirms it."),
    )


def _known(school: School) -> dict[str, Any]:
    """What holds today, to start from."""
    now_known = bindings([school], today(), now())[school.pk]
    return {
        "on": year_start(school_year(today())),
        "governed": "yes" if now_known.governed else "no",
        "operator": now_known.operator or (Operator.CHARTER if school.federal_agency else Operator.OFFICE),
        "agency": now_known.agency,
        "title_i": now_known.title_i,
        "part": now_known.part,
        "reason": now_known.reason,
    }


@audience("county")
@require_POST
def confirm_designation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = _school(request, slug, "schools.designate_school")
    row = get_object_or_404(Designation.objects.standing(), pk=pk, school=school)
    try:
        confirm(row, by=_me(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, pgettext("staff", "Confirmed."))
    return redirect("schools_county:detail", slug)


@audience("county")
def void_designation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = _school(request, slug, "schools.designate_school")
    row = get_object_or_404(Designation.objects.standing(), pk=pk, school=school)
    return _form_page(
        request,
        school,
        VoidForm(request.POST or None),
        lambda data: void(row, by=_me(request), **data),
        title=pgettext("staff", "Take back what was entered"),
        lead=pgettext(
            "staff", "It stays in the records as taken back, with your reason. What was known before stays known."
        ),
        button=pgettext("staff", "Take it back"),
        done=pgettext("staff", "Taken back."),
    )


@audience("county")
def add_role(request: HttpRequest, slug: str) -> HttpResponse:
    school = _school(request, slug, "schools.appoint_staff")
    return _form_page(
        request,
        school,
        AppointForm(request.POST or None, school=school),
        lambda data: _appoint(request, school, **data),
        title=pgettext("staff", "Give a role"),
        lead=pgettext("staff", "The person needs a staff account first."),
        button=pgettext("staff", "Give the role"),
        done=pgettext("staff", "The role is given."),
    )


def _appoint(request: HttpRequest, school: School, *, email: str, kind: str, language: str, on: date) -> None:
    user = User.objects.by_email(email, kind=Kind.STAFF)
    if user is None:
        raise ValidationError({"email": pgettext("staff", "No staff account in use has this address.")})
    appoint(user, school, kind, by=_me(request), on=on, language=language)


@audience("county")
def finish_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = _school(request, slug, "schools.appoint_staff")
    role = get_object_or_404(StaffRole.objects.open_at(school.pk, today()), pk=pk)
    return _form_page(
        request,
        school,
        EndForm(request.POST or None),
        lambda data: end_role(role, by=_me(request), **data),
        title=pgettext("staff", "End the role of %(name)s") % {"name": role.user.name},
        lead=pgettext("staff", "From that day on the person opens nothing of this school any more."),
        button=pgettext("staff", "End the role"),
        done=pgettext("staff", "The role has its end."),
    )


def _me(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  the audience has refused everyone else
    return user
