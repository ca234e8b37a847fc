"""A student's enrolment at a school: corrected, or ended when the student leaves."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext

from accounts.audience import audience
from accounts.views.kept import keeps_typed
from people.actions import Days, correct_enrolment, end_enrolment
from people.forms import EnrolmentForm, LeavingForm
from people.models import Enrolment, Person
from people.views.scope import (
    CHANGE,
    enrolment_of,
    family_url,
    form_page,
    is_targeted,
    me,
    school_of,
    since,
)
from schools.models import School


@keeps_typed(EnrolmentForm)
@audience("desk")
def correct_student(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    row = enrolment_of(school, pk, since(request, school))
    targeted = is_targeted(school)
    form = EnrolmentForm(request.POST or None, initial=_entered(row), targeted=targeted)

    def act() -> str:
        data = form.cleaned_data
        fresh = correct_enrolment(
            row,
            grade=data["grade"],
            class_name=data["class_name"],
            participating=form.participates() if targeted else row.participating,
            given_name=data["child_name"],
            days=Days(data["on"], data["ends_on"]),
            by=me(request),
        )
        return _back(request, school, fresh)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Correct what is entered of %(name)s") % {"name": row.child.given_name},
        lead=pgettext("staff", "What was known until now stays in the records."),
        button=pgettext("staff", "Save"),
        done=pgettext("staff", "Saved."),
        back=_back(request, school, row),
        back_text=pgettext("staff", "Back to the family"),
    )


def _entered(row: Enrolment) -> dict[str, object]:
    """What is entered of a student, as its form names it."""
    return {
        "child_name": row.child.given_name,
        "grade": row.grade,
        "class_name": row.class_name,
        "participating": {None: "", True: "yes", False: "no"}[row.participating],
        "on": row.on,
        "ends_on": row.ends_on,
    }


@audience("desk")
def student_leaves(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    row = enrolment_of(school, pk)
    form = LeavingForm(request.POST or None)
    back = _back(request, school, row)

    def act() -> str:
        fresh = end_enrolment(row, ends_on=form.cleaned_data["ends_on"], by=me(request))
        return _back(request, school, fresh)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "%(name)s leaves this school") % {"name": row.child.given_name},
        lead=pgettext("staff", "From that day on the family gets no more messages about this student from here."),
        button=pgettext("staff", "End the enrolment"),
        done=pgettext("staff", "The enrolment has its end."),
        back=back,
        back_text=pgettext("staff", "Back to the family"),
    )


def _back(request: HttpRequest, school: School, row: Enrolment) -> str:
    """The page of one of the student's guardians as far as it can be opened, or the list."""
    day = since(request, school)
    if row.ends_on is not None and row.ends_on <= day:
        return family_url(school, None)
    people = Person.objects.at_school(school.pk, day).filter(links__child=row.child_id, links__voided_at=None)
    return family_url(school, people.order_by("pk").values_list("pk", flat=True).first())
