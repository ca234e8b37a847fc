"""A family's languages, grades and ways to be reached, in words: few kinds for many lines, so each is drawn once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from people.choices import ContactKind, grade_name
from people.facts import Line
from people.models import Person

register = template.Library()


@register.filter
def languages(line: Line) -> SafeString:
    """What a person reads and speaks."""
    return _languages(line.reads, line.speaks, get_language())


@register.filter
def ways(line: Line) -> SafeString:
    """The ways that reach a person; a mark where there is none."""
    return _ways(tuple(line.ways), get_language())


@register.filter
def in_grade(grade: str) -> str:
    return grade_name(grade)


# The active language is part of the key.
@lru_cache(maxsize=256)
def _languages(reads: str, speaks: str, language: str | None) -> SafeString:
    person = Person(reads=reads, speaks=speaks)
    return _drawn("people/languages.html", person=person)


@lru_cache(maxsize=256)
def _ways(kinds: tuple[tuple[str, bool], ...], language: str | None) -> SafeString:
    named = [(ContactKind(kind).label, stopped) for kind, stopped in kinds]
    return _drawn("people/reached.html", ways=named)


def _drawn(name: str, **context: object) -> SafeString:
    return mark_safe(render_to_string(name, context).strip())  # noqa: S308  a template's own output
