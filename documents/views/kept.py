"""Nothing typed is lost: what was posted after a session ended, or with an old page, is shown again to be saved."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from documents.choices import LANGUAGES

View = Callable[..., HttpResponse]
FORBIDDEN, UNAUTHENTICATED = 403, 401
CARRIED = [f"{name}_{code}" for name in ("revision", "base") for code in LANGUAGES]


def keeps_typed_text(view: View) -> View:
    """Answer a post that may not be saved with the typed text, instead of losing it to a redirect or a bare refusal.

    Nothing is saved or read for it: the page is made of what was posted, so it is the same whether the document
    exists or not. The form's own protection against foreign posts stays on.
    """
    protected = csrf_protect(view)

    @csrf_exempt  # protected inside, so that a refusal keeps the text
    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return protected(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _expired(request)
        response = protected(request, *args, **kwargs)
        return _typed(request, FORBIDDEN) if response.status_code == FORBIDDEN else response

    kept.hands_back = True  # type: ignore[attr-defined]
    return kept


def wants_json(request: HttpRequest) -> bool:
    """Whether the post comes from the page's autosave."""
    return "X-Autosave" in request.headers or request.headers.get("Accept", "") == "application/json"


def _expired(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        said = pgettext("staff", "Your session has ended. What you typed is kept on this device.")
        return JsonResponse({"message": said}, status=UNAUTHENTICATED)
    return _typed(request, 200)


def _typed(request: HttpRequest, status: int) -> HttpResponse:
    """The typed texts in a form that saves them once this person is signed in."""
    if status == FORBIDDEN and wants_json(request):
        return JsonResponse({}, status=FORBIDDEN)
    context = {
        "texts": [(code, request.POST[code]) for code in LANGUAGES if code in request.POST],
        "carried": [(name, request.POST.get(name, "")) for name in CARRIED],
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "expired": not request.user.is_authenticated,
    }
    return render(request, "documents/kept.html", context, status=status)
