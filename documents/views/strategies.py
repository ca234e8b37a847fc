"""The county's page of strategies: what it is going to do about what the yearly review found (AR 6020 A5)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

import schools.actions
from accounts.audience import audience
from documents import actions, kinds
from documents.forms import ReasonForm, StrategyForm
from documents.models import OpenPoint
from documents.views.found import person
from documents.views.posted import METHODS, is_done, posted
from schools.rules import is_county

# The newest are shown; the ones of earlier years stand in their year's records.
MOST = 100


@audience("county")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Strategies newest first, each with its finding and how well it is shown to work."""
    rows = OpenPoint.objects.standing().exclude(tier="").select_related("entered_by").order_by("-on", "-pk")[:MOST]
    known = {kind.name: kind for kind in kinds.every()}
    shown = [(row, known[row.kind]) for row in rows if row.kind in known]
    return render(request, "documents/strategies.html", {"rows": shown, "may_add": is_county(request.user)})


@audience("county")
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Record a strategy with the finding it rests on."""
    _county_alone(request)
    form = StrategyForm(posted(request))
    done = pgettext("staff", "Recorded.")
    if is_done(request, form, lambda: actions.add_strategy(by=person(request), **form.cleaned_data), done):
        return redirect("strategies_county:list")
    context = {"form": form, "title": pgettext("staff", "Record a strategy"), "button": pgettext("staff", "Record it")}
    return render(request, "documents/strategy.html", context)


@audience("county")
@require_http_methods(METHODS)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a strategy entered by mistake, with the reason."""
    _county_alone(request)
    row = get_object_or_404(OpenPoint.objects.standing(), pk=pk)
    form = ReasonForm(posted(request))
    by = person(request)
    done = pgettext("staff", "Taken back.")
    if is_done(request, form, lambda: schools.actions.void(row, by=by, reason=form.cleaned_data["reason"]), done):
        return redirect("strategies_county:list")
    context = {"form": form, "row": row, "title": pgettext("staff", "Take this entry back")}
    return render(request, "documents/strategy.html", context | {"button": pgettext("staff", "Take it back")})


def _county_alone(request: HttpRequest) -> None:
    if not is_county(request.user):
        raise Http404
