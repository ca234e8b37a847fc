"""Why a standing is what it is, down to the record: evidence rows are loaded here and nowhere else."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext

import notices.facts
from compliance.models import Action
from compliance.provisions.engine import Ref
from documents import kinds
from documents.models import (
    Contributor,
    Document,
    Edition,
    OpenPoint,
    PeriodicReview,
    ReviewWindow,
    Submission,
)
from feedback.models import Request
from meetings.models import Attendance, Meeting, Minutes
from schools.models import StaffRole


@dataclass(frozen=True)
class Record:
    """One record behind a standing, as a person reads it."""

    title: str
    on: date | None
    url: str = ""
    note: str = ""


def records(refs: Iterable[Ref]) -> list[Record]:
    """The records a standing rests on, in their order: one query a kind of record."""
    refs = list(refs)
    wanted: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        wanted[ref.model].append(ref.pk)
    found = {Ref(model, row.pk): DRAW[model](row) for model, pks in wanted.items() for row in LOAD[model](pks)}
    return [found[ref] for ref in refs if ref in found]


def _in_language(row: Any, field: str) -> str:
    found = getattr(row, f"{field}_{get_language()}") or getattr(row, f"{field}_es") or getattr(row, f"{field}_en")
    return str(found)


def _meeting(row: Meeting) -> Record:
    first = min((session.starts_at for session in row.sessions.all()), default=None)
    url = reverse("meetings_desk:page", args=[row.owner.slug, row.pk])
    return Record(_in_language(row, "title"), timezone.localdate(first) if first else None, url)


def _attendance(row: Attendance) -> Record:
    came = ngettext("%(count)d person came", "%(count)d people came", row.people) % {"count": row.people}
    url = reverse("meetings_desk:page", args=[row.session.meeting.owner.slug, row.session.meeting_id])
    return Record(came, row.on, url, row.get_method_display())


def _minutes(row: Minutes) -> Record:
    return Record(
        pgettext("staff", "Minutes"),
        row.on,
        reverse("meetings_desk:page", args=[row.meeting.owner.slug, row.meeting_id]),
    )


def _notice(row: Any) -> Record:
    day = timezone.localdate(row.released_at) if row.released_at else None
    return Record(_in_language(row, "subject"), day, reverse("notices_desk:page", args=[row.owner.slug, row.pk]))


def _edition(row: Edition) -> Record:
    kind = kinds.get(row.document.kind)
    title = pgettext("staff", "%(kind)s, edition %(number)d") % {
        "kind": kind.title_of(row.document),
        "number": row.number,
    }
    grades = f"&for={row.document.variant}" if row.document.variant else ""
    return Record(title, row.on, f"{kind.address(row.document.owner.slug)}?year={row.document.for_year}{grades}")


def _paper(title: str, document: Document, on: date, note: str = "") -> Record:
    return Record(title, on, reverse("documents_desk:page", args=[document.owner.slug, document.pk]), note)


def _window(row: ReviewWindow) -> Record:
    title = pgettext("staff", "Review with families: %(kind)s") % {"kind": kinds.title_of(row.document)}
    return _paper(title, row.document, row.on)


def _helper(row: Contributor) -> Record:
    return _paper(f"{row.get_role_display()}: {row.count}", row.document, row.on, row.how)


def _review(row: PeriodicReview) -> Record:
    title = pgettext("staff", "Looked at again, left as it is: %(kind)s") % {"kind": kinds.title_of(row.document)}
    return _paper(title, row.document, row.on, row.note)


def _submission(row: Submission) -> Record:
    title = pgettext("staff", "Plan sent on with families’ comments: %(to)s") % {"to": row.get_recipient_display()}
    return _paper(title, row.edition.document, row.on)


def _point(row: OpenPoint) -> Record:
    return Record(row.text, row.on, reverse("strategies_county:list"), str(row.get_tier_display()))


def _request(row: Request) -> Record:
    return Record(
        row.get_kind_display(), row.on, reverse("feedback_desk:list", args=[row.school.slug]), row.get_state_display()
    )


def _action(row: Action) -> Record:
    return Record(
        row.description, row.on, reverse("compliance_desk:action", args=[row.school.slug, row.pk]), row.person
    )


def _role(row: StaffRole) -> Record:
    return Record(f"{row.get_kind_display()}: {row.user.name}", row.on)


LOAD: dict[str, Callable[[list[int]], Iterable[Any]]] = {
    "meetings.meeting": lambda pks: (
        Meeting.objects.filter(pk__in=pks).select_related("owner").prefetch_related("sessions")
    ),
    "meetings.attendance": lambda pks: Attendance.objects.filter(pk__in=pks).select_related("session__meeting__owner"),
    "meetings.minutes": lambda pks: Minutes.objects.filter(pk__in=pks).select_related("meeting__owner"),
    "notices.notice": lambda pks: notices.facts.headings(pks).values(),
    "documents.edition": lambda pks: Edition.objects.filter(pk__in=pks).select_related("document__owner"),
    "documents.reviewwindow": lambda pks: ReviewWindow.objects.filter(pk__in=pks).select_related("document__owner"),
    "documents.contributor": lambda pks: Contributor.objects.filter(pk__in=pks).select_related("document__owner"),
    "documents.periodicreview": lambda pks: PeriodicReview.objects.filter(pk__in=pks).select_related("document__owner"),
    "documents.submission": lambda pks: Submission.objects.filter(pk__in=pks).select_related(
        "edition__document__owner"
    ),
    "documents.openpoint": lambda pks: OpenPoint.objects.filter(pk__in=pks),
    "feedback.request": lambda pks: Request.objects.filter(pk__in=pks).select_related("school"),
    "compliance.action": lambda pks: Action.objects.filter(pk__in=pks).select_related("school"),
    "schools.staffrole": lambda pks: StaffRole.objects.filter(pk__in=pks).select_related("user"),
}
DRAW: dict[str, Callable[[Any], Record]] = {
    "meetings.meeting": _meeting,
    "meetings.attendance": _attendance,
    "meetings.minutes": _minutes,
    "notices.notice": _notice,
    "documents.edition": _edition,
    "documents.reviewwindow": _window,
    "documents.contributor": _helper,
    "documents.periodicreview": _review,
    "documents.submission": _submission,
    "documents.openpoint": _point,
    "feedback.request": _request,
    "compliance.action": _action,
    "schools.staffrole": _role,
}
