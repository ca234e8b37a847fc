"""Entering a family by hand: the whole on one page, then further guardians and students."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext

from accounts.audience import audience
from accounts.clock import today
from accounts.views.kept import keeps_typed
from people.actions import add_guardian, add_student, enter_family, link
from people.choices import grade_name
from people.forms import FamilyForm, GuardianForm, SiblingForm, StudentForm
from people.models import Child, Enrolment
from people.views.scope import (
    CHANGE,
    current_person,
    enrolment_of,
    family_url,
    form_page,
    is_targeted,
    me,
    school_of,
)


@keeps_typed(FamilyForm)
@audience("desk")
def new_family(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    form = FamilyForm(request.POST or None, targeted=is_targeted(school))

    def act() -> str:
        another = form.cleaned_data["another"]
        person = enter_family(school, form.guardian(), form.student(), form.tie(), by=me(request), another=another)
        return family_url(school, person.pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Enter a family"),
        lead=pgettext(
            "staff", "One adult and one student; others are added afterwards. Never ask for papers or status."
        ),
        button=pgettext("staff", "Enter the family"),
        done=pgettext("staff", "The family is entered."),
        back=family_url(school, None),
        back_text=pgettext("staff", "Families"),
    )


@keeps_typed(GuardianForm)
@audience("desk")
def new_guardian(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another guardian of a student: by the enrolment, since a student may have none so far."""
    school = school_of(request, slug, CHANGE)
    enrolment = enrolment_of(school, pk)
    form = GuardianForm(request.POST or None)

    def act() -> str:
        data = form.cleaned_data
        person = add_guardian(
            school,
            enrolment.child,
            form.guardian(),
            form.tie(),
            on=data["on"],
            by=me(request),
            another=data["another"],
        )
        return family_url(school, person.pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Add an adult for %(name)s") % {"name": enrolment.child.given_name},
        lead=pgettext("staff", "They get messages of their own, in the language they read."),
        button=pgettext("staff", "Add them"),
        done=pgettext("staff", "Added."),
        back=family_url(school, None),
        back_text=pgettext("staff", "Families"),
    )


@keeps_typed(StudentForm)
@audience("desk")
def new_student(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    form = StudentForm(request.POST or None, targeted=is_targeted(school))

    def act() -> str:
        add_student(school, person, form.student(), form.tie(), by=me(request))
        return family_url(school, person.pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Add a student of %(name)s") % {"name": person},
        lead=pgettext("staff", "A brother or sister at this school who is not entered yet."),
        button=pgettext("staff", "Add the student"),
        done=pgettext("staff", "Added."),
        back=family_url(school, person.pk),
        back_text=str(person),
    )


@audience("desk")
def new_tie(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A student entered already, linked to one more guardian: those who share a guardian with this person's."""
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    siblings = Enrolment.objects.siblings(person.pk, school.pk, today())
    children = [(row.child_id, f"{row.child.given_name} · {grade_name(row.grade)}") for row in siblings]
    form = SiblingForm(request.POST or None, children=children)

    def act() -> str:
        data, tie = form.cleaned_data, form.tie()
        child = get_object_or_404(Child, pk=data["child"], pk__in=[row.child_id for row in siblings])
        rights = {"may_receive": tie.may_receive, "confidential": tie.confidential}
        link(person, child, tie.kind, on=data["on"], by=me(request), **rights)
        return family_url(school, person.pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Link %(name)s to another student") % {"name": person},
        lead=pgettext("staff", "A student of the same household who is entered already."),
        button=pgettext("staff", "Link them"),
        done=pgettext("staff", "Linked."),
        back=family_url(school, person.pk),
        back_text=str(person),
    )
