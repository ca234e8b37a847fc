"""Days without school and counts of students, entered and taken back at the county."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext

from accounts.audience import audience
from accounts.views.kept import keeps_typed
from schools.actions import close, count_students
from schools.choices import SchoolKind
from schools.forms import CountForm, DayOffForm, VoidForm
from schools.models import DayOff, EnrolmentCount
from schools.views.scope import form_page, kept, me, school_of, take_back

ENTERS = "schools.designate_school"


@keeps_typed(DayOffForm)
@audience("county")
def add_day(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, ENTERS)
    here = pgettext("staff", "Answers promised in school days skip this day at this school.")
    everywhere = pgettext("staff", "Answers promised in school days skip this day at every school.")
    return form_page(
        request,
        school,
        DayOffForm(request.POST or None),
        lambda data: close(school, by=me(request), **data),
        title=pgettext("staff", "A day without school"),
        lead=everywhere if school.kind == SchoolKind.OFFICE else here,
        button=pgettext("staff", "Enter it"),
        done=pgettext("staff", "The day is entered."),
    )


@keeps_typed(VoidForm)
@audience("county")
def void_day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a day back where it was entered: every school's at the office, a school's own at the school."""
    school = school_of(request, slug, ENTERS)
    own = None if school.kind == SchoolKind.OFFICE else school.pk
    row = get_object_or_404(DayOff.objects.select_related("voided_by"), pk=pk, school=own)
    title = pgettext("staff", "Take back %(name)s") % {"name": row.name}
    lead = pgettext("staff", "From now on it is a school day. Promises made already keep their day.")
    return take_back(request, school, row, title, lead)


@audience("county")
def add_count(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, ENTERS)
    return form_page(
        request,
        school,
        CountForm(request.POST or None),
        lambda data: count_students(school, by=me(request), **data),
        title=pgettext("staff", "How many students are enrolled"),
        lead=pgettext("staff", "Numbers only, as the school counted them."),
        button=pgettext("staff", "Enter it"),
        done=pgettext("staff", "The count is entered."),
    )


@keeps_typed(VoidForm)
@audience("county")
def void_count(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, ENTERS)
    row = get_object_or_404(EnrolmentCount.objects.select_related("voided_by"), pk=pk, school=school)
    title = pgettext("staff", "Take back this count")
    return take_back(request, school, row, title, kept())
