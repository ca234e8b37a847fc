"""The page of an address that leads nowhere, or to nothing this person may see: the same page for both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sjcoe_portal.context import nav_items


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404. Its menu is the front page's: a link into a school that is not there would lead back here.

    It asks the database nothing, so it stands when the database does not.
    """
    language = "en" if get_language() == "en" else "es"
    return render(request, "404.html", {"nav_items": nav_items(f"/{language}/-/", None)}, status=404)
