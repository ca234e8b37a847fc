"""A strategy of the office: what was found, what is to be done about it, how well that is shown to work."""

from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy

from accounts.clock import today
from documents import kinds
from documents.actions.pointing import LONGEST_FINDING, LONGEST_STRATEGY
from documents.choices import Tier
from documents.forms.commenting import TidyField
from schools.choices import SchoolKind


class StrategyForm(forms.Form):
    """Both texts in one language: staff read them, and a document takes them up in both."""

    finding = TidyField(
        label=pgettext_lazy("staff", "What was found"),
        help_text=pgettext_lazy("staff", "A finding of the yearly review, in a sentence or two."),
        max_length=LONGEST_FINDING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = TidyField(
        label=pgettext_lazy("staff", "What you are going to do"),
        max_length=LONGEST_STRATEGY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tier = forms.ChoiceField(
        label=pgettext_lazy("staff", "How well it is shown to work"),
        choices=Tier.choices,
        widget=forms.RadioSelect,
        error_messages={"required": pgettext_lazy("staff", "Choose how well it is shown to work.")},
    )
    kind = forms.ChoiceField(label=pgettext_lazy("staff", "Which document takes it up"))
    language = forms.ChoiceField(
        label=pgettext_lazy("staff", "In which language you write"),
        choices=[("es", pgettext_lazy("staff", "Spanish")), ("en", pgettext_lazy("staff", "English"))],
        widget=forms.RadioSelect,
        initial="en",
    )
    on = forms.DateField(
        label=pgettext_lazy("staff", "On which day it was decided"), initial=today, widget=forms.DateInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_office = [kind for kind in kinds.every() if SchoolKind.OFFICE in kind.owners]
        # The policy first: A5 asks that findings change it where needed.
        of_office.sort(key=lambda kind: kind.name != "agency-policy")
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in of_office]  # type: ignore[attr-defined]
