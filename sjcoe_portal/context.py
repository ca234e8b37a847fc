"""What every page gets without asking: language button, demo strip, navigation. No query, no cookie."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.choices import COUNTY_ROLES, Audience, Kind
from schools.models import School

NAMES = {"es": "Español", "en": "English"}
Nav = tuple[tuple[str, Any], ...]
PUBLIC: Nav = (("home", _("Schools")), ("dates", _("Dates")), ("help", _("Ask for help")))
FAMILY: Nav = (("home", _("Schools")), ("me", _("My pages")), ("help", _("Ask for help")))
DESK: Nav = (
    ("desk", pgettext_lazy("staff", "My year")),
    ("desk_documents", pgettext_lazy("staff", "Documents")),
    ("desk_meetings", pgettext_lazy("staff", "Meetings")),
    ("desk_families", pgettext_lazy("staff", "Families")),
    ("desk_notices", pgettext_lazy("staff", "Notices")),
)
COUNTY: Nav = (
    ("county", pgettext_lazy("staff", "Matrix")),
    ("county_reviews", pgettext_lazy("staff", "Reviews")),
    ("county_schools", pgettext_lazy("staff", "Schools")),
    ("county_notices", pgettext_lazy("staff", "Notices")),
    ("county_binder", pgettext_lazy("staff", "Binder")),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every template. `office` asks the database only where a page uses it."""
    here = "en" if get_language() == "en" else "es"
    other = "es" if here == "en" else "en"
    user = _signed_in(request)
    return {
        "other_language": other,
        "other_language_name": NAMES[other],
        "other_language_url": in_language(request.get_full_path(), other),
        "alternates": [(code, settings.SITE_URL.rstrip("/") + in_language(request.path, code)) for code in NAMES],
        "demo_installation": settings.DEMO,
        "office": SimpleLazyObject(_office),
        "signed_in": user,
        "nav_items": nav_items(request.path, _entries(user)),
    }


def in_language(path: str, code: str) -> str:
    """The same address under the other prefix; an address without one leads to that language's first page."""
    head, slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if slash and head in NAMES else f"/{code}/"


def nav_items(path: str, entries: Nav) -> list[dict[str, Any]]:
    """Each entry as url, label and whether the page stands under it (the longest address that fits)."""
    found = []
    for name, label in entries:
        try:
            found.append({"url": reverse(name), "label": label})
        except NoReverseMatch:
            continue
    fitting = [item["url"] for item in found if path.startswith(item["url"])]
    current = max(fitting, key=len, default=None)
    return [{**item, "current": item["url"] == current} for item in found]


def _entries(user: Any) -> Nav:
    if user is None:
        return PUBLIC
    if user.kind != Kind.STAFF:
        return FAMILY
    return COUNTY if COUNTY_ROLES & {role.kind for role in user.roles} else DESK


def _signed_in(request: HttpRequest) -> Any:
    """The user, only where the view itself already looked at it; public pages stay the same for everyone."""
    match = getattr(request, "resolver_match", None)
    if getattr(getattr(match, "func", None), "audience", None) == Audience.PUBLIC:
        return None
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "_cached_user", None)
    return user if user is not None and user.is_authenticated else None


def _office() -> School | None:
    return School.objects.filter(cds=settings.OFFICE_CDS).first()
