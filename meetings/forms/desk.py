"""The coordinator's forms, one for each step of a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from meetings.actions import AgendaLine, SessionPlan, possible
from meetings.choices import MODEL_AGENDA, OWN_TITLES, CountMethod, Kind, Service, Topic
from meetings.models import AgendaItem, Meeting, Session

NEEDED = {"required": pgettext_lazy("staff", "Fill this in.")}


def _text(label: Any, length: int, *, language: str, rows: int = 0, required: bool = False) -> forms.CharField:
    attrs: dict[str, Any] = {"lang": language, **({"rows": rows} if rows else {})}
    widget = forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs)
    field = forms.CharField(label=label, max_length=length, required=required, widget=widget, error_messages=NEEDED)
    # A browser would cut what is pasted without a word; too long is said in a sentence instead.
    field.widget.attrs.pop("maxlength", None)
    return field


class WhatForm(forms.Form):
    """Kind, titles, and what the door asks."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("staff", "What kind of meeting is it?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        initial=Kind.ANNUAL,
        error_messages={"required": pgettext_lazy("staff", "Choose the kind of meeting.")},
    )
    title_es = _text(pgettext_lazy("staff", "Title in Spanish"), 150, language="es")
    title_en = _text(pgettext_lazy("staff", "Title in English"), 150, language="en")
    no_identification = forms.BooleanField(
        label=pgettext_lazy("staff", "Nobody is asked for identification at the door"),
        help_text=pgettext_lazy("staff", "Families read this on the form. Tick it only if it is so."),
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_kind = meeting.kind if meeting is not None else ""
        self.fields["title_es"].help_text = pgettext(
            "staff", "Leave both titles empty, and the meeting is called what its kind is called."
        )
        if meeting is not None:
            del self.fields["kind"]
            names = ("title_es", "title_en", "no_identification")
            self.initial = {name: getattr(meeting, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """Titles left empty are the kind's own; with one written, the other is still to be translated."""
        data = super().clean() or {}
        kind = self.of_kind or data.get("kind", "")
        if kind in OWN_TITLES and data.get("title_es") == data.get("title_en") == "":
            data |= {f"title_{code}": title for code, title in OWN_TITLES[kind].items()}
        return data


class SessionForm(forms.Form):
    """One time and place; a row left empty is no session."""

    day = forms.DateField(label=pgettext_lazy("staff", "Day"), widget=forms.DateInput, error_messages=NEEDED)
    starts = forms.TimeField(label=pgettext_lazy("staff", "From"), widget=forms.TimeInput, error_messages=NEEDED)
    ends = forms.TimeField(label=pgettext_lazy("staff", "To"), widget=forms.TimeInput, error_messages=NEEDED)
    place_es = _text(pgettext_lazy("staff", "Place, in Spanish"), 150, language="es", required=True)
    place_en = _text(pgettext_lazy("staff", "Place, in English"), 150, language="en", required=True)

    def clean(self) -> dict[str, Any]:
        """A time at which nobody could come is said at the day or hour to mend."""
        data = super().clean() or {}
        if {"day", "starts", "ends"} <= set(data):
            try:
                possible(self._plan(data))
            except ValidationError as refusal:
                self.add_error(refusal.code, refusal)
        return data

    def plan(self) -> SessionPlan:
        """The session in office time."""
        return self._plan(self.cleaned_data)

    @staticmethod
    def _plan(data: dict[str, Any]) -> SessionPlan:
        times = [timezone.make_aware(datetime.combine(data["day"], data[name])) for name in ("starts", "ends")]
        return SessionPlan(times[0], times[1], data.get("place_es", ""), data.get("place_en", ""))

    @staticmethod
    def initial_of(row: Session) -> dict[str, Any]:
        starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
        places = {"place_es": row.place_es, "place_en": row.place_en}
        return {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), **places}


class AgendaForm(forms.Form):
    """One topic in both languages."""

    topic = forms.ChoiceField(
        label=pgettext_lazy("staff", "Topic"), choices=Topic.choices, initial=Topic.OTHER, error_messages=NEEDED
    )
    text_es = _text(pgettext_lazy("staff", "What families read, in Spanish"), 300, language="es", rows=3)
    text_en = _text(pgettext_lazy("staff", "What families read, in English"), 300, language="en", rows=3)

    def has_changed(self) -> bool:
        """A topic chosen without a word is an empty row."""
        return bool(set(self.changed_data) - {"topic"})

    def line(self) -> AgendaLine:
        data = self.cleaned_data
        return AgendaLine(data["topic"], data["text_es"], data["text_en"])

    @staticmethod
    def initial_of(row: AgendaItem) -> dict[str, Any]:
        return {"topic": row.topic, "text_es": row.text_es, "text_en": row.text_en}


def agenda_start(meeting: Meeting) -> list[dict[str, Any]]:
    """The meeting's topics; before there are any, an annual meeting's three from the model text."""
    rows = [AgendaForm.initial_of(row) for row in meeting.agenda.all()]
    if rows or meeting.kind != Kind.ANNUAL:
        return rows
    return [{"topic": topic, "text_es": es, "text_en": en} for topic, (es, en) in MODEL_AGENDA.items()]


class Rows(forms.BaseFormSet):
    """Rows to fill in; one left empty, or ticked to go, is none."""

    deletion_widget = forms.CheckboxInput
    default_error_messages = {
        "too_many_forms": pgettext_lazy("staff", "These are too many rows for one meeting. Take some away."),
        "missing_management_form": pgettext_lazy("staff", "The page did not arrive whole. Open it again and save."),
    }

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = pgettext_lazy("staff", "Take this one away")

    def filled(self) -> list[Any]:
        """The rows that stand: those there before and those filled in now, but for the ones ticked to go."""
        there = self.initial_form_count()
        kept = [form for index, form in enumerate(self.forms) if index < there or form.has_changed()]
        return [form for form in kept if not form.cleaned_data.get("DELETE")]


def _rows(form: type[forms.Form], extra: int) -> Any:
    return forms.formset_factory(
        form, formset=Rows, extra=extra, max_num=12, absolute_max=20, validate_max=True, can_delete=True,
        can_delete_extra=False,
    )  # fmt: skip


# Two sessions to begin with: the rules ask for two parts of the day (B2).
SessionRows, AgendaRows = _rows(SessionForm, 2), _rows(AgendaForm, 1)


class ServicesForm(forms.Form):
    """A box and two details for each service."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {row.kind: row for row in meeting.services.all()}
        for kind, label in Service.choices:
            row = offered.get(kind)
            self.fields[kind] = forms.BooleanField(label=label, required=False, initial=row is not None)
            for language, name in (
                ("es", pgettext("staff", "More about it in Spanish (optional)")),
                ("en", pgettext("staff", "More about it in English (optional)")),
            ):
                field = _text(name, 200, language=language)
                field.initial = getattr(row, f"detail_{language}", "")
                self.fields[f"{kind}_{language}"] = field

    @property
    def tiles(self) -> list[tuple[Any, Any, Any]]:
        return [(self[kind], self[f"{kind}_es"], self[f"{kind}_en"]) for kind in Service.values]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for kind in Service.values:
            if bool(data.get(f"{kind}_es")) != bool(data.get(f"{kind}_en")):
                empty = "en" if data.get(f"{kind}_es") else "es"
                self.add_error(f"{kind}_{empty}", pgettext("staff", "Write it in this language too."))
        return data

    def offered(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {kind: (data[f"{kind}_es"], data[f"{kind}_en"]) for kind in Service.values if data[kind]}


class LetterForm(forms.Form):
    """The invitation as families will get it, side by side."""

    subject_es = _text(pgettext_lazy("staff", "Subject in Spanish"), 150, language="es", required=True)
    body_es = _text(pgettext_lazy("staff", "Text in Spanish"), 6000, language="es", rows=18, required=True)
    subject_en = _text(pgettext_lazy("staff", "Subject in English"), 150, language="en", required=True)
    body_en = _text(pgettext_lazy("staff", "Text in English"), 6000, language="en", rows=18, required=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("body_es", "body_en"):
            if data.get(name) and "{link}" not in data[name]:
                error = pgettext("staff", "Leave {link} in the text: it becomes each family's own link to answer.")
                self.add_error(name, ValidationError(error))
        return data


class CountForm(forms.Form):
    """How many came; zero is a record."""

    people = forms.IntegerField(
        label=pgettext_lazy("staff", "How many people came?"),
        help_text=pgettext_lazy("staff", "Zero is a record too."),
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            name: pgettext_lazy("staff", "Enter a number from 0 to 9,999.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    method = forms.ChoiceField(
        label=pgettext_lazy("staff", "How were they counted?"),
        choices=CountMethod.choices,
        widget=forms.RadioSelect,
        error_messages={"required": pgettext_lazy("staff", "Choose how they were counted.")},
    )
    note = forms.CharField(
        label=pgettext_lazy("staff", "Note (optional)"),
        help_text=pgettext_lazy("staff", "No names of families."),
        max_length=200,
        required=False,
    )


class MinutesForm(forms.Form):
    """What was said and decided, in both languages; the action says which one is missing."""

    text_es = _text(pgettext_lazy("staff", "In Spanish"), 20000, language="es", rows=14)
    text_en = _text(pgettext_lazy("staff", "In English"), 20000, language="en", rows=14)
