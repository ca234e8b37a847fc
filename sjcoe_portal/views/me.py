"""A guardian's own pages: their children's schools, dates, answers, how the school writes to them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

import meetings.actions
import notices.actions
import people.actions
from accounts.audience import audience
from accounts.choices import COUNTY_ROLES, Kind
from accounts.clock import now, today
from meetings.choices import State
from meetings.models import Meeting, Rsvp
from meetings.views.public import phase
from notices.choices import Purpose
from people.choices import Reads
from people.models import Enrolment, GuardianLink, Person
from schools.models import School
from sjcoe_portal.views.public import DATES, coming


@audience("account")
@require_safe
def home_after_login(request: HttpRequest) -> HttpResponse:
    """Where a person goes after signing in: family, desk or county."""
    if request.user.kind == Kind.FAMILY:  # type: ignore[union-attr]
        return redirect("me")
    kinds = {role.kind for role in request.user.roles}  # type: ignore[union-attr]
    if kinds & COUNTY_ROLES:
        return redirect("county:matrix")
    return redirect("desk:home" if kinds else "home")


@audience("guardian")
def me(request: HttpRequest) -> HttpResponse:
    person = Person.objects.for_user(request.user).first()  # type: ignore[arg-type]
    if request.method == "POST":
        if person is None:
            raise Http404
        return _change(request, person)
    return render(request, "portal/me.html", _context(person) if person else {"person": None})


def _context(person: Person) -> dict[str, Any]:
    links = list(GuardianLink.objects.of(person, today()).select_related("child"))
    rows = Enrolment.objects.counting(today(), now()).filter(child__in=[link.child_id for link in links])
    enrolments = list(rows.select_related("child", "school").order_by("child__given_name"))
    schools = {row.school_id for row in enrolments}
    answers = {row.meeting_id: row for row in Rsvp.objects.filter(person=person).select_related("session")}
    dates = list(coming(serves__in=schools)[:DATES]) if schools else []
    return {
        "person": person,
        "enrolments": enrolments,
        "dates": [(meeting, answers.get(meeting.pk)) for meeting in dates],
        "contacts": person.contact_points.in_use(),
        "languages": [choice for choice in Reads.choices if choice[0]],
        "requests": person.requests.filter(school__in=schools).order_by("-on", "-pk")[:10],
        "schools": School.objects.filter(pk__in=schools),
    }


def _change(request: HttpRequest, person: Person) -> HttpResponse:
    """Language of messages, or no more messages at one address."""
    try:
        if "reads" in request.POST:
            people.actions.set_language(person, request.POST["reads"], by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Saved. From now on we write to you in this language."))
        elif "stop" in request.POST or "start" in request.POST:
            _switch(request, person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("me")


def _switch(request: HttpRequest, person: Person) -> None:
    wanted = request.POST.get("stop") or request.POST.get("start") or ""
    contact = get_object_or_404(person.contact_points.in_use(), pk=wanted if wanted.isdigit() else 0)
    if "stop" in request.POST:
        people.actions.opt_out(contact, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Done. We no longer send messages to this address."))
    else:
        people.actions.opt_in(contact, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Done. We send messages to this address again."))


@audience("guardian")
@require_POST
def me_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """To the guardian's own answer as it stands; where there is none, the same page a link in a message opens."""
    person = get_object_or_404(Person.objects.for_user(request.user))  # type: ignore[arg-type]
    links = GuardianLink.objects.of(person, today()).values("child_id")
    here = Enrolment.objects.counting(today(), now()).filter(child__in=links).values("school_id")
    meeting = get_object_or_404(Meeting.objects.filter(state=State.CALLED, serves__in=here).distinct(), pk=pk)
    answer = meetings.actions.find_answer(meeting, person)
    if answer and phase(meeting) == "coming":
        return redirect("meetings_token:change", meetings.actions.open_page(answer))
    token = notices.actions.issue(person, meeting.owner, Purpose.RSVP, meeting.pk)
    return redirect("meetings_token:answer", token)
