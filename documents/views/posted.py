"""A page of the desk with one form: done and onward, or the form again with what to mend."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext

from documents import kinds
from documents.models import Document

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
        # Beside its field, unless the page calls it otherwise: then its sentences are what counts.
        known = set(getattr(refusal, "error_dict", {})) <= set(form.fields)
        form.add_error(None, refusal if known else refusal.messages)
        return False
    messages.success(request, said or pgettext("staff", "Saved."))
    return True


def step(
    request: HttpRequest,
    document: Document,
    form: Any,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    to: str = "documents_desk:page",
    doubted: Sequence[str] = (),
    **more: Any,
) -> HttpResponse:
    """A page with one form: done and back to a page of the document, or the form again with what to mend.

    Args:
        to: the name of that page's address, which takes the school's slug and the document's id.
        doubted: what is asked once before it is done.
        more: what else the page shows.
    """
    if not doubted and is_done(request, form, act):
        return redirect(to, slug=document.owner.slug, pk=document.pk)
    context = {"school": document.owner, "document": document, "kind": kinds.get(document.kind), "doubts": doubted}
    return render(request, "documents/step.html", context | more | {"form": form, "title": title, "button": button})
