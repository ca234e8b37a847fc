"""A school's grades and street as a family reads them."""

from django import template
from django.utils.translation import gettext as _

from schools.models import School

register = template.Library()


@register.filter
def grades(school: School) -> str:
    """Grades served (offered where nobody is enrolled yet): "K-5" -> "Kindergarten to 5th grade"."""
    span = school.grades_served or school.grades_offered
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
def where(school: School) -> str:
    """Grades, street without its number, city: what tells two schools apart in a list."""
    street = school.street.lstrip("0123456789 ")
    parts = [grades(school), ", ".join(part for part in (street, school.city) if part)]
    return " · ".join(part for part in parts if part)
