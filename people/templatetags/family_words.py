"""A family's languages, grades and ways to be reached, in words: few kinds for many lines, so each is drawn once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from people.choices import ContactKind, grade_name
from people.facts import Line
from people.forms import FilterForm
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
def students(line: Line) -> SafeString:
    """A person's students with grade and class, one under the other. No template: a page has fifty such cells."""
    rows = [(name, " · ".join(filter(None, [grade_name(grade), group]))) for name, grade, group in line.students]
    return format_html_join(mark_safe("<br>"), "{} <small>{}</small>", rows)


@register.filter
def filters(form: FilterForm) -> SafeString:
    """The form above the list; its fifty choices are drawn once for what is chosen."""
    return _filters(tuple(form.data.get(name, "") for name in form.fields), get_language())


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


@lru_cache(maxsize=256)
def _filters(chosen: tuple[str, ...], language: str | None) -> SafeString:
    form = FilterForm(dict(zip(FilterForm.base_fields, chosen, strict=True)))
    return _drawn("people/filters.html", form=form)


def _drawn(name: str, **context: object) -> SafeString:
    return mark_safe(render_to_string(name, context).strip())  # noqa: S308  a template's own output
