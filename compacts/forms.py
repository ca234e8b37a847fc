"""What is entered of the welcome packet, and why a week is taken back."""

from django import forms
from django.utils.translation import pgettext_lazy

from accounts.clock import today
from compacts.actions import MOST


def _count(label: object) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        min_value=0,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "small", "inputmode": "numeric"}),
    )


class HandoutForm(forms.Form):
    """A week, and how many packets were given in it in each language."""

    week = forms.DateField(label=pgettext_lazy("staff", "A day of the week"), initial=today, widget=forms.DateInput)
    es = _count(pgettext_lazy("staff", "In Spanish"))
    en = _count(pgettext_lazy("staff", "In English"))
    other = _count(pgettext_lazy("staff", "Explained in another language"))

    def given(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] or 0 for code in ("es", "en", "other")}


class WeekForm(forms.Form):
    """Why what was entered for a week is taken back."""

    reason = forms.CharField(
        label=pgettext_lazy("staff", "Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
