"""A meeting in words: its title, hours, places and help, in the page's language."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.clock import now
from meetings.choices import Service, State
from meetings.facts.places import with_street
from meetings.models import Meeting, Session
from schools.models import School

register = template.Library()


@register.filter
def said(row: Any, name: str) -> str:
    """A text kept in both languages, in the page's own: `{{ meeting|said:"title" }}`."""
    return str(getattr(row, f"{name}_{'en' if get_language() == 'en' else 'es'}"))


@register.filter
def hours(meeting: Meeting) -> str:
    """«9:00 de la mañana o 6:00 de la tarde»; with its day where the days differ."""
    return words("hours", sessions=_sessions(meeting))


@register.filter
def when(meeting: Meeting) -> str:
    """Day and hours in one line, the day said once."""
    sessions = _sessions(meeting)
    one_day = len({row.on for row in sessions}) == 1
    return words("when", day=sessions[0].on if one_day else None, hours=hours(meeting))


@register.filter
def session_when(session: Session) -> str:
    """One session's day, beginning and end in one line."""
    text = words("session_when", session=session)
    return text[:1].upper() + text[1:]


@register.filter
def days(meeting: Meeting) -> str:
    """The days it is given on, each once."""
    return words("days", days=list(dict.fromkeys(row.on for row in _sessions(meeting))))


@register.filter
def places(meeting: Meeting) -> str:
    """Where it is given, each place once."""
    return "; ".join(dict.fromkeys(said(row, "place") for row in _sessions(meeting)))


@register.filter
def places_at(meeting: Meeting, school: School) -> str:
    """Where it is given, with the school's street where a place does not say its own."""
    found = (with_street(said(row, "place"), meeting, school) for row in _sessions(meeting))
    return "; ".join(dict.fromkeys(found))


@register.filter
def offers(meeting: Meeting) -> str:
    """«Intérprete, cuidado de niños y transporte»: what help there is, in one line."""
    kinds = {row.kind for row in meeting.services.all()}
    names = [str(service.label) for service in Service if service in kinds]
    text = get_text_list([name[:1].lower() + name[1:] for name in names], _("and"))
    return text[:1].upper() + text[1:]


@register.filter
def offers_within(meeting: Meeting) -> str:
    """The same within a sentence, where it begins small."""
    text = offers(meeting)
    return text[:1].lower() + text[1:]


@register.filter
def first_day(meeting: Meeting) -> Any:
    """The day of its first session; None while it has none."""
    sessions = _sessions(meeting)
    return sessions[0].on if sessions else None


@register.filter
def unbroken(number: str) -> str:
    """A phone number that stays on one line."""
    return str(number).replace(" ", "\N{NO-BREAK SPACE}")


@register.simple_tag
def share_url(meeting: Meeting, school: School) -> str:
    """A WhatsApp address with day, hour, place and where to answer; none where the school is its families' secret."""
    if school.confidential_setting:
        return ""
    link = settings.SITE_URL.rstrip("/") + reverse("meetings:page", args=[school.slug, meeting.pk])
    text = words("share", meeting=meeting, school=school, link=link)
    return "https://wa.me/?" + urlencode({"text": text})


@register.filter
def desk_state(meeting: Meeting, came: int | None) -> dict[str, str]:
    """Where a meeting stands for staff, as state and text of parts/standing.html: what has been is no longer "called".

    Args:
        came: how many people were counted; None where nobody counted yet.
    """
    sessions = meeting.sessions.all()
    if meeting.state == State.CALLED and came is not None and all(row.starts_at <= now() for row in sessions):
        return {"state": "complete", "text": pgettext("staff", "Held")}
    if meeting.state == State.CALLED and came is None and all(row.ends_at <= now() for row in sessions):
        return {"state": "due_soon", "text": pgettext("staff", "To be counted")}
    look = {State.CALLED: "complete", State.CANCELLED: "not_applicable"}.get(State(meeting.state), "partly")
    return {"state": look, "text": meeting.get_state_display()}


def words(name: str, **context: Any) -> str:
    """One line of templates/meetings/words/, where a translator finds it."""
    return " ".join(render_to_string(f"meetings/words/{name}.txt", context).split())


@register.filter
def expected(session: Session) -> str:
    """«Le esperamos el jueves 3 de diciembre a las 6:00 de la tarde.»"""
    starts = timezone.localtime(session.starts_at)
    return words("expected", starts=starts, hour=(starts.hour - 1) % 12 + 1)


def coming_words(session: Session, *, one_day: bool) -> str:
    """«Sí voy a las 9:00 de la mañana»: what a family chooses."""
    starts = timezone.localtime(session.starts_at)
    return words("coming", starts=starts, hour=(starts.hour - 1) % 12 + 1, one_day=one_day)


def _sessions(meeting: Meeting) -> list[Session]:
    return sorted(meeting.sessions.all(), key=lambda row: (row.starts_at, row.pk))
