"""A school's meetings, for everyone: the year's list, a meeting's page, its flyer. Same bytes for all, no cookie."""

from typing import Any

import segno
from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from meetings.choices import State
from meetings.models import Meeting
from schools.choices import school_year
from schools.models import School


def found(slug: str, pk: int) -> tuple[School, Meeting]:
    """A public school and one of the meetings its families may read about."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    return school, get_object_or_404(Meeting.objects.public(school).complete(), pk=pk)


def phase(meeting: Meeting) -> str:
    """off, past, or coming: what a family can still do about it."""
    if meeting.state == State.CANCELLED:
        return "off"
    return "coming" if is_ahead(meeting) else "past"


def is_ahead(meeting: Meeting) -> bool:
    return any(row.ends_at > now() for row in meeting.sessions.all())


def phone_of(school: School) -> str:
    """The number to call about it; the office's where the school's own would tell whose school it is."""
    return "" if school.confidential_setting else school.phone


@audience("public")
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School.objects.public(), slug=slug)
    rows = Meeting.objects.public(school)
    years = sorted({*rows.values_list("for_year", flat=True), school_year(today())}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else school_year(today())
    meetings = list(
        rows.filter(for_year=year).with_days().complete().order_by(Coalesce("first_start", "called_at"), "pk")
    )
    context = {
        "school": school,
        "year": year,
        "years": years,
        "is_set_aside": bool(asked) and asked not in map(str, years),
        "coming": [row for row in meetings if is_ahead(row)],
        "past": [row for row in meetings if not is_ahead(row)][::-1],
        "phone": school.phone,
    }
    return render(request, "meetings/list.html", context)


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = found(slug, pk)
    context = {
        "school": school,
        "meeting": meeting,
        "phase": phase(meeting),
        "minutes": meeting.minutes.standing().first(),
        "phone": school.phone,
    }
    return render(request, "meetings/page.html", context)


@audience("public")
@require_safe
def flyer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One sheet in both languages with a code to point a phone at; none for a school that is its families' secret."""
    school, meeting = found(slug, pk)
    if school.confidential_setting or phase(meeting) != "coming":
        raise Http404
    address = settings.SITE_URL.rstrip("/") + reverse("meetings:answer", args=[school.slug, meeting.pk])
    context: dict[str, Any] = {
        "school": school,
        "meeting": meeting,
        "phone": school.phone,
        "address": address,
        "code": mark_safe(segno.make(address, error="m").svg_inline(border=2, omitsize=True)),  # noqa: S308  our own
        "languages": ["es", "en"] if get_language() == "es" else ["en", "es"],
    }
    return render(request, "meetings/flyer.html", context)
