"""The coordinator's meetings: the year's list, one meeting's steps, and a page for each step of planning."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from accounts.clock import today
from accounts.views.kept import keeps_typed
from feedback.models import Request
from feedback.rules import reads_requests
from meetings import actions, facts
from meetings.choices import Coming, State
from meetings.facts.doubts import another_annual, unusual_days
from meetings.forms.desk import AgendaRows, ServicesForm, SessionForm, SessionRows, WhatForm, agenda_start
from meetings.models import Attendance, Meeting, Rsvp
from meetings.views import StaffRequest
from meetings.views.steps import Steps
from notices.choices import Outcome
from notices.facts import tally
from schools.choices import school_year
from schools.models import School
from schools.rules import writes

METHODS = ["GET", "HEAD", "POST"]
EDIT, CALL = "meetings.edit_meeting", "meetings.call_meeting"


def school_of(request: StaffRequest, slug: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), slug=slug)


def meeting_of(request: StaffRequest, slug: str, pk: int, permission: str = "") -> tuple[School, Meeting]:
    """A meeting under a school's desk; 404 where this person may not do with it what the page is for."""
    school = school_of(request, slug)
    rows = Meeting.objects.visible_to(request.user).at(school).complete()
    meeting = get_object_or_404(rows, pk=pk)
    if permission and not request.user.has_perm(permission, meeting):
        raise Http404
    return school, meeting


def done(request: StaffRequest, form: Any, act: Callable[[], Any]) -> bool:
    """Whether a posted form did its work; where not, it says what to mend, or stands in the other language."""
    if "switch_language" in request.POST or not form.is_bound:
        return False
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, pgettext("staff", "Saved."))
    return True


def doubted(request: StaffRequest, form: Any, doubts: Callable[[], list[str]]) -> list[str]:
    """What a good post is asked once, before it is saved; nothing where the box "save anyway" came with it."""
    is_asked = form.is_bound and not {"switch_language", "anyway"} & set(request.POST)
    return doubts() if is_asked and form.is_valid() else []


def add_refusal(form: Any, refusal: ValidationError) -> None:
    """Show an action's refusal where it belongs: on the field, on the form, or above its rows."""
    if hasattr(form, "add_error"):
        form.add_error(None, refusal)
    else:
        form._non_form_errors = form.error_class([*form.non_form_errors(), *refusal.messages])


def posted(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


@audience("desk")
@require_safe
def listing(request: StaffRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug)
    rows = Meeting.objects.visible_to(request.user).at(school)
    years = sorted({*rows.order_by().values_list("for_year", flat=True).distinct(), school_year(today())}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else school_year(today())
    meetings = rows.filter(for_year=year).latest_first().with_counts().complete()
    context = {
        "school": school, "year": year, "years": years, "meetings": meetings,
        "may_plan": writes(request.user, school.pk),
    }  # fmt: skip
    return render(request, "meetings/desk_list.html", context)


@audience("desk")
@require_safe
def page(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk)
    counts = {row.session_id: row for row in Attendance.objects.standing().filter(session__meeting=meeting)}
    minutes = meeting.minutes.standing().first()
    notice_ids = list(actions.live_invitations(meeting).values_list("notice_id", flat=True))
    steps = Steps(school, meeting, is_invited=bool(notice_ids), has_minutes=bool(minutes), counted=len(counts))
    # What a family says it needs, and its number, are not for every role at a school.
    reads = reads_requests(request.user, meeting.owner_id)
    rsvps = Rsvp.objects.filter(meeting=meeting) if reads else Rsvp.objects.none()
    context = {
        "school": school,
        "meeting": meeting,
        "steps": list(steps),
        "reads_requests": reads,
        "may_edit": request.user.has_perm(EDIT, meeting),
        "may_call": request.user.has_perm(CALL, meeting),
        "may_call_off": request.user.has_perm(CALL, meeting) and actions.may_be_called_off(meeting),
        "came": sum(row.people for row in counts.values()) if counts else None,
        "tally": _told(notice_ids),
        "answers": facts.answers(meeting),
        "phoning": rsvps.filter(coming=Coming.PHONE).select_related("person").order_by("pk")[:100],
        "needs": Request.objects.about("meetings.rsvp", rsvps.values("pk")).open(),
        "counts": [(row, counts.get(row.pk)) for row in meeting.sessions.all()],
        "minutes": minutes,
        "today": today(),
    }
    return render(request, "meetings/desk_page.html", context)


@keeps_typed(WhatForm)
@audience("desk")
@require_http_methods(METHODS)
def new(request: StaffRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug)
    if not writes(request.user, school.pk):
        raise Http404
    form = WhatForm(posted(request))
    made: list[Meeting] = []
    year = school_year(today())
    doubts = doubted(request, form, lambda: another_annual(school, form.cleaned_data["kind"], year))
    if not doubts and done(
        request, form, lambda: made.append(actions.create(school, by=request.user, **form.cleaned_data))
    ):
        return redirect("meetings_desk:sessions", slug=slug, pk=made[0].pk)
    return step(request, school, None, form, pgettext("staff", "Plan a meeting"), doubts=doubts)


@keeps_typed(WhatForm)
@audience("desk")
@require_http_methods(METHODS)
def what(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, EDIT)
    form = WhatForm(posted(request), meeting=meeting)
    if done(request, form, lambda: actions.rename(meeting, by=request.user, **form.cleaned_data)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    return step(request, school, meeting, form, pgettext("staff", "What"))


@keeps_typed(SessionForm)
@audience("desk")
@require_http_methods(METHODS)
def sessions(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """All times of a draft; once it is called, one more time to come."""
    school, meeting = meeting_of(request, slug, pk, EDIT)
    title = pgettext("staff", "When and where")
    if meeting.state != State.DRAFT:
        form = SessionForm(posted(request))
        doubts = doubted(request, form, lambda: unusual_days(meeting, [form.cleaned_data["day"]]))
        if not doubts and done(
            request, form, lambda: actions.add_session(meeting, by=request.user, **form.plan()._asdict())
        ):
            return redirect("meetings_desk:page", slug=slug, pk=pk)
        return step(request, school, meeting, form, pgettext("staff", "Add a session"), doubts=doubts)
    rows = SessionRows(posted(request), initial=[SessionForm.initial_of(row) for row in meeting.sessions.all()])
    doubts = doubted(request, rows, lambda: unusual_days(meeting, [one.cleaned_data["day"] for one in rows.filled()]))
    if not doubts and done(
        request, rows, lambda: actions.set_sessions(meeting, [one.plan() for one in rows.filled()], by=request.user)
    ):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    more = {"template": "meetings/desk_rows.html", "row_title": pgettext("staff", "Session"), "doubts": doubts}
    return step(request, school, meeting, rows, title, **more)


@keeps_typed(AgendaRows)
@audience("desk")
@require_http_methods(METHODS)
def agenda(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, EDIT)
    rows = AgendaRows(posted(request), initial=agenda_start(meeting))
    if done(request, rows, lambda: actions.set_agenda(meeting, [one.line() for one in rows.filled()], by=request.user)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    more = {"template": "meetings/desk_rows.html", "row_title": pgettext("staff", "Topic")}
    return step(request, school, meeting, rows, pgettext("staff", "Topics"), **more)


@keeps_typed(ServicesForm)
@audience("desk")
@require_http_methods(METHODS)
def services(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, EDIT)
    form = ServicesForm(posted(request), meeting=meeting)
    if done(request, form, lambda: actions.set_services(meeting, form.offered(), by=request.user)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    title = pgettext("staff", "Help to come")
    return step(request, school, meeting, form, title, template="meetings/desk_services.html")


def step(
    request: StaffRequest, school: School, meeting: Meeting | None, form: Any, title: str, **more: Any
) -> HttpResponse:
    """The page of one step: its form under its title."""
    if "switch_language" in request.POST:
        clear(form)
    template = more.pop("template", "meetings/desk_form.html")
    context = {"school": school, "meeting": meeting, "form": form, "title": title, **more}
    return render(request, template, context)


def clear(form: Any) -> None:
    """Show what was typed without judging it."""
    for one in getattr(form, "forms", [form]):
        one.errors.clear()
    if hasattr(form, "forms"):
        form._non_form_errors = form.error_class()


def _told(notice_ids: list[int]) -> list[tuple[str, int]]:
    """How many people the invitations reached, by outcome in words."""
    words = dict(Outcome.choices)
    counts = sum(tally(notice_ids).values(), Counter[str]())
    return [(str(words[outcome]), counts[outcome]) for outcome in words if counts[outcome]]
