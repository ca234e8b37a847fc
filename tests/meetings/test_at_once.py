"""T7: two taps are one. Eight posts of the same form at the same moment, and one effect each time."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client

from accounts.clock import at
from feedback.models import Request
from meetings import actions
from meetings.choices import MODEL_TITLES
from meetings.models import Attendance, Invitation, Meeting, Rsvp
from tests.accounts.conftest import shared_database  # noqa: F401  a fixture
from tests.cast import Cast, build, moment
from tests.meetings.conftest import EVENING, MONDAY, MORNING, TOPICS, address, evening, session
from tests.servers.promises import scaled

PARALLEL = 8
AFTER = moment("2026-12-04T09:00")


@pytest.fixture
def stage(shared_database) -> tuple[Cast, Meeting]:  # noqa: F811
    """The cast and a called meeting in a database that threads share."""
    cache.clear()
    cast = build()
    meeting = actions.create(
        cast.team, kind="annual", title_es=MODEL_TITLES["es"], title_en=MODEL_TITLES["en"], by=cast.county
    )
    actions.set_sessions(meeting, [session(MORNING), session(EVENING)], by=cast.county)
    actions.set_agenda(meeting, TOPICS, by=cast.county)
    return cast, meeting


def at_once(work: Callable[[int], Any], clock: Any = MONDAY) -> list[Any]:
    """What eight threads that start together bring back; a refusal is its sentence."""
    together, results = threading.Barrier(PARALLEL), [None] * PARALLEL

    def worker(number: int) -> None:
        together.wait()
        try:
            with at(clock):
                results[number] = work(number)
        except ValidationError as refusal:
            results[number] = refusal.messages[0]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker, args=[number]) for number in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def post(meeting: Meeting, key: str) -> Any:
    """One post of the public form by a browser of its own: where it led."""
    data = {"coming": f"session-{evening(meeting).pk}", "party": "2", "ride": "on", "phone": "2095550100", "key": key}
    response = Client().post(address(meeting, "answer/"), data)
    return response.status_code, response.get("Location")


def test_a_form_sent_eight_times_at_once_is_one_answer(stage, promise):
    _cast, meeting = stage
    actions.call(meeting, by=meeting.entered_by)
    with promise("T7 answers to an invitation") as tally:
        for number in range(scaled(200)):
            results = at_once(lambda _n, key=f"key-{number}": post(meeting, key))
            one_page = len(set(results)) == 1 and results[0][0] == 302
            tally.count(one_page and (Rsvp.objects.count(), Request.objects.count()) == (1, 1))
            Request.objects.all().delete()
            Rsvp.objects.all().delete()


def test_eight_forms_are_eight_answers_so_the_promise_would_notice(stage):
    _cast, meeting = stage
    actions.call(meeting, by=meeting.entered_by)
    at_once(lambda number: post(meeting, f"key-{number}"))
    assert (Rsvp.objects.count(), Request.objects.count()) == (PARALLEL, PARALLEL)


def test_a_person_has_one_answer_however_many_forms_at_once(stage):
    cast, meeting = stage
    actions.call(meeting, by=meeting.entered_by)

    def answer(number: int) -> int:
        said = {"coming": "yes", "session": evening(meeting), "language": "es", "needs": [("ride", "")]}
        return actions.answer(meeting, form_key=str(number), person=cast.ana, **said).pk

    assert len(set(at_once(answer))) == 1
    assert (Rsvp.objects.count(), Request.objects.count()) == (1, 1)


def test_calling_inviting_counting_and_calling_off_happen_once(stage):
    cast, meeting = stage
    by = cast.coordinator

    def again() -> Meeting:
        return Meeting.objects.get(pk=meeting.pk)

    assert at_once(lambda _n: actions.call(again(), by=by)).count(None) == 1
    at_once(lambda _n: actions.invite(again(), by=by))
    assert Invitation.objects.count() == 1
    at_once(lambda _n: actions.count(evening(again()), people=3, method="sheet", by=by), AFTER)
    assert Attendance.objects.count() == 1
    results = at_once(lambda _n: actions.cancel(again(), by=by, reason="Storm"))
    assert results.count(None) == 1
