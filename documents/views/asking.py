"""The county's page of sections it asks of every document of a kind."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

import schools.actions
from accounts.audience import audience
from documents import actions, kinds
from documents.forms import AskedSectionForm, ReasonForm
from documents.models import AddedSection
from documents.views.found import person
from documents.views.posted import METHODS
from schools.rules import is_county
from schools.views.stands import taken_back


@audience("county")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What the office asks beyond each kind's own sections."""
    rows = AddedSection.objects.standing().select_related("entered_by").order_by("kind", "for_year", "pk")
    shown = [(row, kinds.get(row.kind)) for row in rows if row.kind in {kind.name for kind in kinds.every()}]
    return render(request, "documents/asked_sections.html", {"rows": shown, "may_ask": is_county(request.user)})


@audience("county")
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Ask one more section of a kind, from a year on, with its heading in both languages."""
    _county_alone(request)
    form = AskedSectionForm(request.POST or None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_section(given["kind"], headings=form.headings, for_year=given["for_year"], by=person(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("staff", "Asked. Each draft of that kind now says that it lacks it."))
            return redirect("documents_county:list")
    title = pgettext("staff", "Ask one more section")
    context = {"form": form, "title": title, "button": pgettext("staff", "Ask for it")}
    return render(request, "documents/asked_section.html", context)


@audience("county")
@require_http_methods(METHODS)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a section no longer; drafts that have it keep it."""
    _county_alone(request)
    row = get_object_or_404(AddedSection.objects.select_related("voided_by"), pk=pk)
    title = pgettext("staff", "Ask this section no longer")
    if row.voided_at and row.voided_by:
        back = (reverse("documents_county:list"), pgettext("staff", "Sections the office asks"))
        return taken_back(request, row.voided_at, row.voided_by, title=title, back=back)
    form = ReasonForm(request.POST or None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            schools.actions.void(row, by=person(request), reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("staff", "No longer asked. Drafts that have it keep it."))
            return redirect("documents_county:list")
    context = {"form": form, "title": title, "button": pgettext("staff", "Ask it no longer"), "row": row}
    return render(request, "documents/asked_section.html", context)


def _county_alone(request: HttpRequest) -> None:
    if not is_county(request.user):
        raise Http404
