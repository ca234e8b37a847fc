"""The matrix's cells: thousands a page, of a few hundred kinds. A kind is drawn once, and its address put in."""

from collections.abc import Collection
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from compliance.matrix import Row
from regulation.provisions import PROVISIONS

register = template.Library()
# Stands where a cell's address goes while its kind is drawn; a provision's code in a row's address.
PLACE = "-place-"


@register.simple_tag
def cells(row: Row, codes: Collection[str], starts: Collection[str], query: str) -> SafeString:
    """The cells of one row.

    Args:
        codes: the columns; starts: those that begin a group.
        query: what the page was asked with, so that "why" is asked the same.
    """
    before, after = reverse("desk:why", args=[row.school.slug, PLACE]).split(PLACE)
    after = f"{after}?{escape(query)}"
    language = get_language()
    drawn = []
    for code in codes:
        head, tail = _kind(code, str(row.standings[code].state), code in starts, language)
        drawn.append(f"{head}{before}{code}{after}{tail}")
    return mark_safe("".join(drawn))  # noqa: S308  a template's own output around an escaped address


@lru_cache(maxsize=4096)
def _kind(code: str, state: str, starts: bool, language: str | None) -> tuple[str, str]:
    """What stands before and after the address of a cell, in the active language, which is part of the key."""
    context = {"provision": PROVISIONS[code], "state": state, "starts": starts, "url": PLACE}
    head, tail = render_to_string("compliance/cell.html", context).strip().split(PLACE)
    return head, tail
