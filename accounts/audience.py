"""The declared audience of every URL, and the guard that comes with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from accounts.choices import COUNTY_ROLES, Audience, Kind

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
PUBLIC_SECONDS = 60


def audience(who: str) -> Callable[[View], View]:
    """Declare who a view is for and refuse everyone else: sign-in for strangers, 404 for those it isn't for."""
    who = Audience(who)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = _refuse(request, who)
            if refusal is not None:
                return refusal
            response = view(request, *args, **kwargs)
            if who == Audience.PUBLIC and not response.has_header("Cache-Control"):
                patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
            elif who not in (Audience.PUBLIC, Audience.SYSTEM):
                patch_cache_control(response, no_store=True, private=True)
            return response

        guarded.audience = who  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def _refuse(request: HttpRequest, who: str) -> HttpResponseBase | None:
    if who in (Audience.PUBLIC, Audience.FORM, Audience.TOKEN, Audience.SIGN_IN, Audience.SYSTEM):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if who in (Audience.ACCOUNT, Audience.GUARDIAN):
        return None
    kinds = {role.kind for role in request.user.roles}
    allowed = kinds & COUNTY_ROLES if who == Audience.COUNTY else kinds
    if request.user.kind != Kind.STAFF or not allowed:
        raise Http404
    return None
