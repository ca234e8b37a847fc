"""Meetings for a phone's calendar: a school's feed, one meeting, one family's own hour (RFC 5545, with time zone)."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from accounts.audience import audience
from accounts.clock import today
from meetings.choices import State
from meetings.facts.places import with_street
from meetings.models import Meeting, Session
from meetings.templatetags.meeting_words import said
from meetings.views.public import found
from schools.choices import school_year
from schools.models import School

ZONE = ZoneInfo(settings.TIME_ZONE)


@audience("public")
@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """This year's meetings and those to come, to subscribe to; called-off ones as called off."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    meetings = Meeting.objects.public(school).filter(for_year__gte=school_year(today())).complete().order_by("pk")
    return answer(school, [row for meeting in meetings for row in meeting.sessions.all()], "calendar.ics")


@audience("public")
@require_safe
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = found(slug, pk)
    return answer(school, meeting.sessions.all(), _("meeting") + f"-{meeting.pk}.ics")


def answer(school: School, sessions: Iterable[Session], name: str) -> HttpResponse:
    """The calendar file of these sessions, in the page's language."""
    response = HttpResponse(_calendar(school, sessions).to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Language"] = get_language() or "es"
    return response


def _calendar(school: School, sessions: Iterable[Session]) -> Calendar:
    plain = school.confidential_setting
    calendar = Calendar()
    calendar.add("prodid", "-//SJCOE//Families and schools//ES EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Meetings for families")
    calendar.add("x-wr-calname", name if plain else f"{name}: {school.name}")
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for row in sessions:
        calendar.add_component(_event(row, school))
    calendar.add_missing_timezones()
    return calendar


def _event(row: Session, school: School) -> Event:
    """One session. A school that is its families' secret leaves no name, place or address in anybody's phone."""
    meeting, plain = row.meeting, school.confidential_setting
    is_off = meeting.state == State.CANCELLED
    event = Event()
    event.add("uid", f"session-{row.pk}@{urlsplit(settings.SITE_URL).hostname}")
    title = _("Meeting for families") if plain else f"{said(meeting, 'title')}, {school.name}"
    off = _("Called off")
    event.add("summary", f"{off}: {title}" if is_off else title)
    event.add("dtstart", row.starts_at.astimezone(ZONE))
    event.add("dtend", row.ends_at.astimezone(ZONE))
    changed = meeting.cancelled_at or max(meeting.called_at or row.entered_at, row.entered_at)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", int(is_off))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if not plain:
        event.add("location", with_street(said(row, "place"), meeting, school))
        event.add("description", "\n".join(said(item, "text") for item in meeting.agenda.all()))
        event.add("url", settings.SITE_URL.rstrip("/") + reverse("meetings:page", args=[school.slug, meeting.pk]))
    return event
