"""How many welcome packets were given each week, beside how many students were new."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from accounts.clock import today
from compacts.actions import hand_out, take_back
from compacts.facts import monday_of, weeks
from compacts.forms import HandoutForm, WeekForm
from compacts.models import Handout
from schools.models import School
from schools.rules import writes
from schools.views.stands import taken_back

METHODS = ["GET", "HEAD", "POST"]
SHOWN = timedelta(weeks=11)


@audience("desk")
@require_http_methods(METHODS)
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """The last twelve weeks, and a form for one of them."""
    school = _school(request, slug)
    may_write = writes(request.user, school.pk)
    if request.method == "POST" and not may_write:
        raise Http404
    form = HandoutForm(request.POST if request.method == "POST" else None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            hand_out(school, form.cleaned_data["week"], form.given(), by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, pgettext("staff", "Saved."))
            return redirect("compacts_desk:welcome", slug=slug)
    rows = weeks(school.pk, today() - SHOWN, today())
    context = {"school": school, "form": form, "weeks": rows, "may_write": may_write}
    return render(request, "compacts/welcome/desk.html", context)


@audience("desk")
@require_http_methods(METHODS)
def void(request: HttpRequest, slug: str, week: str) -> HttpResponse:
    """Take back what was entered for a week, with the reason."""
    school = _school(request, slug)
    monday = _monday(week)
    entered = Handout.objects.filter(school=school, on=monday).select_related("voided_by")
    if not writes(request.user, school.pk) or not entered.exists():
        raise Http404
    if not entered.standing().exists():
        return _taken_back(request, school, entered.latest("voided_at"))
    form = WeekForm(request.POST if request.method == "POST" else None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            take_back(school, monday, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, pgettext("staff", "Saved."))
            return redirect("compacts_desk:welcome", slug=slug)
    return render(request, "compacts/welcome/void.html", {"school": school, "form": form, "monday": monday})


def _taken_back(request: HttpRequest, school: School, last: Handout) -> HttpResponse:
    title, words = pgettext("staff", "Take this week back"), pgettext("staff", "Welcome packet")
    back = (reverse("compacts_desk:welcome", args=[school.slug]), words)
    return taken_back(request, last.voided_at, last.voided_by, title=title, back=back, school=school)  # type: ignore[arg-type]


def _school(request: HttpRequest, slug: str) -> School:
    """A school whose desk this person may open."""
    return get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]


def _monday(value: str) -> date:
    """The week in an address.

    Raises:
        Http404: no day, or no Monday.
    """
    try:
        day = date.fromisoformat(value)
    except ValueError as nonsense:
        raise Http404 from nonsense
    if day != monday_of(day):
        raise Http404
    return day
