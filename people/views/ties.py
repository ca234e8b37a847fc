"""How a guardian and a student belong together: corrected, or ended by an order."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext

from accounts.audience import audience
from people.actions import correct_link, end_link
from people.forms import OrderForm, TieForm
from people.views.scope import (
    CHANGE,
    END,
    current_person,
    family_url,
    form_page,
    me,
    school_of,
    tie_of,
)


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
