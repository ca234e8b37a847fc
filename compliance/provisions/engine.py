"""How a standing follows from what a rule found. No queries here: rules read facts, nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from compliance.choices import SOON_DAYS, Basis, State
from regulation.choices import Force
from regulation.provisions import PROVISIONS
from schools.choices import year_end

Text = str | Promise


class Ref(NamedTuple):
    """A record a standing rests on: model label and id; loaded only when a cell is explained."""

    model: str
    pk: int


@dataclass(frozen=True)
class Part:
    """One thing a provision asks for: whether it is shown, by which records, and what to say while it is not."""

    shown: bool
    missing: Text
    records: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A provision's standing at a school on a day. Never "compliant": only the monitoring agency finds that."""

    state: str
    due_on: date | None
    missing: tuple[Text, ...] = ()
    records: tuple[Ref, ...] = ()
    basis: str = Basis.COMPUTED
    reason: str = ""
    # What is worth knowing beside it and moves nothing (compliance.provisions.drafts).
    notes: tuple[Text, ...] = ()
    # What it would be without the office's own decision; empty where there is none.
    without: str = ""


@dataclass(frozen=True)
class Facts:
    """What the records of one school show for a year, on a day, as known at a moment."""

    school_id: int
    year: int
    part: str
    title_i: str = ""
    confirmed: bool = True
    due: dict[str, date] = field(default_factory=dict)
    actions: dict[str, tuple[Ref, ...]] = field(default_factory=dict)
    overrides: dict[str, tuple[str, str]] = field(default_factory=dict)
    meetings: tuple[Any, ...] = ()
    uninvited: dict[int, int] = field(default_factory=dict)
    policy: Any = None
    # Editions in force by kind (documents.facts.EditionFact); the year's work with families (documents.facts.Joint).
    editions: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    joint: Any = None
    # The office's own editions, where it operates the school: its plan is the school's too.
    office_editions: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    notices: Any = None
    requests: tuple[Any, ...] = ()
    liaisons: tuple[Ref, ...] = ()
    elementary: bool = True
    title_i_schools: tuple["Facts", ...] = ()


Rule = Callable[[Facts, date], Standing]
RULES: dict[str, Rule] = {}
# Provisions no record of the portal can show yet: an attested action is taken for these alone.
ATTESTED: set[str] = set()
# Provisions that records show, or an attested action: the regulation names an act beside the record, or a part of the
# records is not kept here yet.
EITHER: set[str] = set()


def rule(code: str) -> Callable[[Rule], Rule]:
    """Register the one rule of a provision."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register


def attested(code: str) -> Callable[[Rule], Rule]:
    """Register a rule that rests on attested actions until the portal keeps the records themselves."""
    ATTESTED.add(code)
    return rule(code)


def either(code: str) -> Callable[[Rule], Rule]:
    """Register a computed rule of a provision that an attested action shows as well."""
    EITHER.add(code)
    return rule(code)


def due_on(code: str, facts: Facts) -> date | None:
    """June 30 of the year unless the office's calendar names another day; a may row has none."""
    if PROVISIONS[code].force == Force.MAY:
        return None
    return facts.due.get(code, year_end(facts.year))


def weigh(code: str, facts: Facts, on: date, parts: Sequence[Part]) -> Standing:
    """The standing of a provision from its parts: complete, overdue, due soon, partly or none, in that order."""
    due = due_on(code, facts)
    missing = tuple(part.missing for part in parts if not part.shown)
    records = tuple(dict.fromkeys(ref for part in parts for ref in part.records))
    return Standing(_state(parts, missing, due, on), due, missing, records)


def _state(parts: Sequence[Part], missing: Sequence[Text], due: date | None, on: date) -> str:
    if not missing:
        return State.COMPLETE
    if due is not None and on > due:
        return State.OVERDUE
    if due is not None and due - on <= timedelta(days=SOON_DAYS):
        return State.DUE_SOON
    # "Nothing asked, so nothing late" is no part shown: a record must stand behind it.
    return State.PARTLY if any(part.shown and part.records for part in parts) else State.NONE


def on_action(code: str, facts: Facts, on: date) -> Standing:
    """Standing of a provision that an attested action alone shows."""
    refs = facts.actions.get(code, ())
    # Most cells of a county: nothing recorded, and so the same for every school with the same day.
    return weigh(code, facts, on, [Part(True, NO_ACTION, refs)]) if refs else _without_action(due_on(code, facts), on)


@lru_cache(maxsize=256)
def _without_action(due: date | None, on: date) -> Standing:
    return Standing(_state((), (NO_ACTION,), due, on), due, (NO_ACTION,))


def on_event(code: str, facts: Facts, on: date) -> Standing:
    """As on_action, but without an event there is nothing to show: not applicable."""
    return on_action(code, facts, on) if facts.actions.get(code) else NOTHING_HAPPENED


def all_of(code: str, facts: Facts, on: date, children: Iterable[str]) -> Standing:
    """A provision shown by its own points: each must be complete (not applicable ones aside)."""
    return weigh(code, facts, on, points(facts, on, children))


def points(facts: Facts, on: date, children: Iterable[str]) -> list[Part]:
    """A provision's own points as parts of it, those not applicable left out."""
    found = [(child, judge(child, facts, on)) for child in children]
    return [
        Part(standing.state == State.COMPLETE, _still_open(child), standing.records)
        for child, standing in found
        if standing.state != State.NOT_APPLICABLE
    ]


def judge(code: str, facts: Facts, on: date) -> Standing:
    """The standing that holds: an override, else the rule, else an attested action of the year."""
    if code in facts.overrides:
        # A decision is no evidence: the records beside it are those found.
        state, reason = facts.overrides[code]
        found = judge(code, replace(facts, overrides={}), on)
        return replace(found, state=state, missing=(), basis=Basis.OVERRIDE, reason=reason, without=found.state)
    standing = RULES[code](facts, on)
    refs = facts.actions.get(code, ())
    if code in ATTESTED:
        standing = replace(standing, basis=Basis.ATTESTED) if refs else standing
    elif refs and standing.state != State.COMPLETE:
        # Attested before the portal kept the records itself: it still counts for its own year.
        standing = Standing(
            State.COMPLETE, standing.due_on, (), standing.records + refs, Basis.ATTESTED, notes=standing.notes
        )
    if not facts.confirmed:
        standing = replace(standing, missing=(*standing.missing, UNCONFIRMED))
    return standing


# Making a lazy sentence costs as much as judging a point; there is one a provision, in whatever language it is read.
@lru_cache(maxsize=len(PROVISIONS))
def _still_open(code: str) -> Text:
    return format_lazy("{} {}", named(code), pgettext_lazy("staff", "is not shown yet"))


@lru_cache(maxsize=len(PROVISIONS))
def named(code: str) -> Text:
    """A provision in a sentence: its code and its short title, in the reader's language."""
    return format_lazy("{} ({})", code, lazy(PROVISIONS[code].label, str)())


NO_ACTION = pgettext_lazy("staff", "no action recorded yet")
UNCONFIRMED = pgettext_lazy("staff", "the office has not confirmed what binds this school")
NOTHING_HAPPENED = Standing(State.NOT_APPLICABLE, None)
