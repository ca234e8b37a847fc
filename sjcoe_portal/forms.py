"""How every form field is drawn: USWDS classes, native date pickers, hints and errors tied to their field."""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput, Input

from sjcoe_portal.refusals import put_our_words

# The first class that matches wins, so subclasses stand before what they inherit from.
LOOKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "usa-checkbox__input usa-checkbox__input--tile"),
    (forms.RadioSelect, "usa-radio__input usa-radio__input--tile"),
    (forms.CheckboxInput, "usa-checkbox__input usa-checkbox__input--tile"),
    (forms.SelectMultiple, "usa-select usa-select--many"),
    (forms.Select, "usa-select"),
    (forms.Textarea, "usa-textarea"),
    (forms.FileInput, "usa-file"),
    (forms.NumberInput, "usa-input short"),
    (DateTimeBaseInput, "usa-input medium"),
    (Input, "usa-input"),
)
# The browser's own picker; it speaks ISO whatever the page's language.
PICKERS: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
)


# Direction marks and overrides, spaces of no width, the hyphen nobody sees: they come along with copied text, and turn
# a title around. What joins letters in Farsi, Hindi or an emoji (ZWJ, ZWNJ) stays.
UNSEEN = re.compile("[\u061c\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Other control characters; a null character is left for the field to refuse in words.
CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(typed: str) -> str:
    """The text without what turns it around or breaks its line; a tab or a line's end is a space."""
    return CONTROL.sub(" ", UNSEEN.sub("", typed))


class PortalBoundField(BoundField):
    """A field that knows its USWDS class and its shape on the page."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        widget = field.widget
        put_our_words(field)
        for kind, input_type, pattern in PICKERS:
            if isinstance(widget, kind) and not widget.is_hidden:
                widget.input_type, widget.format = input_type, widget.format or pattern

    @property
    def data(self) -> Any:
        """What was typed; in a field of one line without the signs nobody sees, which turn words around."""
        typed = super().data
        widget = self.field.widget
        is_text = isinstance(self.field, forms.CharField) and isinstance(typed, str)
        return one_line(typed) if is_text and not isinstance(widget, forms.Textarea | forms.PasswordInput) else typed

    @property
    def shape(self) -> str:
        """How the template lays it out: `hidden`, `tile` (one checkbox), `group` (a fieldset) or `plain`."""
        widget = self.field.widget
        if self.is_hidden:
            return "hidden"
        if isinstance(widget, forms.CheckboxInput):
            return "tile"
        return "group" if self.use_fieldset and not isinstance(widget, forms.FileInput) else "plain"

    @property
    def focus_id(self) -> str:
        """Where a link of the error summary leads: the control itself, the first one of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def aria_describedby(self) -> str | None:
        """Hint and error; a single checkbox has its hint inside its label already."""
        described = super().aria_describedby
        if not described or self.shape != "tile":
            return described
        return described.replace(f"{self.auto_id}_helptext", "").strip()

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes and the USWDS class, beside a class the form itself asked for."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        look = next((look for kind, look in LOOKS if isinstance(widget, kind)), "")
        error = "usa-input--error" if self.errors and self.shape == "plain" else ""
        names = [look, error, str(widget.attrs.get("class", "")), str(built.get("class", ""))]
        if classes := " ".join(name for name in names if name):
            built["class"] = classes
        return built


class PortalRenderer(TemplatesSetting):
    """The setting FORM_RENDERER: our templates/django/forms/ and our bound field."""

    bound_field_class = PortalBoundField
