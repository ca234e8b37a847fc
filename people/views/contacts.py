"""How a guardian is reached: another address or number, and what is done about one."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from accounts.audience import audience
from accounts.views.kept import keeps_typed
from people.actions import (
    add_contact,
    confirm_contact,
    end_contact,
    open_account,
    opt_in,
    opt_out,
)
from people.forms import ContactForm
from people.models import ContactPoint, Person
from people.views.scope import (
    CHANGE,
    current_person,
    family_url,
    form_page,
    me,
    school_of,
)
from schools.models import School


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
