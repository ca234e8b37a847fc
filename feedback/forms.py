"""The form by which a family asks, and the one by which the school answers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import get_random_string
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.addresses import plain, validate_writable
from accounts.clock import today
from feedback.choices import Kind, Spoken

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
ASKABLE = [
    (Kind.QUESTION, _("I have a question or an idea")),
    (Kind.CALL, _("I would rather you call me")),
    (Kind.MEETING, _("I want a meeting with the school")),
    (Kind.FORMAT, _("I want it on paper, in large print or to hear it")),
]
# Where nothing can be done without a word of what is meant.
WRITTEN: dict[str, Any] = {
    Kind.QUESTION: _("Write your question or idea."),
    Kind.FORMAT: _("Write what you want, and how: on paper, large print, audio."),
}
DIGITS = range(7, 16)


class AskForm(forms.Form):
    """One thing to choose, one box to write in; the rest only where we are to answer."""

    kind = forms.ChoiceField(
        label=_("What would you like?"),
        choices=ASKABLE,
        widget=forms.RadioSelect,
        initial=Kind.QUESTION,
        error_messages={
            "required": _("Choose what you would like."),
            "invalid_choice": _("Choose what you would like."),
        },
    )
    detail = forms.CharField(
        label=_("Tell us in your own words"),
        help_text=_("Write in the language you prefer."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": _("This is too long for this box. Shorten it, or ask us to call you.")},
    )
    contact = forms.CharField(
        label=_("Your phone or email"),
        help_text=_("So that we can answer you. If you only want to say something, leave it empty."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium", "autocomplete": "tel"}),
    )
    speaks = forms.ChoiceField(
        label=_("In which language shall we speak with you?"),
        choices=Spoken.choices,
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )
    best_time = forms.CharField(
        label=_("What day and time suit you?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )
    may_leave_message = forms.ChoiceField(
        label=_("May we leave a message?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    # Machines fill every box; people don't see this one.
    website = forms.CharField(label=_("Leave this box empty"), required=False, max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.update(key=get_random_string(32), speaks="en" if get_language() == "en" else "es")
            if kind in dict(ASKABLE):
                self.initial["kind"] = kind

    def wanted(self) -> str:
        """The kind the page speaks of: what is chosen, or asked for by the address."""
        kind = str(self["kind"].value())
        return kind if kind in dict(ASKABLE) else str(Kind.QUESTION)

    def clean_contact(self) -> str:
        contact = plain(self.cleaned_data["contact"])
        if "@" in contact:
            try:
                validate_email(contact)
                validate_writable(contact)
            except ValidationError:
                raise ValidationError(_("Check the email: something is missing in it.")) from None
        elif contact and len(re.sub(r"\D", "", contact)) not in DIGITS:
            raise ValidationError(_("Write the number with its area code, like (209) 555-0100."))
        return contact

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this box empty. It is there to stop machines."))
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, contact = data.get("kind"), data.get("contact")
        if kind in WRITTEN and not data.get("detail") and "detail" not in self.errors:
            self.add_error("detail", WRITTEN[kind])
        if kind == Kind.CALL and (not contact or "@" in contact) and "contact" not in self.errors:
            self.add_error("contact", _("Write the number we can call."))
        if kind == Kind.MEETING and not contact and "contact" not in self.errors:
            self.add_error("contact", _("Write a phone or an email, so that we can agree on a day."))
        return data

    def wish(self) -> dict[str, Any]:
        """What feedback.actions.ask takes."""
        data = self.cleaned_data
        language = "en" if get_language() == "en" else "es"
        names = ("kind", "detail", "contact", "best_time", "name")
        return {
            **{name: data[name] for name in names},
            "language": language,
            "speaks": "" if data["speaks"] == language else data["speaks"],
            "may_leave_message": {"yes": True, "no": False}.get(data["may_leave_message"]),
        }


class ResponseForm(forms.Form):
    """What was done or said, and whether the family got what it asked for."""

    met = forms.ChoiceField(
        label=pgettext_lazy("staff", "What happened?"),
        choices=[
            ("yes", pgettext_lazy("staff", "Provided\nThe family gets what it asked for.")),
            ("no", pgettext_lazy("staff", "Answered\nThe family knows what we can and cannot do.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": pgettext_lazy("staff", "Choose what happened.")},
    )
    text = forms.CharField(
        label=pgettext_lazy("staff", "What was done or said"),
        help_text=pgettext_lazy("staff", "For the record; the family's name is not needed."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": pgettext_lazy("staff", "Write what was done or said.")},
    )
    on = forms.DateField(label=pgettext_lazy("staff", "On which day"), widget=forms.DateInput)
    cost_usd = forms.DecimalField(
        label=pgettext_lazy("staff", "What it cost, in dollars (optional)"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class ReasonForm(forms.Form):
    """Why something entered is taken back."""

    reason = forms.CharField(
        label=pgettext_lazy("staff", "Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": pgettext_lazy("staff", "Write the reason.")},
    )
