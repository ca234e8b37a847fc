"""A page of the desk with one form: done and onward, or the form again with what to mend."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import pgettext

METHODS = ["GET", "HEAD", "POST"]


def posted(request: HttpRequest) -> Any:
    """What was posted; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def is_done(request: HttpRequest, form: Any, act: Callable[[], object], said: str = "") -> bool:
    """Whether the form was filled in well and the action took it; what it refuses stands on the form."""
    if "switch_language" in request.POST:
        form.errors.clear()
        return False
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        # A refusal may name a field the page calls otherwise: its sentences are what counts.
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, said or pgettext("staff", "Saved."))
    return True
