"""A long list's words on a school and what binds it: few kinds for many lines, so each is drawn once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from schools.facts import Binding
from schools.models import School

register = template.Library()
SHOWN = ("kind", "charter", "federal_agency", "grades_served", "grades_offered")


@register.filter
def about(school: School) -> SafeString:
    """Grades, charter, its federal agency."""
    return _about(tuple(getattr(school, name) for name in SHOWN), get_language())


@register.filter
def bound(binding: Binding) -> SafeString:
    """What binds it, with its mark; of the day, only whether there is one."""
    since = binding.since and binding.since.min
    kind = binding._replace(since=since, reason="", designation_id=None, operator="", agency="")
    return _bound(kind, get_language())


# The active language is part of the key.
@lru_cache(maxsize=512)
def _about(shown: tuple[object, ...], language: str | None) -> SafeString:
    return _drawn("schools/about.html", school=School(**dict(zip(SHOWN, shown, strict=True))))


@lru_cache(maxsize=256)
def _bound(binding: Binding, language: str | None) -> SafeString:
    return _drawn("schools/binding.html", binding=binding)


def _drawn(name: str, **context: object) -> SafeString:
    return mark_safe(render_to_string(name, context).strip())  # noqa: S308  a template's own output
