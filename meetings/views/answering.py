"""A family answers: on the public form, by the link it was sent, and on its own page afterwards."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

import notices.actions
from accounts.audience import audience
from feedback.views import sender_of
from meetings import actions
from meetings.facts.places import with_street
from meetings.forms.answering import AnswerForm, new_key
from meetings.models import Meeting, Rsvp
from meetings.templatetags.meeting_words import places_at, said
from meetings.views import calendar
from meetings.views.public import found, phase, phone_of
from notices.actions.guards import folded
from notices.facts import school_words
from schools.models import School

METHODS = ["GET", "HEAD", "POST"]
PURPOSE = "rsvp"


@audience("form")
@require_http_methods(METHODS)
def form(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form everyone may fill in, from a shared link or the school's page; nobody's answer shows on it."""
    school, meeting = found(slug, pk)
    if phase(meeting) != "coming":
        return redirect("meetings:page", slug=slug, pk=pk)
    filled = AnswerForm(_posted(request), meeting=meeting)
    key = filled.data.get("key") or new_key()
    sender = sender_of(request)
    saved = _saved(request, filled, lambda: actions.answer(meeting, form_key=key, sender=sender, **filled.reply()))
    if saved:
        return redirect("meetings_token:done", key=actions.edit_key(meeting, key))
    return render(request, "meetings/answer.html", {"form": filled, **_about(meeting, school), "public": True})


@audience("token")
@require_http_methods(METHODS)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link. Opening it shows the meeting alone; only the button acts."""
    try:
        link = notices.actions.redeem(token, PURPOSE)
        meeting = Meeting.objects.complete().get(pk=link.about_id, called_at__isnull=False)
    except (ValidationError, Meeting.DoesNotExist):
        return gone(request)
    if phase(meeting) != "coming":
        return render(request, "meetings/closed.html", {**_about(meeting, link.school), "phase": phase(meeting)})
    earlier = actions.find_answer(meeting, link.person)
    knows_phone = request.method == "POST" and actions.knows_number(meeting, link.person)
    filled = AnswerForm(
        _posted(request), meeting=meeting, knows_phone=knows_phone, is_known=True, stands=earlier is not None
    )
    key = filled.data.get("key") or new_key()
    saved = _saved(request, filled, lambda: actions.answer(meeting, form_key=key, person=link.person, **filled.reply()))
    if saved:
        return redirect("meetings_token:done", key=actions.edit_key(meeting, key, link.person))
    return render(request, "meetings/answer.html", {"form": filled, **_about(meeting, link.school), "folded": True})


@audience("token")
@require_safe
def done(request: HttpRequest, key: str) -> HttpResponse:
    """What we understood, who answers by when; for whoever has just answered, by an address only they have."""
    rsvp = actions.find_own(key)
    if rsvp is None:
        return gone(request)
    owner, chosen = rsvp.meeting.owner, rsvp.session
    place = with_street(said(chosen, "place"), rsvp.meeting, owner) if chosen else places_at(rsvp.meeting, owner)
    context = {
        **_about(rsvp.meeting, owner),
        "rsvp": rsvp,
        "title": unnamed(owner, said(rsvp.meeting, "title")),
        "place": unnamed(owner, place),
        "key": key,
        "phase": phase(rsvp.meeting),
        "requests": list(actions.asked_with(rsvp)),
        "reachable": bool(rsvp.phone or rsvp.person_id),
    }
    return render(request, "meetings/done.html", context)


@audience("token")
@require_http_methods(METHODS)
def change(request: HttpRequest, key: str) -> HttpResponse:
    rsvp = actions.find_own(key)
    if rsvp is None or phase(rsvp.meeting) != "coming":
        return gone(request)
    posted = _posted(request)
    filled = AnswerForm.of(rsvp) if posted is None else AnswerForm.posted(rsvp, posted)
    if _saved(request, filled, lambda: actions.change(rsvp, **filled.reply())):
        return redirect("meetings_token:done", key=key)
    return render(request, "meetings/answer.html", {"form": filled, **_about(rsvp.meeting, rsvp.meeting.owner)})


@audience("token")
@require_safe
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The hour this family chose, for its calendar."""
    rsvp = actions.find_own(key)
    if rsvp is None:
        return gone(request)
    sessions = [rsvp.session] if rsvp.session else list(rsvp.meeting.sessions.all())
    return calendar.answer(rsvp.meeting.owner, sessions, f"{rsvp.meeting_id}.ics")


def unnamed(school: School, text: str) -> str:
    """A text for whoever may look over a family's shoulder: it does not name a school that is its families' secret."""
    named = school.confidential_setting and folded(school.name) in folded(text)
    return school_words(school, get_language() or "es") if named else text


def gone(request: HttpRequest) -> HttpResponse:
    """One page for every link that no longer works, whatever the cause: nothing can be learned by trying."""
    return render(request, "meetings/gone.html", status=404)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(request: HttpRequest, filled: AnswerForm, save: Callable[[], Rsvp]) -> Rsvp | None:
    """The answer kept; None where the form is to be shown, with what to mend or in the other language."""
    if "switch_language" in request.POST:
        filled.errors.clear()
        return None
    if not filled.is_bound or not filled.is_valid():
        return None
    try:
        return save()
    except ValidationError as refusal:
        filled.add_error(None, refusal)
        return None


def _about(meeting: Meeting, school: School) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "school": school,
        "school_name": school_words(school, get_language() or "es"),
        "phone": phone_of(school),
    }
