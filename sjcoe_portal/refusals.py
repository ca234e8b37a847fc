"""What a form field says when it cannot take what was typed: our own sentences in place of Django's.

Django's say a rule; ours say what to do. A form's or a field's own words stay.
"""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONG = _("This is too long: use %(limit_value)d letters at most.")
CHOOSE = _("Choose one from the list.")
NUMBER = _("Write a number, such as 12.")
NO_SUCH_DAY = _("This day does not exist. Look at a calendar and write another one.")
# A day written as asked; what reads so and is refused is not in the calendar. Month 13 is a day written the other way.
WRITTEN_DAY = re.compile(
    r"\d{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])|(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/\d{2,4}"
)
# Kind of field, from the general to the particular -> code -> sentence.
SENTENCES: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.Field, {"required": _("Please answer this one.")}),
    (
        forms.CharField,
        {
            "max_length": LONG,
            "min_length": _("This is too short: use %(limit_value)d letters or more."),
            "null_characters_not_allowed": _("A sign in this text cannot be kept. Type it again by hand."),
        },
    ),
    (forms.EmailField, {"invalid": _("Write the full email, like ana@example.com.")}),
    (
        forms.IntegerField,
        {
            "invalid": NUMBER,
            "min_value": _("Write %(limit_value)s or more."),
            "max_value": _("Write %(limit_value)s or less."),
        },
    ),
    (
        forms.DecimalField,
        {
            "invalid": _("Write a number, such as 12 or 12.50."),
            "max_digits": _("This number is too long. Write a smaller one."),
            "max_whole_digits": _("This number is too long. Write a smaller one."),
            "max_decimal_places": _("Write two digits at most after the point, such as 12.50."),
        },
    ),
    (forms.DateField, {"invalid": _("Write the day as month/day/year, such as 10/15/2026.")}),
    (forms.TimeField, {"invalid": _("Write the hour, such as 6:30 pm.")}),
    (forms.DateTimeField, {"invalid": _("Write the day and the hour, such as 10/15/2026 18:30.")}),
    (forms.ChoiceField, {"invalid_choice": CHOOSE, "invalid_list": CHOOSE}),
    (forms.ModelChoiceField, {"invalid_choice": CHOOSE, "invalid_list": CHOOSE, "invalid_pk_value": CHOOSE}),
    (
        forms.FileField,
        {
            "invalid": _("The file did not arrive. Choose it again."),
            "missing": _("The file did not arrive. Choose it again."),
            "empty": _("This file is empty. Choose another one."),
            "max_length": _("The file’s name is too long. Give it a shorter name and choose it again."),
        },
    ),
)


def put_our_words(field: forms.Field) -> None:
    """Replace each sentence of Django's that this field could say."""
    for kind, sentences in SENTENCES:
        if isinstance(field, kind):
            field.error_messages.update({code: ours for code, ours in sentences.items() if _is_djangos(field, code)})
    if isinstance(field, forms.DateField):
        vars(field)["to_python"] = _telling(field.to_python)


def _telling(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """How a day is read, with a sentence of its own for one that is written well and is in no calendar."""

    def told(value: Any) -> Any:
        try:
            return read(value)
        except ValidationError as refused:
            if not WRITTEN_DAY.fullmatch(str(value).strip()):
                raise
            raise ValidationError(NO_SUCH_DAY, code="invalid") from refused

    return told


def _is_djangos(field: forms.Field, code: str) -> bool:
    """Whether what it would say is no one's own: Django's default, or one put here before."""
    said = field.error_messages.get(code)
    defaults = [
        vars(kind).get("default_error_messages", {}).get(code)
        for kind in type(field).__mro__
        if kind.__module__.startswith("django.")
    ]
    ours = [sentences.get(code) for _kind, sentences in SENTENCES]
    return said is None or any(said is one for one in [*defaults, *ours] if one is not None)
