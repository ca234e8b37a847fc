"""The wall before everything that is not public: staff without a second factor reach only its set-up."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.actions import has_second_factor
from accounts.choices import Audience, Kind

BEHIND = frozenset({Audience.ACCOUNT, Audience.GUARDIAN, Audience.DESK, Audience.COUNTY})
SET_UP = "mfa_activate_totp"
REACHED = frozenset({SET_UP, "account_reauthenticate"})


class SecondFactorMiddleware:
    """Acts on views of signed-in people only, so public pages never look at the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send a staff member who has no second factor to where it is set up."""
        if getattr(view, "audience", None) not in BEHIND or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or user.kind != Kind.STAFF:
            return None
        # Enrolling and taking off end all other sessions, so a session lives only under the factor it passed.
        if _has_passed(request) or has_second_factor(user):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        return None if name in REACHED else redirect(SET_UP)


def _has_passed(request: HttpRequest) -> bool:
    """What the session knows, without asking the database."""
    return any(step.get("method") == "mfa" for step in get_authentication_records(request, request.user))
