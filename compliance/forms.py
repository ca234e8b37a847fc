"""Forms of the compliance room."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy

from accounts.clock import today
from compliance.actions import attestable
from compliance.choices import State
from regulation.choices import Force
from regulation.provisions import PROVISIONS
from schools.choices import school_year, year_end
from schools.models import School

FIRST_YEAR, LAST_YEAR = 2000, 2100
MAX_FILE = 10 * 1024 * 1024
FILE_TYPES = {"pdf": b"%PDF-", "png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}


class FilterForm(forms.Form):
    """What the matrix shows; its values live in the address."""

    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    on = forms.DateField(
        required=False,
        error_messages={"invalid": pgettext_lazy("staff", "Write the day like 2026-10-16 or 10/16/2026.")},
    )
    known_at = forms.DateTimeField(
        required=False,
        error_messages={"invalid": pgettext_lazy("staff", "Write day and time like 2026-10-16 12:00.")},
    )
    who = forms.ChoiceField(
        required=False,
        choices=[
            ("", pgettext_lazy("staff", "All schools")),
            ("charter", pgettext_lazy("staff", "Charters")),
            ("office", pgettext_lazy("staff", "Run by the office")),
        ],
    )
    standing = forms.ChoiceField(required=False, choices=[("", pgettext_lazy("staff", "Any standing")), *State.choices])
    force = forms.ChoiceField(
        required=False,
        choices=[
            ("", pgettext_lazy("staff", "Required, optional folded")),
            ("all", pgettext_lazy("staff", "Required and optional")),
        ],
    )

    def clean_on(self) -> date | None:
        """A day of a year the portal can speak of."""
        on: date | None = self.cleaned_data.get("on")
        if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
            raise forms.ValidationError(pgettext_lazy("staff", "Choose a day between 2000 and 2100."))
        return on

    def clean_known_at(self) -> datetime | None:
        known_at: datetime | None = self.cleaned_data.get("known_at")
        if known_at is not None and not FIRST_YEAR <= known_at.year <= LAST_YEAR:
            raise forms.ValidationError(pgettext_lazy("staff", "Choose a day between 2000 and 2100."))
        return known_at

    def value(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name)

    def school_year(self) -> int:
        return self.value("year") or school_year(self.value("on") or today())

    def day(self) -> date:
        """The day asked about: today, or June 30 of a past year."""
        return self.value("on") or min(today(), year_end(self.school_year()))


class ActionForm(forms.Form):
    """An attested action: which provision, when, what, who, and a file if there is one."""

    provision = forms.ChoiceField(label=pgettext_lazy("staff", "Which provision does it show?"))
    on = forms.DateField(label=pgettext_lazy("staff", "When was it done?"), widget=forms.DateInput)
    description = forms.CharField(
        label=pgettext_lazy("staff", "What was done?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    person = forms.CharField(label=pgettext_lazy("staff", "Who did it?"), max_length=120)
    file = forms.FileField(
        label=pgettext_lazy("staff", "File (optional)"),
        help_text=pgettext_lazy("staff", "A PDF, JPG or PNG of up to 10 MB."),
        required=False,
    )

    def __init__(self, *args: Any, school: School, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} {PROVISIONS[code].label()}") for code in attestable(school, part)
        ]

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if not upload:
            return upload
        head = upload.read(8)
        upload.seek(0)
        ending = upload.name.rsplit(".", 1)[-1].lower()
        if upload.size > MAX_FILE:
            raise forms.ValidationError(
                pgettext_lazy("staff", "The file is larger than 10 MB. Make it smaller and try again.")
            )
        if not head.startswith(FILE_TYPES.get(ending, b"\0never")):
            raise forms.ValidationError(pgettext_lazy("staff", "Choose a PDF, JPG or PNG file."))
        return upload


class VoidForm(forms.Form):
    reason = forms.CharField(label=pgettext_lazy("staff", "Why is it taken back?"), max_length=300)


class OverrideForm(forms.Form):
    standing = forms.ChoiceField(label=pgettext_lazy("staff", "Standing"), choices=State.choices)
    reason = forms.CharField(label=pgettext_lazy("staff", "Reason"), max_length=300)


class DueForm(forms.Form):
    due_on = forms.DateField(label=pgettext_lazy("staff", "Due on"), widget=forms.DateInput)


def required(code: str) -> bool:
    """Whether a provision is a shall."""
    return PROVISIONS[code].force == Force.SHALL
