"""Every school, what binds it, since when, confirmed or to confirm."""

from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from schools.facts import Binding, bindings
from schools.forms import ListForm
from schools.models import School

PAGE = 100


class Row(NamedTuple):
    school: School
    binding: Binding


@audience("county")
@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """Pages by the name last shown; schools the directory has closed or merged stay out of sight."""
    form = ListForm(request.GET)
    form.is_valid()
    on = form.cleaned_data.get("on") or today()
    confirm_only = form.cleaned_data.get("show") == "confirm"
    rows, more = _page(request, on, confirm_only=confirm_only)
    context = {
        "rows": rows,
        "form": form,
        "on": on,
        "past": on != today(),
        "confirm_only": confirm_only,
        "start_url": _url(request, None) if "after" in request.GET else "",
        "more_url": _url(request, rows[-1].school.slug) if more else "",
    }
    return render(request, "schools/list.html", context)


def _page(request: HttpRequest, on: date, *, confirm_only: bool) -> tuple[list[Row], bool]:
    """The rows of one page and whether more follow. Three queries at any number of schools."""
    found: Any = School.objects.visible_to(request.user).listed()  # type: ignore[arg-type]
    shown_last = request.GET.get("after", "").replace("\0", "")
    after = found.filter(slug=shown_last).first() if shown_last else None
    found = found.after(after) if after else found.by_name()
    # What is to be confirmed is known only when each school's facts are read.
    loaded = list(found if confirm_only else found[: PAGE + 1])
    known = bindings(loaded, on, now())
    rows = (Row(school, known[school.pk]) for school in loaded)
    page = list(islice((row for row in rows if not confirm_only or row.binding.to_confirm), PAGE + 1))
    return page[:PAGE], len(page) > PAGE


def _url(request: HttpRequest, after: str | None) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = after
    return f"{reverse('schools_county:list')}?{query.urlencode()}"
