"""The county's matrix: a page, and the same as CSV."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from compliance.choices import State
from compliance.forms import FilterForm, required
from compliance.matrix import CODES, COLUMNS, Row, lines, rows, to_confirm
from documents.facts.packages import arrived_by
from regulation.provisions import PROVISIONS
from schools.choices import Operator
from schools.models import School


@dataclass(frozen=True)
class Table:
    """One part's table: its columns in groups, and its rows."""

    part: str
    codes: list[str]
    rows: list[Row]

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Columns by the number they belong to: ("B4", [B4, B4.a, ...])."""
        grouped = groupby(self.codes, key=lambda code: code.split(".")[0])
        return [(head, [PROVISIONS[code] for code in codes]) for head, codes in grouped]

    @property
    def starts(self) -> set[str]:
        """The columns that begin a group."""
        return {columns[0].code for _head, columns in self.groups}

    @property
    def lines(self) -> Iterator[tuple[Row, str]]:
        """Each row with how many of its required provisions are complete."""
        asked = [code for code in CODES[self.part] if required(code)]
        for row in self.rows:
            states = [row.standings[code].state for code in asked]
            wanted = [state for state in states if state != State.NOT_APPLICABLE]
            yield row, f"{wanted.count(State.COMPLETE)} / {len(wanted)}"


@audience("county")
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, status: int = 200) -> HttpResponse:
    form, found, schools = _asked(request)
    year, on = form.school_year(), form.day()
    shown = [row for row in found if _wanted(row, form)]
    tables = [_table(part, shown, form) for part in "BCA"]
    counts = Counter(str(standing.state) for row in found for code, standing in row.standings.items() if required(code))
    context = {
        "form": form,
        "year": year,
        "years": range(year - 2, year + 2),
        "on": on,
        "is_ahead": on > today(),
        "known_at": _known_at(form),
        "asked_known_at": form.value("known_at"),
        "tables": [table for table in tables if table.rows],
        "confirm": to_confirm(schools, found),
        "counts": [(state, counts[state]) for state in State.values],
        "total": sum(counts.values()),
        "states": State.values,
        "plans": arrived_by(year, on, _known_at(form)),
        "query": request.GET.urlencode(),
        "understood": _understood(request, form),
    }
    return render(request, "compliance/matrix.html", context, status=status)


@audience("county")
@require_safe
def matrix_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file; a filter that cannot be read gives the page that says so, never a file of another day."""
    if not FilterForm(request.GET).is_valid():
        return _page(request, status=400)
    form, found, _schools = _asked(request)
    year, on = form.school_year(), form.day()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="matrix-{year}-{(year + 1) % 100:02d}-on-{on}.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines((row for row in found if _wanted(row, form)), year, on))
    return response


def _understood(request: HttpRequest, form: FilterForm) -> str:
    """The filters as they stand in the address, without those that were left aside."""
    asked = request.GET.copy()
    for name in form.errors:
        asked.pop(name, None)
    return asked.urlencode()


def _asked(request: HttpRequest) -> tuple[FilterForm, list[Row], list[School]]:
    form = FilterForm(request.GET)
    form.is_valid()
    schools = list(School.objects.visible_to(request.user).listed().by_name())  # type: ignore[arg-type]
    return form, rows(schools, form.school_year(), form.day(), _known_at(form)), schools


def _known_at(form: FilterForm) -> datetime:
    return form.value("known_at") or now()


def _wanted(row: Row, form: FilterForm) -> bool:
    if form.value("who") == Operator.CHARTER and not row.school.charter:
        return False
    if form.value("who") == Operator.OFFICE and row.school.charter:
        return False
    standing = form.value("standing")
    return not standing or any(found.state == standing for found in row.standings.values())


def _table(part: str, found: Iterable[Row], form: FilterForm) -> Table:
    codes = [code for code in CODES[part] if required(code) or form.value("force") == "all"]
    return Table(part, codes, [row for row in found if row.facts.part == part])
