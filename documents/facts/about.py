"""What answers to families are known by in a list: how each begins, and the sections it is about."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import pgettext

from documents import kinds
from documents.models import Answer, Comment, Section

# Letters of an answer by which it is known in a list.
SAYS = 90


def first_words(row: Answer) -> str:
    """How an answer begins, in the language a list knows it by (`known_in`)."""
    text = getattr(row, f"text_{row.known_in}") or ""
    return Truncator(text.replace("\n", " ")).chars(SAYS)


def about(answers: Collection[Answer]) -> dict[int, list[str]]:
    """By answer id, the headings of the section it says was changed, or of those its comments were about.

    Answers come with their document. Two queries, none where there is no answer.
    """
    if not answers:
        return {}
    keys: dict[int, set[str]] = defaultdict(set)
    for answer_id, key in Comment.objects.filter(answer__in=answers).order_by().values_list("answer_id", "key"):
        keys[answer_id].add(key)
    headings = _headings(answers)
    whole = {"": pgettext("staff", "The whole document")}
    found = {}
    for row in answers:
        kind: Any = kinds.get(row.document.kind)
        there = whole | headings.get(row.document_id, {})
        asked = {row.key} if row.key else keys[row.pk]
        # A comment carried over may be about a section that this document has not: it comes last.
        gone = sorted(str(kind.heading(key)) for key in asked - there.keys())
        found[row.pk] = [heading for key, heading in there.items() if key in asked] + gone
    return found


def _headings(answers: Collection[Answer]) -> dict[int, dict[str, str]]:
    """Document id -> section key -> heading, in the sections' order."""
    kind_of = {row.document_id: kinds.get(row.document.kind) for row in answers}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Section.objects.filter(document__in=kind_of).order_by("document", "position")
    for row in rows.only("document_id", "key", "position", "heading_es", "heading_en"):
        found[row.document_id][row.key] = str(kind_of[row.document_id].heading_of(row))
    return found
