"""What a person at a school's desk may reach, and how a page with one form works."""

from collections.abc import Callable
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
from schools.choices import TitleI
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


def person_of(school: School, pk: int) -> Person:
    """A guardian of a student who is or was at the school, with what the school may see of the family."""
    people = Person.objects.ever_at(school.pk).with_families(school.pk).select_related("user")
    person: Person = get_object_or_404(people, pk=pk)
    return person


def current_person(school: School, pk: int) -> Person:
    """A guardian whose record the school may change: their link and the student's enrolment are not over."""
    people = Person.objects.at_school(school.pk, today()).with_families(school.pk, today())
    person: Person = get_object_or_404(people, pk=pk)
    return person


def enrolment_of(school: School, pk: int) -> Enrolment:
    rows = Enrolment.objects.here(school.pk, today()).select_related("child")
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
