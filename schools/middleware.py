"""Live roles on the request's user: one query, on first use, so that predicates need none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.clock import today
from schools.facts import live_roles


class RolesMiddleware:
    """Fills `request.user.roles` when a view first looks at the user; public pages never do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.user = SimpleLazyObject(lambda: _with_roles(user))  # type: ignore[assignment]
        return self.get_response(request)


def _with_roles(user):  # type: ignore[no-untyped-def]  # Django's own lazy user
    real = user._wrapped if not user.is_anonymous and hasattr(user, "_wrapped") else user
    if real.is_authenticated:
        real.roles = live_roles(real, today())
    return real
