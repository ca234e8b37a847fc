"""A staff form posted after its session ended, or from an old page: what was typed comes back to be saved."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
FORBIDDEN = 403


# What a form posts besides what was typed.
NOT_TYPED = {"csrfmiddlewaretoken", "switch_language"}
# The row of a table of forms a field stands in: "form-0-text_es".
ROW = re.compile(r"form-\d+-")


def keeps_typed(form: type[Any]) -> Callable[[View], View]:
    """Answer a post that may not be saved with a form of the typed texts that saves them after sign-in.

    Nothing is read for it: the page is made of what was posted, the same whether the record exists or not. The
    form's own protection against foreign posts stays on.

    Args:
        form: the form, or the formset, that the page posts: its fields say what is text, and what it is called.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt  # protected inside, so that a refusal keeps the text
        @wraps(view)
        def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                return _typed(request, form, 200)
            response = protected(request, *args, **kwargs)
            return _typed(request, form, FORBIDDEN) if response.status_code == FORBIDDEN else response

        kept.hands_back = True  # type: ignore[attr-defined]
        return kept

    return decorate


def _typed(request: HttpRequest, form: type[Any], status: int) -> HttpResponse:
    fields = getattr(form, "form", form).base_fields
    texts, carried = [], []
    for name, values in request.POST.lists():
        field = fields.get(ROW.sub("", name))
        if _is_text(field):
            texts.append((name, field.label, values[-1], isinstance(field.widget, forms.Textarea)))
        elif name not in NOT_TYPED:
            carried += [(name, value) for value in values]
    context = {
        "texts": texts,
        "carried": carried,
        # A browser fills in no file by itself: it is chosen again.
        "files": [(name, field.label) for name, field in fields.items() if isinstance(field, forms.FileField)],
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "expired": not request.user.is_authenticated,
    }
    return render(request, "accounts/kept.html", context, status=status)


def _is_text(field: forms.Field | None) -> bool:
    return isinstance(field, forms.CharField) and not field.widget.is_hidden
