"""What the records show, for many schools at once: a constant number of queries for any number of schools."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

import documents.facts
import feedback.facts
import meetings.facts
import notices.facts
import policies.facts
import schools.facts
from compliance.models import Action, DueDate, Override
from compliance.provisions.engine import Facts, Ref
from compliance.provisions.papers import PLANS
from people.models import Enrolment
from regulation.choices import Cadence
from regulation.provisions import PROVISIONS
from schools.choices import Operator, RoleKind, SchoolKind, TitleI, year_end, year_start
from schools.models import School, StaffRole

# Kinds of document, the site policy aside, whose editions provisions read.
KINDS = ["agency-policy", "compact", "report-card", *PLANS]
ELEMENTARY = ["TK", "K", *[str(grade) for grade in range(1, 7)]]


def gather(schools_list: Iterable[School], year: int, on: date, known_at: datetime) -> dict[int, Facts]:
    """Facts of each school and the office; schools without rows (ungoverned, to confirm) are left out.

    Args:
        year: first year of the school year.
        on: the day asked about.
        known_at: aware; only what had been entered by then counts.
    """
    everyone = list(schools_list)
    bound = schools.facts.bindings(everyone, on, known_at)
    rows = [school for school in everyone if school.kind == SchoolKind.OFFICE or bound[school.pk].part]
    ids = [school.pk for school in rows]
    targeted = [pk for pk in ids if bound[pk].title_i == TitleI.TARGETED]
    found = _Found(ids, year, on, known_at, targeted)
    facts = {school.pk: found.of(school, bound[school.pk]) for school in rows}
    title_i = tuple(one for one in facts.values() if one.part == "B")
    for school in rows:
        if school.kind == SchoolKind.OFFICE:
            facts[school.pk] = found.of(school, bound[school.pk], title_i)
    return facts


class _Found:
    """All records of the asked schools, read once."""

    def __init__(self, ids: list[int], year: int, on: date, known_at: datetime, targeted: list[int]) -> None:
        self.year, self.on = year, on
        self.actions = _actions(ids, year, on, known_at)
        self.overrides = _overrides(ids, year, on, known_at)
        self.due, self.office_due = _due_dates(ids, year, known_at)
        self.meetings = meetings.facts.held(ids, year, on, known_at)
        self.uninvited = _uninvited(self.meetings, ids, known_at, targeted)
        self.policies = policies.facts.in_force(ids, on, known_at)
        self.office_id = School.objects.filter(kind=SchoolKind.OFFICE).values_list("pk", flat=True).first()
        self.editions = _in_force({*ids, self.office_id} - {None}, year, on, known_at)
        self.joint = documents.facts.joint(ids, year, on, known_at)
        self.notices = notices.facts.both_languages(ids, year, on, known_at)
        self.requests = feedback.facts.asked(ids, year, on, known_at)
        self.liaisons = _liaisons(ids, on, known_at)
        self.elementary = _elementary(ids, year, known_at)

    def of(self, school: School, binding: Any, title_i_schools: tuple[Facts, ...] = ()) -> Facts:
        pk = school.pk
        return Facts(
            school_id=pk,
            year=self.year,
            part="A" if school.kind == SchoolKind.OFFICE else binding.part,
            title_i=binding.title_i,
            confirmed=school.kind == SchoolKind.OFFICE or binding.confirmed,
            due=self.office_due | self.due.get(pk, {}),
            actions=self.actions.get(pk, {}),
            overrides=self.overrides.get(pk, {}),
            meetings=tuple(self.meetings.get(pk, ())),
            uninvited=self.uninvited.get(pk, {}),
            policy=self.policies.get(pk),
            editions=self.editions.get(pk, {}),
            joint=self.joint.get(pk),
            office_editions=self.editions.get(self.office_id or 0, {}) if binding.operator == Operator.OFFICE else {},
            notices=self.notices.get(pk),
            requests=tuple(self.requests.get(pk, ())),
            liaisons=self.liaisons.get(pk, ()),
            elementary=self.elementary.get(pk, True),
            title_i_schools=title_i_schools,
        )


def _in_force(ids: Any, year: int, on: date, known_at: datetime) -> dict[int, dict[str, tuple[Any, ...]]]:
    """Each owner's editions by kind, of every document of the latest year up to this one."""
    found: dict[int, dict[str, tuple[Any, ...]]] = {}
    for owner_id, editions in documents.facts.of_kinds(ids, KINDS, on, known_at).items():
        mine: dict[str, tuple[Any, ...]] = {}
        for one in editions:
            # Newest year first: an older year's is not in force beside it.
            if one.for_year <= year and all(other.for_year == one.for_year for other in mine.get(one.kind, ())):
                mine[one.kind] = (*mine.get(one.kind, ()), one)
        found[owner_id] = mine
    return found


def _actions(ids: list[int], year: int, on: date, known_at: datetime) -> dict[int, dict[str, tuple[Ref, ...]]]:
    """Attested actions of the year; for a standing provision the ones of earlier years too."""
    standing = [code for code, provision in PROVISIONS.items() if provision.cadence == Cadence.STANDING]
    rows = Action.objects.counting(on, known_at).filter(school_id__in=ids)
    rows = rows.filter(Q(for_year=year) | Q(provision__in=standing, for_year__lt=year)).order_by("on", "pk")
    found: dict[int, dict[str, tuple[Ref, ...]]] = defaultdict(dict)
    for pk, school_id, code in rows.values_list("pk", "school_id", "provision"):
        found[school_id][code] = (*found[school_id].get(code, ()), Ref("compliance.action", pk))
    return found


def _overrides(ids: list[int], year: int, on: date, known_at: datetime) -> dict[int, dict[str, tuple[str, str]]]:
    rows = Override.objects.counting(on, known_at).filter(school_id__in=ids, for_year=year).order_by("on", "pk")
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for school_id, code, state, reason in rows.values_list("school_id", "provision", "standing", "reason"):
        found[school_id][code] = (state, reason)
    return found


def _due_dates(ids: list[int], year: int, known_at: datetime) -> tuple[dict[int, dict[str, date]], dict[str, date]]:
    """The calendar's days: each school's own, and the office's, which hold for every school."""
    rows = DueDate.objects.known(known_at).filter(for_year=year)
    rows = rows.filter(Q(school_id__in=ids) | Q(school__kind=SchoolKind.OFFICE)).order_by("entered_at", "pk")
    found: dict[int, dict[str, date]] = defaultdict(dict)
    office: dict[str, date] = {}
    for school_id, kind, code, due in rows.values_list("school_id", "school__kind", "provision", "due_on"):
        (office if kind == SchoolKind.OFFICE else found[school_id])[code] = due
    return found, office


def _liaisons(ids: list[int], on: date, known_at: datetime) -> dict[int, tuple[Ref, ...]]:
    rows = StaffRole.objects.counting(on, known_at).filter(school_id__in=ids, kind=RoleKind.LIAISON)
    found: dict[int, tuple[Ref, ...]] = {}
    for pk, school_id in rows.values_list("pk", "school_id"):
        found[school_id] = (*found.get(school_id, ()), Ref("schools.staffrole", pk))
    return found


def _elementary(ids: list[int], year: int, known_at: datetime) -> dict[int, bool]:
    """Whether a school with students on its list had any in the elementary grades this year (B6.c.1)."""
    rows = Enrolment.objects.known(known_at).filter(school_id__in=ids, on__lte=year_end(year))
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gt=year_start(year)))
    counts = rows.values("school_id").annotate(young=Count("pk", filter=Q(grade__in=ELEMENTARY)))
    return {row["school_id"]: row["young"] > 0 for row in counts}


def _uninvited(
    found: dict[int, list[Any]], ids: list[int], known_at: datetime, targeted: list[int]
) -> dict[int, dict[int, int]]:
    """How many family members each invitation did not reach: {school_id: {notice_id: people}}."""
    invitations = {school: [pk for meeting in found.get(school, ()) for pk in meeting.notice_ids] for school in ids}
    asked = [pk for pks in invitations.values() for pk in pks]
    left_out = notices.facts.left_out(asked, known_at, participating_only=targeted)
    return {school: {pk: left_out[pk] for pk in pks if pk in left_out} for school, pks in invitations.items()}
