"""A staff form posted after its session ended, or from an old page: what was typed comes back to be saved."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
FORBIDDEN = 403


def keeps_typed(form: type[forms.Form]) -> Callable[[View], View]:
    """Answer a post that may not be saved with a form of the typed texts that saves them after sign-in.

    Nothing is read for it: the page is made of what was posted, the same whether the record exists or not. The
    form's own protection against foreign posts stays on.
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

        return kept

    return decorate


def _typed(request: HttpRequest, form: type[forms.Form], status: int) -> HttpResponse:
    fields = form.base_fields
    written = {name for name, field in fields.items() if isinstance(field.widget, forms.Textarea)}
    context = {
        "texts": [
            (name, fields[name].label, request.POST[name]) for name in fields if name in written & {*request.POST}
        ],
        "carried": [(name, request.POST[name]) for name in fields if name in {*request.POST} - written],
        # A browser fills in no file by itself: it is chosen again.
        "files": [(name, field.label) for name, field in fields.items() if isinstance(field, forms.FileField)],
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "expired": not request.user.is_authenticated,
    }
    return render(request, "accounts/kept.html", context, status=status)
