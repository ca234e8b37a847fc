"""What a person at a school's desk may reach, and how a page with one form works."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.clock import now, today
from accounts.models import User
from people.actions import LooksAlike
from people.models import Enrolment, GuardianLink, Person
from schools.choices import TitleI, school_year, year_start
from schools.facts import bindings
from schools.forms import refuse, submitted
from schools.models import School

VIEW, CHANGE, END = "people.view_families", "people.change_families", "people.end_link"


def school_of(request: HttpRequest, slug: str, perm: str) -> School:
    """The school, if the person may do this there; else it reads as absent."""
    school: School = get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]
    if not request.user.has_perm(perm, school):
        raise Http404
    return school


def since(request: HttpRequest, school: School) -> date:
    """The day after which what ended is still shown here.

    A family that left is absent like any other: the school has no more need of it. But an end may be a slip, and who
    entered it must be able to take it back; within the school year of the end they still find the page, marked ended
    and without addresses. Those who only read do not.
    """
    return year_start(school_year(today())) if request.user.has_perm(CHANGE, school) else today()


def person_of(school: School, pk: int, day: date) -> Person:
    """A guardian whose link and whose student's enrolment were not over on a day, with what the school may see."""
    people = Person.objects.at_school(school.pk, day).with_families(school.pk, day).select_related("user")
    person: Person = get_object_or_404(people, pk=pk)
    return person


def current_person(school: School, pk: int) -> Person:
    """A guardian whose record the school may change: their link and the student's enrolment are not over."""
    people = Person.objects.at_school(school.pk, today()).with_families(school.pk, today())
    person: Person = get_object_or_404(people, pk=pk)
    return person


def enrolment_of(school: School, pk: int, day: date | None = None) -> Enrolment:
    """An enrolment that is not over, or was not on an earlier day."""
    rows = Enrolment.objects.here(school.pk, day or today()).select_related("child")
    row: Enrolment = get_object_or_404(rows, pk=pk)
    return row


def tie_of(school: School, person: Person, pk: int) -> GuardianLink:
    rows = GuardianLink.objects.to_enrolled(school.pk, today())
    row: GuardianLink = get_object_or_404(rows.select_related("child"), pk=pk, person=person)
    return row


def is_targeted(school: School) -> bool:
    """Whether participation in Title I matters here today (20 USC 6315)."""
    return bindings([school], today(), now())[school.pk].title_i == TitleI.TARGETED


def me(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  the audience has refused everyone else
    return user


def family_url(school: School, person_id: int | None) -> str:
    """The family's page, or the list where there is none."""
    if person_id is None:
        return reverse("people_desk:list", args=[school.slug])
    return reverse("people_desk:family", args=[school.slug, person_id])


def form_page(
    request: HttpRequest, school: School, form: forms.Form, act: Callable[[], str], **texts: Any
) -> HttpResponse:
    """Show a form, or do what it says and go where `act` leads; a refusal is shown beside what was typed.

    Args:
        act: does it with the form's cleaned data and returns the address to go on to.
        texts: title, lead, button, done (said afterwards), back (address), back_text.
    """
    alike: list[Person] = []
    if request.method == "POST" and submitted(form):
        try:
            address = act()
        except ValidationError as refusal:
            alike = refusal.people if isinstance(refusal, LooksAlike) else []
            refuse(form, refusal)
        else:
            messages.success(request, texts["done"])
            return redirect(address)
    context = {
        "school": school,
        "form": form,
        "alike": alike,
        "ask_another": alike or form.data.get("another"),
        **texts,
    }
    return render(request, "people/form.html", context)
