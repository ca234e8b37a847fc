"""What families asked, the one promised first on top, and the school's answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from accounts.clock import today
from feedback import actions
from feedback.forms import ReasonForm, ResponseForm
from feedback.models import Request, Response
from feedback.rules import reads_requests
from feedback.views import StaffRequest
from schools.models import School

PAGE = 50
METHODS = ["GET", "HEAD", "POST"]


@audience("desk")
@require_safe
def listing(request: StaffRequest, slug: str) -> HttpResponse:
    school = _school(request, slug)
    rows = Request.objects.visible_to(request.user).filter(school=school)
    closed = rows.closed().order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 18:
        closed = closed.filter(pk__lt=int(before))
    past = list(closed[: PAGE + 1])
    more = len(past) > PAGE
    context = {
        "school": school,
        "waiting": [] if before else list(rows.open()),
        "closed": past[:PAGE],
        "older_url": f"?before={past[PAGE - 1].pk}" if more else "",
        "newer_url": "?" if before else "",
        "today": today(),
    }
    return render(request, "feedback/desk_list.html", context)


@audience("desk")
@require_http_methods(METHODS)
def answer(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, row = _request(request, slug, pk)
    may_answer = request.user.has_perm("feedback.answer_request", row)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = ResponseForm(request.POST if request.method == "POST" else None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid() and _answered(request, row, form):
        return redirect("feedback_desk:list", slug=slug)
    given = Response.objects.standing().filter(request=row).select_related("entered_by").first()
    context: dict[str, Any] = {
        "school": school, "asked": row, "form": form, "given": given, "today": today(), "may_answer": may_answer,
        "may_reopen": bool(given and not given.withdrawn and request.user.has_perm("feedback.reopen_request", row)),
    }  # fmt: skip
    return render(request, "feedback/desk_answer.html", context)


@audience("desk")
@require_http_methods(METHODS)
def reopen(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    school, row = _request(request, slug, pk)
    if not request.user.has_perm("feedback.reopen_request", row):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            actions.reopen(row, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("staff", "Taken back. The request waits for an answer again."))
            return redirect("feedback_desk:answer", slug=slug, pk=pk)
    return render(request, "feedback/desk_reopen.html", {"school": school, "asked": row, "form": form})


def _answered(request: StaffRequest, row: Request, form: ResponseForm) -> bool:
    said = {**form.cleaned_data, "met": form.cleaned_data["met"] == "yes"}
    try:
        actions.answer(row, by=request.user, **said)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, pgettext("staff", "Answered. The clock of this request has stopped."))
    return True


def _school(request: StaffRequest, slug: str) -> School:
    school = get_object_or_404(School.objects.visible_to(request.user), slug=slug)
    if not reads_requests(request.user, school.pk):
        raise Http404
    return school


def _request(request: StaffRequest, slug: str, pk: int) -> tuple[School, Request]:
    school = _school(request, slug)
    return school, get_object_or_404(Request.objects.visible_to(request.user).standing(), pk=pk, school=school)
