"""The back-planner: from the day of a decision to the day the first words are written. No query."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import pgettext

from documents.choices import PROMISED_SCHOOL_DAYS
from schools.facts import count_school_days

# An agenda stands in public 72 hours before its meeting (GC 54954.2, EC 35145).
AGENDA_DAYS = 3
# A plan is decided on at a later meeting than its hearing (EC 52068): a week lies between them.
HEARING_DAYS = 7
WRITING_SCHOOL_DAYS = 10
# How far ahead an earliest day is looked for.
FARTHEST = 1_200
# What the law or the portal asks before a decision; what else comes late makes the rest hurry, but not impossible.
HARD = ("opens", "closes", "hearing_agenda", "hearing", "agenda", "decision")


@dataclass(frozen=True)
class Asked:
    """What a plan is made from.

    days: how long families can comment. latest: the day by which the law asks the decision.
    opened_on, closes_on: the days of a window that is open or was, where there is one. done: steps that have happened.
    hearing_on: the day the hearing was set for; until then the latest possible one is planned.
    """

    decide_on: date
    today: date
    days: int
    hearing: bool = False
    latest: date | None = None
    opened_on: date | None = None
    closes_on: date | None = None
    off: Collection[date] = ()
    done: Collection[str] = ()
    hearing_on: date | None = None


class Step(NamedTuple):
    """One step: its key, the last day for it, and whether it has happened or is late."""

    key: str
    on: date
    done: bool
    late: bool


def steps(asked: Asked) -> list[Step]:
    """Every step up to the decision, in the order of their days, each on a school day but for the decision itself."""
    on = {"decision": asked.decide_on, "agenda": _by(asked.decide_on - timedelta(days=AGENDA_DAYS), asked)}
    first = on["agenda"]
    if asked.hearing:
        on["hearing"] = _by(asked.decide_on - timedelta(days=HEARING_DAYS), asked)
        first = on["hearing_agenda"] = _by(on["hearing"] - timedelta(days=AGENDA_DAYS), asked)
    # Between the last comment and the agenda, answers are written and approved in both languages.
    last_day = count_school_days(first, -PROMISED_SCHOOL_DAYS, asked.off)
    on["closes"] = asked.closes_on or last_day
    on["opens"] = asked.opened_on or _by(last_day - timedelta(days=asked.days), asked)
    on["approved"] = count_school_days(on["opens"], -1, asked.off)
    on["written"] = count_school_days(on["approved"], -PROMISED_SCHOOL_DAYS, asked.off)
    on["begun"] = count_school_days(on["written"], -WRITING_SCHOOL_DAYS, asked.off)
    if asked.hearing and asked.hearing_on:
        on["hearing"], on["hearing_agenda"] = (
            asked.hearing_on,
            _by(asked.hearing_on - timedelta(days=AGENDA_DAYS), asked),
        )
    order = ["begun", "written", "approved", "opens", "closes", "hearing_agenda", "hearing", "agenda", "decision"]
    return [
        Step(key, on[key], key in asked.done, key not in asked.done and on[key] < asked.today)
        for key in order
        if key in on
    ]


def fits(asked: Asked) -> bool:
    """Whether everything that must come before the decision still can."""
    planned = steps(asked)
    if any(step.late and step.key in HARD for step in planned):
        return False
    if asked.closes_on is None:
        return True
    first = next(step.on for step in planned if step.key in ("hearing_agenda", "agenda"))
    return asked.closes_on <= count_school_days(first, -PROMISED_SCHOOL_DAYS, asked.off)


def earliest(asked: Asked) -> date:
    """The first school day on which a decision is possible."""
    for ahead in range(FARTHEST):
        day = asked.today + timedelta(days=ahead)
        if _by(day, asked) == day and fits(replace(asked, decide_on=day)):
            return day
    return asked.today + timedelta(days=FARTHEST)


def refuse_impossible(asked: Asked) -> None:
    """Say why a day cannot be, and which one can.

    Raises:
        ValidationError: with one sentence.
    """
    first = earliest(asked)
    if asked.latest and asked.decide_on > asked.latest and first <= asked.latest:
        said = pgettext("staff", "This plan is decided on by %(day)s at the latest. Choose a day up to then.")
        raise ValidationError({"decide_on": said % {"day": _day(asked.latest)}})
    if not fits(asked):
        said = pgettext("staff", "What must come before that day no longer fits. The earliest possible day is %(day)s.")
        raise ValidationError({"decide_on": said % {"day": _day(first)}})


def _by(day: date, asked: Asked) -> date:
    """That day, or the school day before it."""
    return count_school_days(day + timedelta(days=1), -1, asked.off)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
