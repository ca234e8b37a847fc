"""What every page gets without asking: language button, demo strip, navigation. No query, no cookie."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.choices import COUNTY_ROLES, Audience, Kind
from schools.choices import RoleKind
from schools.models import School

NAMES = {"es": "Español", "en": "English"}
Entries = list[tuple[str, Any]]
# What stands under a school's desk and under the county's pages: the tail of the address and its word.
DESK: Entries = [
    ("", pgettext_lazy("staff", "My year")),
    ("documents/", pgettext_lazy("staff", "Documents")),
    ("meetings/", pgettext_lazy("staff", "Meetings")),
    ("families/", pgettext_lazy("staff", "Families")),
    ("requests/", pgettext_lazy("staff", "Requests")),
    ("notices/", pgettext_lazy("staff", "Notices")),
    ("records/", pgettext_lazy("staff", "Records")),
]
COUNTY: Entries = [
    ("county/", pgettext_lazy("staff", "Matrix")),
    ("county/schools/", pgettext_lazy("staff", "Schools")),
    ("desk/", pgettext_lazy("staff", "Desks")),
    ("desk/translations/", pgettext_lazy("staff", "Translations")),
    ("county/sections/", pgettext_lazy("staff", "Sections")),
    ("county/strategies/", pgettext_lazy("staff", "Strategies")),
]
TRANSLATIONS = COUNTY[3]
# What stands over all schools, beside their desks.
OVER_ALL = ("translations",)
FOOT: Entries = [
    ("regulation/", _("The county rules")),
    ("privacy/", _("How we look after your data")),
    ("accessibility/", _("Large print, audio or braille")),
]
IN = ("account/login/", _("Sign in"))
OUT = ("account/logout/", _("Sign out"))
OWN = ("account/second-step/", pgettext_lazy("staff", "How I sign in"))


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every template. `office` asks the database only where a page uses it."""
    here = "en" if get_language() == "en" else "es"
    other = "es" if here == "en" else "en"
    user = _signed_in(request)
    return {
        "home_url": f"/{here}/",
        "other_language": other,
        "other_language_name": NAMES[other],
        "other_language_url": in_language(request.get_full_path(), other),
        "alternates": [(code, settings.SITE_URL.rstrip("/") + in_language(request.path, code)) for code in NAMES],
        "demo_installation": settings.DEMO,
        "office": SimpleLazyObject(_office),
        "office_phone": office_phone(),
        "signed_in": user,
        "nav_items": nav_items(request.path, user),
        "foot": _foot(here, user.kind if user else "", office_phone()),
    }


def office_phone() -> str:
    """The number families call where a school has none of its own."""
    return str(getattr(settings, "OFFICE_PHONE", "(209) 468-4800"))


@lru_cache(maxsize=16)
def _foot(language: str, kind: str, phone: str) -> SafeString:
    """The foot of every page. It is the same for all of a kind, so it is drawn once."""
    # The links of an account: staff have a password and a second step to look after.
    account = {"": [IN], Kind.STAFF: [OWN, OUT]}.get(kind, [OUT])
    links = [(f"/{language}/{tail}", label) for tail, label in [*FOOT, *account]]
    context = {"links": links, "is_staff": kind == Kind.STAFF, "phone": phone}
    with override(language):
        return mark_safe(render_to_string("parts/footer.html", context))  # noqa: S308  a template's own output


def in_language(path: str, code: str) -> str:
    """The same address under the other prefix; an address without one leads to that language's first page."""
    head, slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if slash and head in NAMES else f"/{code}/"


def nav_items(path: str, user: Any) -> list[dict[str, Any]]:
    """Each link as url, label and whether the page stands under it (the longest address that fits)."""
    prefix, room, slug, page = [*path.split("/"), "", "", "", ""][1:5]
    home = f"/{prefix if prefix in NAMES else get_language()}/"
    if user is None or user.kind != Kind.STAFF:
        entries = _family(home, f"{home}schools/{slug}/" if room == "schools" and slug else home, user)
    elif room == "desk" and slug and slug not in OVER_ALL and not (page == "why" and _sees_all(user)):
        entries = [(f"{home}desk/{slug}/{tail}", label) for tail, label in DESK]
    elif _sees_all(user):
        entries = [(home + tail, label) for tail, label in COUNTY]
    else:
        entries = [(f"{home}desk/", DESK[0][1])]
        if any(role.kind == RoleKind.APPROVER for role in user.roles):
            entries.append((home + TRANSLATIONS[0], TRANSLATIONS[1]))
    if room == "desk" and page == "why" and _sees_all(user):
        # The county came from its matrix to a cell of it, and stays in its own menu.
        path = f"{home}county/"
    fitting = [url for url, _label in entries if path == url or (url != home and path.startswith(url))]
    current = max(fitting, key=len, default=None)
    return [{"url": url, "label": label, "current": url == current} for url, label in entries]


def _sees_all(user: Any) -> bool:
    return user is not None and bool(COUNTY_ROLES & {role.kind for role in user.roles})


def _family(home: str, asking: str, user: Any) -> Entries:
    mine: Entries = [(f"{home}me/", _("My pages"))] if user else []
    return [(home, _("Schools")), *mine, (f"{home}#dates", _("Dates")), (f"{asking}#call", _("Ask for help"))]


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
