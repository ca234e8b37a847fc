"""One school at the county: the dated facts that bind it and the people who work there."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from accounts.audience import audience
from accounts.choices import Kind
from accounts.clock import now, today
from accounts.models import User
from accounts.views.kept import keeps_typed
from schools.actions import appoint, confirm, designate, end_role
from schools.choices import Operator, school_year, year_start
from schools.facts import bindings
from schools.forms import AppointForm, DesignationForm, EndForm, VoidForm
from schools.models import DayOff, Designation, EnrolmentCount, School, StaffRole
from schools.views.scope import form_page, kept, me, school_of, take_back

# As many counts of students as are shown.
COUNTS = 10


@audience("county")
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug)
    context = {
        "school": school,
        "binding": bindings([school], today(), now())[school.pk],
        "designations": Designation.objects.history(school.pk),
        "roles": StaffRole.objects.open_at(school.pk, today()),
        "today": today(),
        "days": DayOff.objects.at(school.pk).filter(on__gte=year_start(school_year(today()))).order_by("on", "pk"),
        "counts": EnrolmentCount.objects.latest_of(school.pk)[:COUNTS],
        "may_designate": request.user.has_perm("schools.designate_school", school),
        "may_appoint": request.user.has_perm("schools.appoint_staff", school),
    }
    return render(request, "schools/detail.html", context)


@keeps_typed(DesignationForm)
@audience("county")
def enter_designation(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, "schools.designate_school")
    form = DesignationForm(request.POST or None, initial=_known(school))
    return form_page(
        request,
        school,
        form,
        lambda data: designate(school, by=me(request), **data),
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
    school = school_of(request, slug, "schools.designate_school")
    row = get_object_or_404(Designation.objects.standing(), pk=pk, school=school)
    try:
        confirm(row, by=me(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, pgettext("staff", "Confirmed."))
    return redirect("schools_county:detail", slug)


@keeps_typed(VoidForm)
@audience("county")
def void_designation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, "schools.designate_school")
    row = get_object_or_404(Designation.objects.select_related("voided_by"), pk=pk, school=school)
    title = pgettext("staff", "Take back what was entered")
    return take_back(request, school, row, title, kept())


@keeps_typed(AppointForm)
@audience("county")
def add_role(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, "schools.appoint_staff")
    return form_page(
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
    appoint(user, school, kind, by=me(request), on=on, language=language)


@audience("county")
def finish_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, "schools.appoint_staff")
    role = get_object_or_404(StaffRole.objects.open_at(school.pk, today()), pk=pk)
    return form_page(
        request,
        school,
        EndForm(request.POST or None),
        lambda data: end_role(role, by=me(request), **data),
        title=pgettext("staff", "End the role of %(name)s") % {"name": role.user.name},
        lead=pgettext("staff", "From that day on the person opens nothing of this school any more."),
        button=pgettext("staff", "End the role"),
        done=pgettext("staff", "The role has its end."),
    )
