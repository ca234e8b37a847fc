"""What staff fill in around writing: a translator's file, an older document, a look again, a plan, an asked section."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.clock import today
from documents import kinds
from documents.actions.planning import Hearing
from documents.choices import LANGUAGES, ContributorRole
from documents.kinds import WHOLE, Kind, Variants
from documents.markup import LONGEST
from documents.models import Document
from documents.word import LARGEST
from schools.choices import LANGUAGES as LANGUAGE_NAMES
from schools.choices import school_year

FIRST_YEAR = 2000
FEWEST_REVIEW_DAYS, REVIEW_DAYS, MOST_REVIEW_DAYS = 3, 21, 120


def years_shown(first: int, last: int) -> list[tuple[int, str]]:
    """School years as a choice, the latest first: 2026 -> 2026-27."""
    return [(year, f"{year}-{(year + 1) % 100:02d}") for year in range(last, first - 1, -1)]


class WordForm(forms.Form):
    """A translator's file, brought back."""

    file = forms.FileField(
        label=pgettext_lazy("staff", "The translated file"),
        help_text=pgettext_lazy("staff", "The Word file (.docx) you had from this page, up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> Any:
        """Refuse by size before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                pgettext_lazy("staff", "This file is larger than 2 MB. Bring back the file this page gave you.")
            )
        return file


class OlderForm(forms.Form):
    """A document from before the portal, as it was, in the one language it was in."""

    year = forms.TypedChoiceField(label=pgettext_lazy("staff", "For which school year"), coerce=int)
    band = forms.ChoiceField(label=pgettext_lazy("staff", "For which grades"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=pgettext_lazy("staff", "In which language"), choices=LANGUAGE_NAMES, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label=pgettext_lazy("staff", "On which day families were first given it"), widget=forms.DateInput
    )
    whole = forms.CharField(
        label=pgettext_lazy("staff", "The whole text"),
        help_text=pgettext_lazy("staff", "Or leave this empty and enter it section by section below."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-markdown": True, "data-most": LONGEST}),
    )

    def __init__(self, *args: Any, kind: Kind, variants: Variants, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(variants) > 1:
            self.fields["band"].choices = [(key or WHOLE.key, word) for key, word in variants.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["band"]
        self.keys = [spec.key for spec in kind.sections]
        self.fields["year"].choices = years_shown(FIRST_YEAR, school_year(today()) - 1)  # type: ignore[attr-defined]
        for key in self.keys:
            area = forms.Textarea(attrs={"rows": 4})
            self.fields[f"text_{key}"] = forms.CharField(
                label=kind.heading(key), max_length=LONGEST, required=False, widget=area
            )

    def clean(self) -> dict[str, Any]:
        """The whole or the sections, one of them."""
        cleaned = super().clean() or {}
        parts = [key for key in self.keys if cleaned.get(f"text_{key}")]
        if cleaned.get("whole") and parts:
            self.add_error(
                "whole",
                pgettext_lazy("staff", "Enter the whole text or its sections, not both: one would stand twice."),
            )
        elif not cleaned.get("whole") and not parts and not self.errors:
            self.add_error("whole", pgettext_lazy("staff", "Enter the text of at least one section."))
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """What was entered, by section key."""
        given = {key: self.cleaned_data.get(f"text_{key}", "") for key in self.keys}
        return {WHOLE.key: self.cleaned_data["whole"]} if self.cleaned_data.get("whole") else given

    @property
    def variant(self) -> str:
        """The grades it is for; empty for all of them, and where a school has one a year."""
        band: str = self.cleaned_data.get("band", "")
        return "" if band == WHOLE.key else band

    @property
    def head_fields(self) -> list[Any]:
        return [self[name] for name in ("year", "band", "language", "on", "whole") if name in self.fields]

    @property
    def section_fields(self) -> list[Any]:
        return [self[f"text_{key}"] for key in self.keys]


class LookedAgainForm(forms.Form):
    """A published document was looked at again and left as it is: when, by how many, and what was said."""

    on = forms.DateField(label=pgettext_lazy("staff", "On which day"), initial=today, widget=forms.DateInput)
    note = forms.CharField(
        label=pgettext_lazy("staff", "What was looked at (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role, word in ContributorRole.choices:
            self.fields[role] = forms.IntegerField(
                label=pgettext_lazy("staff", "%(who)s: how many took part") % {"who": word},
                min_value=0,
                max_value=5_000,
                required=False,
            )

    @property
    def helped(self) -> dict[str, int]:
        """How many took part, by role."""
        return {role: self.cleaned_data.get(role) or 0 for role in ContributorRole.values}


HEARING = ("hearing_on", "hearing_time", "hearing_es", "hearing_en")


def _place(label: Any, language: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": language})
    return forms.CharField(label=label, max_length=150, required=False, widget=widget)


class PlanForm(forms.Form):
    """The board's date, for how many days families are asked, and of a plan its public hearing."""

    decide_on = forms.DateField(
        label=pgettext_lazy("staff", "The day it is to be decided on"),
        help_text=pgettext_lazy("staff", "The day of the board’s or the council’s meeting."),
        widget=forms.DateInput,
    )
    days = forms.IntegerField(
        label=pgettext_lazy("staff", "For how many days families can comment"),
        min_value=FEWEST_REVIEW_DAYS,
        max_value=MOST_REVIEW_DAYS,
        initial=REVIEW_DAYS,
    )

    hearing_on = forms.DateField(
        label=pgettext_lazy("staff", "The day of the public hearing"),
        help_text=pgettext_lazy("staff", "Families read the day, time and place on the plan’s page at once."),
        required=False,
        widget=forms.DateInput,
    )
    hearing_time = forms.TimeField(
        label=pgettext_lazy("staff", "Time of the hearing"), required=False, widget=forms.TimeInput
    )
    hearing_es = _place(pgettext_lazy("staff", "Place of the hearing, in Spanish"), "es")
    hearing_en = _place(pgettext_lazy("staff", "Place of the hearing, in English"), "en")

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kinds.get(document.kind).hearing:
            for name in HEARING:
                del self.fields[name]
        elif document.hearing_at:
            at = timezone.localtime(document.hearing_at)
            set_for = (at.date(), at.time(), document.hearing_place_es, document.hearing_place_en)
            self.initial.update(zip(HEARING, set_for, strict=True))

    def clean(self) -> dict[str, Any]:
        """A hearing is told whole or not at all."""
        cleaned = super().clean() or {}
        given = [name for name in HEARING if cleaned.get(name)]
        for name in HEARING if given else ():
            if name in self.fields and name not in given and name not in self.errors:
                said = pgettext_lazy("staff", "Families need the day, the time and the place in both languages.")
                self.add_error(name, said)
        return cleaned

    @property
    def hearing(self) -> Hearing | None:
        """The hearing as it was typed, in office time."""
        day, hour, place_es, place_en = (self.cleaned_data.get(name) for name in HEARING)
        if day is None or hour is None:
            return None
        return Hearing(timezone.make_aware(datetime.combine(day, hour)), place_es or "", place_en or "")

    @property
    def planned(self) -> dict[str, Any]:
        """The day of the decision and how long families can comment."""
        return {name: self.cleaned_data[name] for name in ("decide_on", "days")}

    def clean_decide_on(self) -> date:
        """A day near enough to be planned for."""
        on: date = self.cleaned_data["decide_on"]
        if on.year > today().year + 3:
            raise forms.ValidationError(pgettext_lazy("staff", "Choose a day within the next three years."))
        return on


class HeadingForm(forms.Form):
    """A section's heading in both languages."""

    heading_es = forms.CharField(
        label=pgettext_lazy("staff", "Heading in Spanish"),
        max_length=120,
        widget=forms.TextInput(attrs={"lang": LANGUAGES[0]}),
    )
    heading_en = forms.CharField(
        label=pgettext_lazy("staff", "Heading in English"),
        max_length=120,
        widget=forms.TextInput(attrs={"lang": LANGUAGES[1]}),
    )

    @property
    def headings(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"heading_{code}"] for code in LANGUAGES}


class OwnSectionForm(HeadingForm):
    """A section a school adds of its own: where it stands, and its heading."""

    place = forms.ChoiceField(
        label=pgettext_lazy("staff", "Where it stands"),
        choices=[
            ("start", pgettext_lazy("staff", "At the start, as a preamble")),
            ("end", pgettext_lazy("staff", "At the end")),
        ],
        widget=forms.RadioSelect,
        initial="end",
    )
    field_order = ("place",)

    @property
    def section(self) -> dict[str, Any]:
        """What is added, by the names the action has for it."""
        return {"headings": self.headings, "first": self.cleaned_data["place"] == "start"}


class AskedSectionForm(HeadingForm):
    """A section the office asks of every document of a kind, from a school year on."""

    kind = forms.ChoiceField(label=pgettext_lazy("staff", "Of which documents"))
    for_year = forms.TypedChoiceField(label=pgettext_lazy("staff", "From which school year on"), coerce=int)
    field_order = ("kind", "for_year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = school_year(today())
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds.every()]  # type: ignore[attr-defined]
        self.fields["for_year"].choices = years_shown(current, current + 1)  # type: ignore[attr-defined]
