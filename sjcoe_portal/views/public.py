"""The first page: find your school, next dates. The same bytes for everyone."""

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from accounts.drawings import drawn
from accounts.ordering import AsRead
from documents import kinds
from documents.models import ReviewWindow
from meetings.choices import State
from meetings.models import Meeting
from schools.choices import SchoolKind, Status
from schools.models import School
from sjcoe_portal.context import office_phone

DATES, DRAFTS = 4, 4
# What a line of the list says; a plain row of these costs a fifth of a model's.
LINE = ["slug", "name", "charter", "grades_served", "grades_offered", "street", "city"]


@audience("public")
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """302 to the browser's language, Spanish if it asks for neither; no cookie."""
    language = get_language_from_request(request) if request.headers.get("Accept-Language") else settings.LANGUAGE_CODE
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@audience("public")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    schools = list(_matching(query).order_by(AsRead("name")).values_list(*LINE, named=True))
    shown = {
        "query": query,
        "home_url": reverse("home"),
        "by_office": [school for school in schools if not school.charter],
        "charters": [school for school in schools if school.charter],
        "dates": list(coming()[:DATES]),
        # Who looks for a school reads what was found first.
        "drafts": [] if query else open_drafts(DRAFTS),
        "office_phone": office_phone(),
    }
    return render(request, "portal/home.html", {"main": drawn("portal/home_main.html", shown)})


class Draft(NamedTuple):
    """What families may comment on today: its name, whose it is, the last day, where."""

    label: Any
    owner: str
    closes_on: date
    url: str


def open_drafts(most: int | None = None, **only: Any) -> list[Draft]:
    """Drafts that are open for comments at schools the public sees, the one that closes first on top. One query."""
    rows = ReviewWindow.objects.open_on(today()).filter(document__owner__status=Status.ACTIVE, **only)
    rows = rows.select_related("document__owner").order_by("closes_on", "pk")
    known = {kind.name: kind for kind in kinds.every()}
    return [_draft(known[one.document.kind], one) for one in rows[:most] if one.document.kind in known]


def _draft(kind: kinds.Kind, window: ReviewWindow) -> Draft:
    document = window.document
    address = kind.address(document.owner.slug, "review")
    return Draft(kind.title_of(document), document.owner.name, window.closes_on, f"{address}?for={document.variant}")


def _matching(query: str) -> Any:
    """Schools whose name, street or city holds every word asked for."""
    found = School.objects.public()
    for word in query.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(street__icontains=word) | Q(city__icontains=word))
    return found


def coming(**only: Any) -> QuerySet[Meeting]:
    """Meetings called and still to come, soonest first: `first_at`, `page` (a school's slug), `title`, `owner_name`.

    The title is in the page's language.
    """
    # A meeting the office gives for schools is read on a school's pages: the office has none.
    page = Min("serves__slug", filter=Q(serves__kind=SchoolKind.SCHOOL, serves__status=Status.ACTIVE))
    return _called(**only).annotate(page=page, owner_name=F("owner__name")).exclude(page=None)


def next_dates(school: School) -> list[Meeting]:
    """The next of them at a school that families may choose, with sessions and services; three queries."""
    return list(_called(serves=school).prefetch_related("sessions", "services")[:DATES])


def _called(**only: Any) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(state=State.CALLED, sessions__starts_at__gte=now(), **only)
    title = F("title_en" if get_language() == "en" else "title_es")
    rows = rows.annotate(first_at=Min("sessions__starts_at"), title=title)
    return rows.only("kind", "title_es", "title_en").order_by("first_at", "pk")


@audience("public")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@audience("public")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")
