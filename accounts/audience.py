"""The declared audience of every URL, and what comes with it: the guard, and public pages kept for seconds."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_page

from accounts.choices import COUNTY_ROLES, Audience, Kind

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# How old a public page may be: a burst of readers is answered from memory, and what is published shows within seconds.
PUBLIC_SECONDS = 5


def audience(who: str) -> Callable[[View], View]:
    """Declare who a view is for and refuse everyone else: sign-in for strangers, 404 for those it isn't for."""
    who = Audience(who)

    def decorate(view: View) -> View:
        answer = _kept(_shared(view)) if who == Audience.PUBLIC else view

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = _refuse(request, who)
            if refusal is not None:
                return refusal
            response = answer(request, *args, **kwargs)
            if who not in (Audience.PUBLIC, Audience.SYSTEM):
                patch_cache_control(response, no_store=True, private=True)
            return response

        guarded.audience = who  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def _shared(view: View) -> View:
    """Tell browsers and proxies how long a public page is good, and keep nothing that a visitor's own state is in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
        session = getattr(request, "session", None)
        if response.cookies or "CSRF_COOKIE" in request.META or getattr(session, "accessed", False):
            request._cache_update_cache = False  # type: ignore[attr-defined]  # Django's own mark
        return response

    return cast(View, answer)


def _kept(view: View) -> View:
    """Answer with the page of a moment ago, by address and language, to whoever brings neither a query nor a cookie.

    So nothing a person carries can reach a kept page, and no invented query fills the memory.
    """
    from_memory = cache_page(PUBLIC_SECONDS, cache="pages")(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.META.get("QUERY_STRING") or request.COOKIES:
            return view(request, *args, **kwargs)
        response = from_memory(request, *args, **kwargs)
        # The same headers for everyone, whether the page was kept or not.
        for name in ("Expires", "Age"):
            response.headers.pop(name, None)
        return response

    return cast(View, answer)


def _refuse(request: HttpRequest, who: str) -> HttpResponseBase | None:
    if who in (Audience.PUBLIC, Audience.FORM, Audience.TOKEN, Audience.SIGN_IN, Audience.SYSTEM):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(_to_come_back_to(request))
    if who in (Audience.ACCOUNT, Audience.GUARDIAN):
        return None
    kinds = {role.kind for role in request.user.roles}
    allowed = kinds & COUNTY_ROLES if who == Audience.COUNTY else kinds
    if request.user.kind != Kind.STAFF or not allowed:
        raise Http404
    return None


def page_above(path: str) -> str:
    """The nearest address above this one that can be opened: of a button's address, the page it stands on."""
    while path.count("/") > 2:
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if opens(path):
            return path
    return "/"


def opens(path: str) -> bool:
    """Whether an address leads to a page, and not to a button that only takes posts."""
    language = path.split("/")[1]
    try:
        # An address is found in its own language alone.
        with override(language if language in dict(settings.LANGUAGES) else get_language()):
            view = resolve(path).func
    except Resolver404:
        return False
    return "GET" in methods(view)


def methods(view: Any) -> tuple[str, ...]:
    """The methods a view's require_POST, require_safe or require_http_methods lets through; without one, all."""
    while view is not None:
        # What those keep for themselves; it stands nowhere else.
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return tuple(view.__closure__[names.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return ("GET", "HEAD", "POST")


def _to_come_back_to(request: HttpRequest) -> str:
    """After sign-in: the page asked for. What a button posted is never an address to open: then the button's page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        page = urlsplit(came_from)
        if not opens(page.path or "/"):
            return page_above(page.path)
        return f"{page.path or '/'}?{page.query}" if page.query else page.path or "/"
    return page_above(request.path)
