"""Response headers that no view should have to remember."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.audience import page_above

NOT_ALLOWED = 405
PERMISSIONS = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"


class HeadersMiddleware:
    """Permissions policy and HSTS on everything; no-store on whatever looked at the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        # Browsers ignore it over plain http; behind the proxy every answer carries it.
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        # A request refused before the views (a host that is not ours) gets it too.
        response.headers.setdefault("X-Frame-Options", "DENY")
        # Public reading pages never touch the session, so they stay cacheable and the same for everyone.
        if getattr(getattr(request, "session", None), "accessed", False):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class NotAllowedMiddleware:
    """Whoever opens the address of a button reads where the button is, instead of an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html", {"back": page_above(request.path)}, request)
        return response
