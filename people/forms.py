"""Forms of the families' pages at a school's desk."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import pgettext_lazy

from accounts.addresses import AddressField
from accounts.clock import today
from people.actions import Guardian, Student, Tie, normal
from people.choices import GRADE_CHOICES, ContactKind, LinkKind, Reads
from schools.forms import DayField

PARTICIPATING = {"": None, "yes": True, "no": False}


class GuardianFields(forms.Form):
    given_name = forms.CharField(label=pgettext_lazy("staff", "First name"), max_length=80)
    family_name = forms.CharField(label=pgettext_lazy("staff", "Last name (optional)"), max_length=80, required=False)
    reads = forms.ChoiceField(
        label=pgettext_lazy("staff", "Reads"),
        help_text=pgettext_lazy("staff", "Messages go out in this language; in both if it is not known."),
        choices=Reads.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    speaks = forms.CharField(
        label=pgettext_lazy("staff", "Speaks (optional)"),
        help_text=pgettext_lazy("staff", "The language to call or meet in, such as Mixteco or Punjabi."),
        max_length=40,
        required=False,
    )


class AddressFields(forms.Form):
    email = AddressField(
        label=pgettext_lazy("staff", "Email (optional)"), max_length=200, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=pgettext_lazy("staff", "Phone (optional)"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"class": "medium", "inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    texts = forms.BooleanField(
        label=pgettext_lazy("staff", "They said yes to text messages on this phone"),
        help_text=pgettext_lazy("staff", "Only if you asked them. Without it the number is for calls."),
        required=False,
    )
    paper = forms.BooleanField(
        label=pgettext_lazy("staff", "Also on paper, handed over with the student"), required=False
    )

    def clean_phone(self) -> str:
        """Judged with the rest of the page, so that everything to mend is shown at once."""
        phone: str = self.cleaned_data["phone"]
        return normal(ContactKind.TEXT, phone) if phone else ""

    def guardian(self) -> Guardian:
        """What was typed about the person."""
        return Guardian(**{name: self.cleaned_data[name] for name in Guardian._fields})


class StudentFields(forms.Form):
    child_name = forms.CharField(
        label=pgettext_lazy("staff", "Student’s first name"),
        help_text=pgettext_lazy("staff", "Only the first name is kept."),
        max_length=80,
    )
    grade = forms.ChoiceField(label=pgettext_lazy("staff", "Grade"), choices=[("", "—"), *GRADE_CHOICES])
    class_name = forms.CharField(
        label=pgettext_lazy("staff", "Class or room (optional)"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )  # fmt: skip
    participating = forms.ChoiceField(
        label=pgettext_lazy("staff", "Takes part in the Title I program"),
        help_text=pgettext_lazy("staff", "Not known is invited too. Families never see this."),
        choices=[
            ("", pgettext_lazy("staff", "Not known")),
            ("yes", pgettext_lazy("staff", "Yes")),
            ("no", pgettext_lazy("staff", "No")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, targeted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not targeted:
            del self.fields["participating"]

    def participates(self) -> bool | None:
        return PARTICIPATING[self.cleaned_data.get("participating", "")]


class EnrolmentDay(forms.Form):
    on = DayField(label=pgettext_lazy("staff", "First day at this school"), initial=today)


class TieFields(forms.Form):
    kind = forms.ChoiceField(
        label=pgettext_lazy("staff", "How they are related"), choices=LinkKind.choices, initial=LinkKind.PARENT
    )
    may_receive = forms.BooleanField(
        label=pgettext_lazy("staff", "May receive messages about the student"),
        help_text=pgettext_lazy(
            "staff", "Whoever cares for a student may, unless an order you have seen says otherwise."
        ),
        # A right, not a consent: an invitation forgotten is the graver slip.
        initial=True,
        required=False,
    )
    confidential = forms.BooleanField(
        label=pgettext_lazy("staff", "Keep this person confidential"),
        help_text=pgettext_lazy("staff", "Their name and addresses are shown to no other family."),
        required=False,
    )

    def tie(self) -> Tie:
        return Tie(**{name: self.cleaned_data[name] for name in Tie._fields})


class AnotherField(forms.Form):
    """Shown once someone looks alike."""

    another = forms.BooleanField(label=pgettext_lazy("staff", "I have looked: this is another person"), required=False)


class _Grouped(forms.Form):
    """A form drawn in named groups."""

    GROUPS: tuple[tuple[Any, type[forms.Form]], ...] = ()

    def groups(self) -> list[tuple[Any, list[BoundField]]]:
        return [(title, [self[n] for n in part.base_fields if n in self.fields]) for title, part in self.GROUPS]


GUARDIAN = (pgettext_lazy("staff", "The adult"), GuardianFields)
ADDRESSES = (pgettext_lazy("staff", "How to reach them"), AddressFields)
STUDENT = (pgettext_lazy("staff", "The student"), StudentFields)
DAY = ("", EnrolmentDay)
TIE = (pgettext_lazy("staff", "How they belong together"), TieFields)


class WithStudent(StudentFields, EnrolmentDay):
    """A student with the first day at the school."""

    def student(self) -> Student:
        """What was typed about the student."""
        data = self.cleaned_data
        return Student(data["child_name"], data["grade"], data["on"], data["class_name"], self.participates())


class FamilyForm(WithStudent, GuardianFields, AddressFields, TieFields, AnotherField, _Grouped):
    """A family on one page."""

    GROUPS = (GUARDIAN, ADDRESSES, STUDENT, DAY, TIE)


class GuardianForm(GuardianFields, AddressFields, TieFields, AnotherField, _Grouped):
    """Another guardian of a student."""

    GROUPS = (GUARDIAN, ADDRESSES, TIE, DAY)
    on = DayField(label=pgettext_lazy("staff", "From"), initial=today)


class StudentForm(WithStudent, TieFields, _Grouped):
    """Another student of a guardian."""

    GROUPS = (STUDENT, DAY, TIE)


class PersonForm(GuardianFields):
    """Names and languages, corrected."""


class EnrolmentForm(StudentFields):
    """What was entered of a student, corrected."""

    on = DayField(label=pgettext_lazy("staff", "First day at this school"))
    ends_on = DayField(
        label=pgettext_lazy("staff", "First day no longer at this school (optional)"),
        help_text=pgettext_lazy("staff", "Empty while the student is here. An end entered by mistake: take it out."),
        required=False,
    )


class TieForm(TieFields):
    """What was entered of a link, corrected."""


class SiblingForm(TieFields):
    """A student entered already, linked to one more guardian."""

    child = forms.TypedChoiceField(label=pgettext_lazy("staff", "Student"), coerce=int, widget=forms.RadioSelect)
    on = DayField(label=pgettext_lazy("staff", "From"), initial=today)
    field_order = ("child", "kind", "may_receive", "confidential", "on")

    def __init__(self, *args: Any, children: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["child"]
        field.choices = children


class ContactForm(forms.Form):
    """One more way to reach a person."""

    kind = forms.ChoiceField(label=pgettext_lazy("staff", "By"), choices=ContactKind.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label=pgettext_lazy("staff", "Address or number"),
        help_text=pgettext_lazy(
            "staff",
            "Text messages only if they said yes to them. Leave it empty for paper: no home address is kept.",
        ),
        max_length=200,
        required=False,
    )


class OrderForm(forms.Form):
    """An order that ends a link, seen by the person who enters it."""

    order_seen_on = DayField(label=pgettext_lazy("staff", "Day you saw the order"), initial=today)


class LeavingForm(forms.Form):
    ends_on = DayField(label=pgettext_lazy("staff", "First day no longer at this school"), initial=today)


class FilterForm(forms.Form):
    """The list's filters; they stand in the address, so no name is among them."""

    letter = forms.ChoiceField(
        label=pgettext_lazy("staff", "Last name begins with"),
        choices=[("", pgettext_lazy("staff", "Any")), *((sign, sign) for sign in "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")],
        required=False,
    )
    grade = forms.ChoiceField(
        label=pgettext_lazy("staff", "Grade"),
        choices=[("", pgettext_lazy("staff", "Any")), *GRADE_CHOICES],
        required=False,
    )
    reads = forms.ChoiceField(
        label=pgettext_lazy("staff", "Reads"),
        choices=[
            ("", pgettext_lazy("staff", "Any")),
            *((value, label) for value, label in Reads.choices if value),
            ("unknown", Reads.UNKNOWN.label),
        ],
        required=False,
    )


class SearchForm(forms.Form):
    """Posted, so that a name never stands in an address or a log."""

    words = forms.CharField(label=pgettext_lazy("staff", "Find a name, class or address"), max_length=80)
