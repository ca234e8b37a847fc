"""A coordinator's desk: the school's year as a task list, what is due first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from compliance.choices import SOON_DAYS, Basis, State
from compliance.forms import FilterForm, required
from compliance.matrix import rows
from compliance.provisions import ATTESTED, EITHER, Standing
from documents.models import SentBack
from feedback.choices import State as RequestState
from feedback.models import Request
from regulation.provisions import PROVISIONS
from schools.choices import RoleKind
from schools.models import School

OPEN_STATES = [State.OVERDUE, State.DUE_SOON, State.PARTLY, State.NONE]
# Where the work that shows a provision is done: the room's desk and the named next action.
WORK = {
    "B0": ("documents_desk:list", pgettext_lazy("staff", "Write the policy")),
    "B11": ("documents_desk:list", pgettext_lazy("staff", "Write the policy")),
    "B1": ("meetings_desk:list", pgettext_lazy("staff", "Open the annual meeting")),
    "B2": ("meetings_desk:list", pgettext_lazy("staff", "Add a session at another time")),
    "B7.e": ("notices_desk:list", pgettext_lazy("staff", "See the notices")),
    "C3": ("feedback_desk:list", pgettext_lazy("staff", "Answer families")),
}
# The office's own, over all schools: no school stands in the address.
OFFICE_WORK = {"A5": ("strategies_county:list", pgettext_lazy("staff", "Record a strategy"))}
TASKS, SHOWN = 3, 5


@dataclass(frozen=True)
class Task:
    """One required provision: its standing, its day, and one named next action."""

    code: str
    standing: Standing
    url: str
    action: Any
    why: str

    @property
    def provision(self) -> Any:
        return PROVISIONS[self.code]


@audience("desk")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The schools a person works for; one school opens at once."""
    schools = list(School.objects.visible_to(request.user).listed().by_name())  # type: ignore[arg-type]
    if len(schools) == 1:
        return redirect("desk:year", schools[0].slug)
    return render(request, "compliance/desks.html", {"schools": schools})


@audience("desk")
@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user).listed(), slug=slug)  # type: ignore[arg-type]
    form = FilterForm(request.GET)
    form.is_valid()
    on, first = form.day(), form.school_year()
    everyone = School.objects.listed() if school.kind == "office" else [school]
    row = next((row for row in rows(everyone, first, on, now()) if row.school == school), None)
    standings = row.standings if row else {}
    may_write = request.user.has_perm("compliance.attest", school)
    tasks = [_task(school, code, found, act=may_write) for code, found in standings.items() if required(code)]
    open_tasks = sorted((task for task in tasks if task.standing.state in OPEN_STATES), key=_urgency)
    waiting = _waiting(request, school) if may_write else []
    sent_back = SentBack.objects.visible_to(request.user).open().filter(document__owner=school)  # type: ignore[arg-type]
    back = sent_back.count() if may_write else 0
    roles = request.user.roles  # type: ignore[union-attr]
    context = {
        "school": school,
        "year": first,
        "on": on,
        "row": row,
        "asked": form,
        "first": open_tasks[: TASKS - bool(waiting) - bool(back)],
        "sections": _sections(open_tasks, on),
        "complete": [task for task in tasks if task.standing.state == State.COMPLETE],
        "optional": [
            _task(school, code, found, act=may_write) for code, found in standings.items() if not required(code)
        ],
        "counts": [(state, n) for state, n in _tally(tasks) if n],
        "waiting": waiting[:SHOWN],
        "waiting_count": len(waiting),
        "may_write": may_write,
        "sent_back": back,
        "approves": any((role.kind, role.school_id) == (RoleKind.APPROVER, school.pk) for role in roles),
    }
    return render(request, "compliance/desk.html", context)


def _task(school: School, code: str, standing: Standing, *, act: bool) -> Task:
    """The next action leads where the work is done; an attested provision is written down; a reader sees why."""
    why = reverse("desk:why", args=[school.slug, code])
    if act and code in WORK:
        name, action = WORK[code]
        return Task(code, standing, reverse(name, args=[school.slug]), action, why)
    if act and code in OFFICE_WORK:
        name, action = OFFICE_WORK[code]
        return Task(code, standing, reverse(name), action, why)
    if act and code in ATTESTED | EITHER and standing.basis != Basis.OVERRIDE:
        url = reverse("compliance_desk:new", args=[school.slug]) + f"?provision={code}"
        return Task(code, standing, url, pgettext_lazy("staff", "Write down what was done"), why)
    return Task(code, standing, why, pgettext_lazy("staff", "See what is missing"), why)


def _urgency(task: Task) -> tuple[int, date, str]:
    return OPEN_STATES.index(State(task.standing.state)), task.standing.due_on or date.max, task.code


def _by_day(task: Task) -> tuple[date, str]:
    return task.standing.due_on or date.max, task.code


def _sections(tasks: list[Task], on: date) -> list[tuple[Any, list[Task]]]:
    soon = on + timedelta(days=SOON_DAYS)
    now_due = [task for task in tasks if task.standing.due_on and task.standing.due_on <= soon]
    later = sorted((task for task in tasks if task not in now_due), key=_by_day)
    named = [(pgettext_lazy("staff", "Now"), now_due), (pgettext_lazy("staff", "Later this year"), later)]
    return [(name, found) for name, found in named if found]


def _tally(tasks: list[Task]) -> list[tuple[str, int]]:
    counts = Counter(str(task.standing.state) for task in tasks)
    return [(state, counts[state]) for state in [*OPEN_STATES, State.COMPLETE]]


def _waiting(request: HttpRequest, school: School) -> list[Request]:
    rows = Request.objects.visible_to(request.user).standing()  # type: ignore[arg-type]
    return list(rows.filter(school=school, state=RequestState.OPEN, on__lte=today()).order_by("due_on", "pk"))
