"""What a coordinator fills in around a document: who helped, and what a body decided."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

from accounts.clock import today
from documents.choices import Body, ContributorRole

NEW_BODY = "another"


class ContributorForm(forms.Form):
    """Who helped develop the document: by role, by count, named only where one person wishes it."""

    role = forms.ChoiceField(
        label=pgettext_lazy("staff", "Who helped"), choices=ContributorRole.choices, widget=forms.RadioSelect
    )
    count = forms.IntegerField(label=pgettext_lazy("staff", "How many people"), min_value=1, max_value=5000, initial=1)
    how = forms.CharField(
        label=pgettext_lazy("staff", "How they took part"),
        help_text=pgettext_lazy("staff", "For example: read the draft at a meeting and changed two sections."),
        max_length=200,
        required=False,
    )
    name = forms.CharField(
        label=pgettext_lazy("staff", "Name (optional)"),
        help_text=pgettext_lazy("staff", "Only for one person who wants to be named. Families never see it here."),
        max_length=120,
        required=False,
    )
    on = forms.DateField(label=pgettext_lazy("staff", "On which day"), initial=today, widget=forms.DateInput)


class AdoptionForm(forms.Form):
    """A body's decision: which, when, with what vote."""

    body = forms.ChoiceField(
        label=pgettext_lazy("staff", "Which body decided"),
        choices=[
            *((value, capfirst(label)) for value, label in Body.choices),
            (NEW_BODY, pgettext_lazy("staff", "Another body")),
        ],
        widget=forms.RadioSelect,
        initial=Body.SITE_COUNCIL,
    )
    other_body = forms.CharField(
        label=pgettext_lazy("staff", "Name of the other body"),
        help_text=pgettext_lazy("staff", "Families read it on the page, in both languages as you write it here."),
        max_length=120,
        required=False,
    )
    on = forms.DateField(label=pgettext_lazy("staff", "On which day"), initial=today, widget=forms.DateInput)
    vote = forms.CharField(
        label=pgettext_lazy("staff", "With what vote"),
        help_text=pgettext_lazy("staff", "For example: 7 yes, 0 no, 1 did not vote."),
        max_length=120,
    )
    heard_on = forms.DateField(
        label=pgettext_lazy("staff", "Day of the public hearing (if there was one)"),
        required=False,
        widget=forms.DateInput,
    )

    def __init__(self, *args: Any, hearing: bool = False, **kwargs: Any) -> None:
        """hearing: a governing board decides after a public hearing, whose day is then asked for."""
        super().__init__(*args, **kwargs)
        if hearing:
            self.fields["body"].initial = Body.COUNTY_BOARD
            self.fields["heard_on"].label = pgettext("staff", "Day of the public hearing")

    def clean(self) -> dict[str, object]:
        """Another body needs its name."""
        cleaned = super().clean() or {}
        if cleaned.get("body") == NEW_BODY and not cleaned.get("other_body"):
            self.add_error("other_body", pgettext_lazy("staff", "Write the name of the body that decided."))
        return cleaned

    @property
    def named_body(self) -> str:
        """The known body's value or the other one's name."""
        chosen = self.cleaned_data["body"]
        return str(self.cleaned_data["other_body"] if chosen == NEW_BODY else chosen)

    @property
    def decision(self) -> dict[str, Any]:
        """What is recorded, by the names the action has for it."""
        given = {name: self.cleaned_data[name] for name in ("on", "vote", "heard_on")}
        return {"body": self.named_body, **given}


class SendForm(forms.Form):
    """The day a plan was sent on with families' comments."""

    on = forms.DateField(label=pgettext_lazy("staff", "On which day it is sent"), initial=today, widget=forms.DateInput)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=pgettext_lazy("staff", "Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
