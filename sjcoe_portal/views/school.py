"""A school's page, in the order a parent asks: the next date, the agreement, the policy, asking, more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.audience import audience
from accounts.clock import now, today
from meetings.choices import Kind
from meetings.models import Meeting
from policies.facts import in_force
from schools.models import School
from sjcoe_portal.templatetags.portal import clock
from sjcoe_portal.views.public import next_dates


@audience("public")
def school(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(School.objects.public(), slug=slug)
    dates = next_dates(serves=found)
    context = {
        "school": found,
        "next": _card(dates[0]) if dates else None,
        "dates": dates[1:],
        "policy": in_force([found.pk], today(), now()).get(found.pk),
    }
    return render(request, "portal/school.html", context)


def _card(meeting: Meeting) -> dict[str, Any]:
    """The next meeting as its card shows it: hours, place and what is offered, in the page's language."""
    sessions = [row for row in meeting.sessions.all() if row.starts_at >= now()]
    language = get_language() or "es"
    hours = get_text_list([clock(timezone.localtime(row.starts_at)) for row in sessions])
    return {
        "pk": meeting.pk,
        "title": meeting.title,  # type: ignore[attr-defined]  # annotated
        "first_at": sessions[0].starts_at,
        "hours": hours[:1].upper() + hours[1:],
        "twice": len(sessions) > 1,
        "place": getattr(sessions[0], f"place_{language}"),
        "offers": get_text_list([row.get_kind_display() for row in meeting.services.all()], _("and")),
        "annual": meeting.kind == Kind.ANNUAL,
    }
