"""What stands, where a form's act is done already: said instead of a form whose button would be refused."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User

CONFLICT = 409


def stands(request: HttpRequest, template: str, *, back: tuple[str, str], **context: Any) -> HttpResponse:
    """The page that says what stands; a post that came too late changed nothing and is told so by its status.

    Args:
        template: extends schools/stands.html and fills its block `stands`.
        back: address and words of the page one came from.
    """
    status = CONFLICT if request.method == "POST" else 200
    return render(request, template, {"back": back, **context}, status=status)


def taken_back(
    request: HttpRequest, at: datetime, by: User, *, title: str, back: tuple[str, str], **context: Any
) -> HttpResponse:
    """An entry taken back before: when, and by whom."""
    return stands(request, "schools/taken_back.html", back=back, title=title, at=at, by=by, **context)
