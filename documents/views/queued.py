"""Answers to families that wait for an approver, as the queue lists them."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator

from documents.models import Answer
from documents.views.found import person

# Letters of an answer by which it is known in a list.
SAYS = 90


def answers_waiting(request: HttpRequest, school_id: int, language: str) -> list[dict[str, Any]]:
    """Answers that wait for an approver of a language, as the queue lists them."""
    rows = Answer.objects.visible_to(person(request)).waiting(language).filter(document__owner_id=school_id)
    rows = rows.select_related("document", f"written_by_{language}").order_by("-document__for_year", "document", "pk")
    return [
        {
            "answer": row,
            "heading": first_words(row),
            "state": getattr(row, f"state_{language}"),
            "writer": getattr(row, f"written_by_{language}"),
            "own": getattr(row, f"written_by_{language}_id") == request.user.pk,
        }
        for row in rows
    ]


def first_words(row: Answer) -> str:
    """How an answer begins, in the language it was written in first."""
    text = getattr(row, f"text_{row.source_language}") or ""
    return Truncator(text.replace("\n", " ")).chars(SAYS)
