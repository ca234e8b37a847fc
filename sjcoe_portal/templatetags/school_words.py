"""A school's grades and street as a family reads them."""

from functools import lru_cache
from typing import Protocol

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


class Place(Protocol):
    """What is read of a school: a model's row or a plain one of a long list."""

    @property
    def grades_served(self) -> str: ...
    @property
    def grades_offered(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def city(self) -> str: ...


@register.filter
def grades(school: Place) -> str:
    """Grades served (offered where nobody is enrolled yet): "K-5" -> "Kindergarten to 5th grade"."""
    return _span(school.grades_served or school.grades_offered, get_language())


@lru_cache(maxsize=512)
def _span(span: str, language: str | None) -> str:
    """A span of grades in the active language, which is part of the key."""
    first, _dash, last = span.partition("-")
    if not last:
        return _grade(first)
    return _("%(first)s to %(last)s") % {"first": _grade(first, short=last not in ("", "Adult")), "last": _grade(last)}


def _grade(code: str, *, short: bool = False) -> str:
    named = {"P": _("Preschool"), "TK": _("Transitional kindergarten"), "K": _("Kindergarten"), "Adult": _("adults")}
    if code in named:
        return named[code]
    if not code.isdigit():
        return ""
    return _ordinal(int(code)) if short else _("%(nth)s grade") % {"nth": _ordinal(int(code))}


def _ordinal(number: int) -> str:
    endings = {1: _("1st"), 2: _("2nd"), 3: _("3rd")}
    return endings.get(number) or _("%(number)dth") % {"number": number}


@register.filter
def where(school: Place) -> str:
    """Grades, street without its number, city: what tells two schools apart in a list."""
    street = school.street.lstrip("0123456789 ")
    parts = [grades(school), ", ".join(part for part in (street, school.city) if part)]
    return " · ".join(part for part in parts if part)
