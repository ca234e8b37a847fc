"""One guardian's page: who they are, how to reach them, their students, and what may be corrected or ended."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import today
from accounts.views.kept import keeps_typed
from people.actions import correct_person
from people.forms import PersonForm
from people.models import Enrolment, Person
from people.views.scope import (
    CHANGE,
    END,
    VIEW,
    current_person,
    family_url,
    form_page,
    is_targeted,
    me,
    person_of,
    school_of,
    since,
)
from schools.models import Evidence


@audience("desk")
@require_safe
def family(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, VIEW)
    person = person_of(school, pk, since(request, school))
    current = _is_current(person)
    may_change = current and request.user.has_perm(CHANGE, school)
    context = {
        "school": school,
        "person": person,
        "today": today(),
        "current": current,
        "may_change": may_change,
        "may_correct": request.user.has_perm(CHANGE, school),
        "may_end": current and request.user.has_perm(END, school),
        "siblings": may_change and Enrolment.objects.siblings(pk, school.pk, today()).exists(),
        "targeted": is_targeted(school),
    }
    return render(request, "people/family.html", context)


def _is_current(person: Person) -> bool:
    """Whether a link and that student's enrolment here are not over, as current_person asks the database."""
    day = today()
    return any(
        not is_over(tie, day) and any(not is_over(row, day) for row in tie.child.here)
        for tie in person.ties  # type: ignore[attr-defined]
    )


def is_over(row: Evidence, day: date) -> bool:
    return row.ends_on is not None and row.ends_on <= day


@keeps_typed(PersonForm)
@audience("desk")
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    form = PersonForm(request.POST or None, initial={name: getattr(person, name) for name in PersonForm.base_fields})

    def act() -> str:
        correct_person(person, by=me(request), school_id=school.pk, **form.cleaned_data)
        return family_url(school, pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Names and languages"),
        lead=str(person),
        button=pgettext("staff", "Save"),
        done=pgettext("staff", "Saved."),
        back=family_url(school, pk),
        back_text=str(person),
    )
