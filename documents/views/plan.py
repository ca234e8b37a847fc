"""The back-planner: from the board's date to the first word."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from accounts.clock import today
from documents import actions, kinds
from documents.choices import State
from documents.facts.planning import Asked, earliest, fits, steps
from documents.facts.reached import Reached, reached
from documents.forms import REVIEW_DAYS, PlanForm
from documents.models import Document
from documents.views.found import WRITE, document_of, person
from schools.facts import days_off

WORDS = {
    "begun": pgettext_lazy("staff", "Begin to write"),
    "written": pgettext_lazy("staff", "Everything is written: it goes to the other language"),
    "approved": pgettext_lazy("staff", "Both languages are approved"),
    "opens": pgettext_lazy("staff", "Families are asked: the first day for comments"),
    "closes": pgettext_lazy("staff", "The last day for comments; then each gets its answer"),
    "hearing_agenda": pgettext_lazy("staff", "The agenda of the hearing is posted, 72 hours before"),
    "hearing": pgettext_lazy("staff", "The public hearing, at an earlier meeting"),
    "agenda": pgettext_lazy("staff", "The agenda of the decision is posted, 72 hours before"),
    "decision": pgettext_lazy("staff", "The decision"),
}


@audience("desk")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Each step with its day, planned back from the decision; who writes sets the day."""
    document = document_of(request, slug, pk)
    may_set = request.user.has_perm(WRITE, document) and document.state == State.DRAFT and not document.legacy
    if request.method == "POST" and not may_set:
        raise Http404
    so_far = reached(document)
    asked = asked_of(document, _days(request), so_far)
    initial = {"decide_on": document.decide_on, "days": asked.days}
    form = PlanForm(request.POST or None, initial=initial, document=document)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            given = form.planned
            actions.plan(document, replace(asked, **given), by=person(request), hearing=form.hearing)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("staff", "Planned. Each step stands below with its day."))
            url = redirect("documents_desk:plan", slug=slug, pk=pk).url
            return redirect(f"{url}?days={given['days']}")
    kind = kinds.get(document.kind)
    context = {
        "school": document.owner,
        "document": document,
        "kind": kind,
        "to_fill": [(row, kind.heading_of(row)) for row in so_far.to_fill],
        "form": form,
        "may_set": may_set,
        "steps": [(step, WORDS[step.key]) for step in steps(asked)] if document.decide_on else [],
        "fits": not document.decide_on or fits(asked),
        "earliest": earliest(asked),
        "latest": asked.latest,
        "is_late": bool(document.decide_on and asked.latest and document.decide_on > asked.latest),
    }
    return render(request, "documents/plan.html", context)


def asked_of(document: Document, days: int, so_far: Reached) -> Asked:
    """What a document's plan is made from, as it stands today. One query."""
    kind, window = kinds.get(document.kind), so_far.window
    return Asked(
        decide_on=document.decide_on or today(),
        today=today(),
        days=days,
        hearing=kind.hearing,
        latest=date(document.for_year, *kind.decide_by) if kind.decide_by else None,
        opened_on=window.on if window else None,
        closes_on=window.closes_on if window else None,
        off=days_off([document.owner_id])[document.owner_id],
        done=so_far.done,
        hearing_on=timezone.localdate(document.hearing_at) if document.hearing_at else None,
    )


def _days(request: HttpRequest) -> int:
    value = request.GET.get("days", "")
    return int(value) if value.isascii() and value.isdigit() and 3 <= int(value[:4]) <= 120 else REVIEW_DAYS
