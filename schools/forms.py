"""Forms of the county's pages on schools, and what every form of a staff page does with a refusal."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext, pgettext_lazy

from accounts.addresses import AddressField
from accounts.clock import today
from schools.choices import ALL_SCHOOLS, LANGUAGES, Operator, RoleKind, SchoolKind, TitleI
from schools.models import School

FIRST_YEAR, LAST_YEAR = 1950, 2100
BEGINS = pgettext_lazy("staff", "From")


def submitted(form: forms.BaseForm) -> bool:
    """Whether a posted form is to be acted on: not when only the language was switched, and what was typed stays."""
    if "switch_language" in form.data:
        form.errors.clear()
        return False
    return form.is_valid()


def refuse(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Show an action's refusal on the form: beside the field it names, else above them all."""
    by_field = getattr(refusal, "error_dict", None) or {None: refusal}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


class DayField(forms.DateField):
    """A day people mean: typed years such as 0026 or 20226 are caught."""

    widget = forms.DateInput

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(pgettext("staff", "Check the year."))


class DesignationForm(forms.Form):
    """What binds a school from a day on."""

    on = DayField(
        label=BEGINS,
        help_text=pgettext_lazy("staff", "The first day it holds, often July 1."),
    )
    governed = forms.TypedChoiceField(
        label=pgettext_lazy("staff", "Does AR 6020 govern this school?"),
        choices=[("yes", pgettext_lazy("staff", "Yes")), ("no", pgettext_lazy("staff", "No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    operator = forms.ChoiceField(
        label=pgettext_lazy("staff", "Who operates it"), choices=Operator.choices, widget=forms.RadioSelect
    )
    agency = forms.CharField(
        label=pgettext_lazy("staff", "Agency for Title I"),
        help_text=pgettext_lazy(
            "staff", "The county office, or the charter itself if it receives federal money of its own."
        ),
        max_length=120,
        required=False,
    )
    title_i = forms.ChoiceField(
        label=pgettext_lazy("staff", "Title I status"),
        choices=[("", pgettext_lazy("staff", "Not known yet")), *TitleI.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    part = forms.ChoiceField(
        label=pgettext_lazy("staff", "Part the office decided"),
        help_text=pgettext_lazy(
            "staff", "Only for neglected set-aside or Part D only. Other schools follow from their status."
        ),
        choices=[
            ("", pgettext_lazy("staff", "Not decided")),
            ("B", pgettext_lazy("staff", "Part B")),
            ("C", pgettext_lazy("staff", "Part C")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=pgettext_lazy("staff", "Why"),
        help_text=pgettext_lazy("staff", "Needed with a decided part. A monitor will read it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("staff", "Why it never held"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppointForm(forms.Form):
    """A role for a staff account that exists."""

    email = AddressField(
        label=pgettext_lazy("staff", "Email of the person’s staff account"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("staff", "Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=pgettext_lazy("staff", "Language (for an approver)"),
        choices=[("", pgettext_lazy("staff", "None")), *LANGUAGES],
        required=False,
    )
    on = DayField(label=BEGINS, initial=today)

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at_office = school.kind == SchoolKind.OFFICE
        field: Any = self.fields["kind"]
        field.choices = [choice for choice in RoleKind.choices if at_office or choice[0] not in ALL_SCHOOLS]


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    ends_on = DayField(label=pgettext_lazy("staff", "First day without it"), initial=today)


class DayOffForm(forms.Form):
    """A weekday without school."""

    on = DayField(label=pgettext_lazy("staff", "Day"))
    name = forms.CharField(
        label=pgettext_lazy("staff", "What the day is"),
        help_text=pgettext_lazy("staff", "For example: winter break, a holiday, a day for staff."),
        max_length=80,
    )


class CountForm(forms.Form):
    """Students enrolled on a day."""

    on = DayField(label=pgettext_lazy("staff", "Counted on"), initial=today)
    students = forms.IntegerField(label=pgettext_lazy("staff", "Students"), min_value=0, max_value=100_000)
    english_learners = forms.IntegerField(
        label=pgettext_lazy("staff", "Of them, students who learn English (optional)"),
        min_value=0,
        max_value=100_000,
        required=False,
    )


class ListForm(forms.Form):
    """What the list of schools shows: everything on a day, or what the office still has to confirm."""

    on = DayField(label=pgettext_lazy("staff", "On the day"), required=False)
    show = forms.ChoiceField(
        label=pgettext_lazy("staff", "Schools"),
        choices=[("", pgettext_lazy("staff", "All")), ("confirm", pgettext_lazy("staff", "To confirm"))],
        required=False,
    )
