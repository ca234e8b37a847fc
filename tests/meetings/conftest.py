"""Meetings as the tests plan and call them; a Monday in November, and templates that fail on a missing name."""

from typing import Any

import pytest
from django.template import engines
from django.utils.html import escape
from django.utils.translation import gettext, override

from accounts.clock import at
from meetings import actions
from meetings.choices import MODEL_AGENDA, MODEL_TITLES
from meetings.models import Meeting, Session
from tests.cast import Cast, moment
from tests.looks.conftest import Loud

MONDAY = moment("2026-11-16T10:00")
MORNING = ("2026-12-03T09:00", "2026-12-03T10:30")
EVENING = ("2026-12-03T18:00", "2026-12-03T19:30")
TOPICS = [actions.AgendaLine(topic, es, en) for topic, (es, en) in MODEL_AGENDA.items()]


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    """It is Monday, November 16, 2026, ten in the morning; a variable no view gave fails the test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Loud("%s"))
    with at(MONDAY):
        yield


def session(hours: tuple[str, str], place: str = "Biblioteca, 600 East Main Street") -> actions.SessionPlan:
    return actions.SessionPlan(moment(hours[0]), moment(hours[1]), place, place.replace("Biblioteca", "Library"))


@pytest.fixture
def plan(cast: Cast):
    """plan(): a whole draft of an annual meeting with a morning and an evening session."""

    def planned(owner: Any = None, hours: Any = (MORNING, EVENING), **more: Any) -> Meeting:
        values = {"kind": "annual", "title_es": MODEL_TITLES["es"], "title_en": MODEL_TITLES["en"], **more}
        meeting = actions.create(owner or cast.team, by=cast.county, **values)
        actions.set_sessions(meeting, [session(one) for one in hours], by=cast.county)
        actions.set_agenda(meeting, TOPICS, by=cast.county)
        actions.offer(meeting, "interpreter", by=cast.county)
        return meeting

    return planned


@pytest.fixture
def called(cast: Cast, plan):
    """called(): the same, called."""

    def made(owner: Any = None, **more: Any) -> Meeting:
        meeting = plan(owner, **more)
        actions.call(meeting, by=cast.county)
        return meeting

    return made


@pytest.fixture
def meeting(called) -> Meeting:
    return called()


def spanish(sentence: str) -> str:
    """The catalogue's Spanish of a sentence, escaped as on a page; untranslated fails."""
    with override("es"):
        found = gettext(sentence)
    assert found != sentence
    return escape(found)


def evening(meeting: Meeting) -> Session:
    """The meeting's last session."""
    return list(meeting.sessions.all())[-1]


def address(meeting: Meeting, tail: str = "", language: str = "es") -> str:
    return f"/{language}/schools/{meeting.owner.slug}/meetings/{meeting.pk}/{tail}"
