"""The families of a school: a list by last name, filters without names, a search that is posted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from accounts.clock import now, today
from people.choices import Unreachable
from people.facts import lines, unreachable
from people.forms import FilterForm, SearchForm
from people.models import Person
from people.querysets import PersonQuerySet
from people.views.scope import CHANGE, VIEW, school_of
from schools.models import School

PAGE = 50
DIGITS = 18
# As much of a search as a name is long; databases refuse patterns without end.
LONGEST = 80
# Students without anyone to write to, shown at once.
SHOWN = 20


@audience("desk")
@require_safe
def families(request: HttpRequest, slug: str) -> HttpResponse:
    school = school_of(request, slug, VIEW)
    form = FilterForm(request.GET)
    form.is_valid()
    everyone = Person.objects.at_school(school.pk, today())
    filtered = any(form.cleaned_data.values())
    found = _filtered(everyone, school, form.cleaned_data).by_name()
    after = everyone.filter(pk=_number(request.GET["after"])).first() if "after" in request.GET else None
    found = found.after(after) if after else found.with_total()
    page = list(found[: PAGE + 1])
    context = {
        "school": school,
        "may_change": request.user.has_perm(CHANGE, school),
        "lines": lines(page[:PAGE], school.pk, today()),
        "form": form,
        "search": SearchForm(),
        "filtered": filtered,
        "start_url": _url(request, school, None) if after else "",
        "more_url": _url(request, school, page[PAGE - 1].pk) if len(page) > PAGE else "",
    }
    if not after:
        total = everyone.count() if filtered else page[0].total if page else 0
        context |= {"total": total, **_unreachable(school)}
    return render(request, "people/list.html", context)


def _number(text: str) -> int:
    """The number of the person last shown; 0, which is nobody, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def _filtered(everyone: PersonQuerySet, school: School, data: dict[str, Any]) -> PersonQuerySet:
    grade = data.get("grade", "")
    people = Person.objects.at_school(school.pk, today(), grade=grade) if grade else everyone
    if data.get("letter"):
        people = people.initial(data["letter"])
    if data.get("reads"):
        people = people.filter(reads="" if data["reads"] == "unknown" else data["reads"])
    return people


@audience("desk")
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Posted; a bare visit, as after a reload, leads back to the list."""
    school = school_of(request, slug, VIEW)
    if request.method != "POST":
        return redirect("people_desk:list", slug)
    form = SearchForm(request.POST)
    page: list[Person] = []
    if words := str(form.data.get("words", "")).replace("\0", "")[:LONGEST]:
        found = Person.objects.matching(school.pk, words, today()).by_name()
        page = list(found[: PAGE + 1])
    shown = lines(page[:PAGE], school.pk, today())
    context = {"school": school, "search": form, "lines": shown, "more": len(page) > PAGE}
    return render(request, "people/search.html", context)


def _unreachable(school: School) -> dict[str, Any]:
    """The students nothing can be sent to, who stand above the first page."""
    missing = unreachable([school.pk], today(), now())
    words = dict(Unreachable.choices)
    return {
        "unreachable": [(row, words[row.reason]) for row in missing[:SHOWN]],
        "unreachable_total": len(missing),
    }


def _url(request: HttpRequest, school: School, after: int | None) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = str(after)
    return f"{reverse('people_desk:list', args=[school.slug])}?{query.urlencode()}"
