"""Response headers that no view should have to remember."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

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
        # What is not there is not asked again by its mark, which would tell one absent page from another.
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers.pop("ETag", None)
        # Public reading pages never touch the session, so they stay cacheable and the same for everyone.
        if getattr(getattr(request, "session", None), "accessed", False):
            response.headers["Cache-Control"] = "no-store, private"
        return response
