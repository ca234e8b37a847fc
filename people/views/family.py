"""One guardian's page: who they are, how to reach them, their students, and what may be corrected or ended."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from accounts.audience import audience
from accounts.clock import today
from accounts.views.kept import keeps_typed
from people.actions import (
    Days,
    add_contact,
    confirm_contact,
    correct_enrolment,
    correct_link,
    correct_person,
    end_contact,
    end_enrolment,
    end_link,
    open_account,
    opt_in,
    opt_out,
)
from people.forms import ContactForm, EnrolmentForm, LeavingForm, OrderForm, PersonForm, TieForm
from people.models import ContactPoint, Enrolment, Person
from people.views.scope import (
    CHANGE,
    END,
    VIEW,
    current_person,
    enrolment_of,
    family_url,
    form_page,
    is_targeted,
    me,
    person_of,
    school_of,
    since,
    tie_of,
)
from schools.models import Evidence, School


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


@keeps_typed(ContactForm)
@audience("desk")
def new_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    form = ContactForm(request.POST or None)

    def act() -> str:
        data = form.cleaned_data
        try:
            add_contact(person, data["kind"], data["value"], by=me(request), source="school", school_id=school.pk)
        except ValidationError as refusal:
            raise ValidationError({"value": refusal.messages}) from None
        return family_url(school, pk)

    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "Another way to reach them"),
        lead=str(person),
        button=pgettext("staff", "Add it"),
        done=pgettext("staff", "Added."),
        back=family_url(school, pk),
        back_text=str(person),
    )


@audience("desk")
@require_POST
def change_contact(request: HttpRequest, slug: str, pk: int, contact: int, verb: str) -> HttpResponse:
    """One button beside an address: take it away, confirm it, stop or resume messages, or let it sign in."""
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    row = get_object_or_404(person.contact_points.in_use(), pk=contact)
    if verb not in VERBS:
        raise Http404
    try:
        VERBS[verb](request, school, person, row)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, pgettext("staff", "Done."))
    return redirect(family_url(school, pk))


VERBS: dict[str, Callable[[HttpRequest, School, Person, ContactPoint], object]] = {
    "end": lambda request, school, person, row: end_contact(row, by=me(request), school_id=school.pk),
    "confirm": lambda request, school, person, row: confirm_contact(row, by=me(request), school_id=school.pk),
    "stop": lambda request, school, person, row: opt_out(row, by=me(request)),
    "resume": lambda request, school, person, row: opt_in(row, by=me(request)),
    "account": lambda request, school, person, row: open_account(person, row, by=me(request), school_id=school.pk),
}


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


@audience("desk")
def end_tie(request: HttpRequest, slug: str, pk: int, link: int) -> HttpResponse:
    school = school_of(request, slug, END)
    person = current_person(school, pk)
    row = tie_of(school, person, link)
    form = OrderForm(request.POST or None)

    def act() -> str:
        end_link(row, order_seen_on=form.cleaned_data["order_seen_on"], by=me(request))
        return family_url(school, pk)

    names = {"person": person, "child": row.child.given_name}
    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "End the link between %(person)s and %(child)s") % names,
        lead=pgettext(
            "staff",
            "Only for an order you have seen yourself, not for what someone says. From the next moment on this person "
            "sees nothing of the student and is sent nothing. Your name stands beside it.",
        ),
        button=pgettext("staff", "I have seen the order: end the link"),
        done=pgettext("staff", "The link is ended."),
        back=family_url(school, pk),
        back_text=str(person),
    )


@audience("desk")
def correct_tie(request: HttpRequest, slug: str, pk: int, link: int) -> HttpResponse:
    school = school_of(request, slug, CHANGE)
    person = current_person(school, pk)
    row = tie_of(school, person, link)
    form = TieForm(request.POST or None, initial={name: getattr(row, name) for name in TieForm.base_fields})

    def act() -> str:
        correct_link(row, by=me(request), **form.cleaned_data)
        return family_url(school, pk)

    names = {"person": person, "child": row.child.given_name}
    return form_page(
        request,
        school,
        form,
        act,
        title=pgettext("staff", "How %(person)s and %(child)s belong together") % names,
        lead=pgettext("staff", "What was known until now stays in the records."),
        button=pgettext("staff", "Save"),
        done=pgettext("staff", "Saved."),
        back=family_url(school, pk),
        back_text=str(person),
    )
