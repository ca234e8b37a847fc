"""What a coordinator does with a planned meeting: call, invite, call off, count, write minutes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

import schools.actions
from accounts.audience import audience
from accounts.views.kept import keeps_typed
from feedback.forms import ReasonForm
from meetings import actions, facts
from meetings.facts.doubts import many_people
from meetings.forms.desk import CountForm, LetterForm, MinutesForm
from meetings.models import Attendance
from meetings.views import StaffRequest
from meetings.views.desk import CALL, EDIT, METHODS, done, doubted, meeting_of, posted, step
from meetings.views.stood import called_off, counted, invited, voided
from notices.choices import Channel

PARTICIPATING = "participating"


@audience("desk")
@require_POST
def call(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    _school, meeting = meeting_of(request, slug, pk, CALL)
    try:
        actions.call(meeting, by=request.user)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, pgettext("staff", "Called. Families see it now. Next, send the invitation."))
    return redirect("meetings_desk:page", slug=slug, pk=pk)


@keeps_typed(LetterForm)
@audience("desk")
@require_http_methods(METHODS)
def invite(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """Both languages side by side, how many get it and how; then the button."""
    school, meeting = meeting_of(request, slug, pk, CALL)
    if stood := invited(request, school, meeting):
        return stood
    form = LetterForm(posted(request), initial=actions.invitation_letter(meeting, meeting.owner)._asdict())
    if done(request, form, lambda: _send(meeting, form, request.user)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    to = facts.readers(meeting.owner, participating=actions.audience_of(meeting.owner) == PARTICIPATING)
    labels: dict[str, Any] = dict(Channel.choices)
    channels = [(labels.get(key) or pgettext("staff", "asked for no messages"), n) for key, n in to.channels.items()]
    more = {"readers": to, "channels": channels, "languages": to.languages, "template": "meetings/desk_invite.html"}
    return step(request, school, meeting, form, pgettext("staff", "Invite families"), **more)


def _send(meeting: Any, form: LetterForm, by: Any) -> None:
    actions.invite(meeting, by=by, letter=actions.Letter(**form.cleaned_data))


@keeps_typed(ReasonForm)
@audience("desk")
@require_http_methods(METHODS)
def cancel(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, CALL)
    if stood := called_off(request, school, meeting):
        return stood
    form = ReasonForm(posted(request))
    if done(request, form, lambda: actions.cancel(meeting, by=request.user, reason=form.cleaned_data["reason"])):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    hint = pgettext(
        "staff", "Everyone who was invited or has answered is told, in their language. The reason is for the record."
    )
    return step(
        request, school, meeting, form, pgettext("staff", "Call the meeting off"), hint=hint,
        button=pgettext("staff", "Call it off and tell families"),
    )  # fmt: skip


@keeps_typed(CountForm)
@audience("desk")
@require_http_methods(METHODS)
def count(request: StaffRequest, slug: str, pk: int, session: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, EDIT)
    row = get_object_or_404(meeting.sessions.all(), pk=session)
    if stood := counted(request, school, row):
        return stood
    form = CountForm(posted(request))
    doubts = doubted(request, form, lambda: many_people(form.cleaned_data["people"]))
    if not doubts and done(request, form, lambda: actions.count(row, by=request.user, **form.cleaned_data)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    return step(request, school, meeting, form, pgettext("staff", "Who came"), session=row, doubts=doubts)


@keeps_typed(ReasonForm)
@audience("desk")
@require_http_methods(METHODS)
def void_count(request: StaffRequest, slug: str, pk: int, count: int) -> HttpResponse:
    """A wrong count is voided with its reason, never edited; then the right one is entered."""
    school, meeting = meeting_of(request, slug, pk)
    row = get_object_or_404(Attendance.objects.filter(session__meeting=meeting).select_related("voided_by"), pk=count)
    if not request.user.has_perm("meetings.void_attendance", row):
        raise Http404
    if stood := voided(request, school, meeting, row):
        return stood
    form = ReasonForm(posted(request))
    if done(request, form, lambda: schools.actions.void(row, by=request.user, reason=form.cleaned_data["reason"])):
        return redirect("meetings_desk:count", slug=slug, pk=pk, session=row.session_id)
    hint = pgettext("staff", "The count stays in the record as void, with your reason. Then enter the right one.")
    title = pgettext("staff", "Void this count")
    return step(request, school, meeting, form, title, hint=hint, button=title, session=row.session, attendance=row)


@keeps_typed(MinutesForm)
@audience("desk")
@require_http_methods(METHODS)
def minutes(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, meeting = meeting_of(request, slug, pk, EDIT)
    before = meeting.minutes.standing().first()
    initial = {"text_es": before.text_es, "text_en": before.text_en} if before else None
    form = MinutesForm(posted(request), initial=initial)
    if done(request, form, lambda: actions.write_minutes(meeting, by=request.user, **form.cleaned_data)):
        return redirect("meetings_desk:page", slug=slug, pk=pk)
    title = pgettext("staff", "What was said and decided")
    return step(request, school, meeting, form, title, template="meetings/desk_minutes.html")
