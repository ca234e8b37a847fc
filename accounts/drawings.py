"""Parts of public pages that are drawn once for what they say: the same rows in the same language read the same.

The rows are asked at every request, so nothing here is ever old; only the drawing is spared.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Each is a part of one page, some kilobytes: a few megabytes a process.
KEPT = 500


def drawn(template: str, context: dict[str, Any]) -> SafeString:
    """A template's text, kept by its language and by all that stands in its context.

    The template gets this context alone (no request, so nothing of a visitor's). One that asks the database is drawn
    anew each time and warned of, which fails a test and never a page.

    Args:
        context: rows with what they select or prefetch, plain values, and lists, tuples and dicts of them.
    """
    try:
        return _drawn(template, get_language(), Shown(_values(context, set()), context))
    except AskedMore as asked:
        warnings.warn(f"{template} is kept by its context but asked for more: {asked}", stacklevel=2)
        return mark_safe(render_to_string(template, context))  # noqa: S308  a template's own output


class AskedMore(Exception):
    """A drawing asked the database for what its context does not hold."""


@dataclass(frozen=True)
class Shown:
    """What a drawing shows; two with the same values are the same, whichever rows they came with."""

    values: Any
    context: dict[str, Any] = field(compare=False)


def _values(value: Any, told: set[int]) -> Any:
    """A value as something to compare: a row is every column that was read and every row that came with it.

    Types count too: what is marked safe is another text than the same one that has to be escaped.

    Args:
        told: which rows were told already, since those that came with each other know each other.
    """
    if isinstance(value, Model):
        if id(value) in told:
            return (type(value), value.pk)
        told.add(id(value))
        columns = {name: column for name, column in vars(value).items() if name != "_state"}
        return (type(value), _values(columns, told), _values(value._state.fields_cache, told))
    if isinstance(value, dict):
        return tuple((name, _values(one, told)) for name, one in value.items())
    if isinstance(value, (list, tuple, QuerySet)):
        return tuple(_values(one, told) for one in value)
    return str(value) if isinstance(value, Promise) else (type(value), value)


@lru_cache(maxsize=KEPT)
def _drawn(template: str, language: str | None, shown: Shown) -> SafeString:
    with connection.execute_wrapper(_refuse):
        return mark_safe(render_to_string(template, shown.context))  # noqa: S308  a template's own output


def _refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    raise AskedMore(sql)
