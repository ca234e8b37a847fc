"""A plan's public hearing is set with its day, time and place; families read it before it and after it."""

from datetime import date

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.actions.planning import Hearing
from documents.models import Document
from documents.pdf import context
from tests.cast import moment, signed_in
from tests.compliance.year import draft, helped, window

pytestmark = pytest.mark.django_db
BEFORE, AFTER = moment("2026-09-08T10:00"), moment("2026-09-16T08:00")
TYPED = {
    "decide_on": "2026-10-22", "days": "12", "hearing_on": "2026-09-15", "hearing_time": "18:00",
    "hearing_es": "Salón de la Mesa Directiva", "hearing_en": "Board room",
}  # fmt: skip
SAID = {
    "es": (
        "Usted puede hablar sobre el plan de 2026-27 en una reunión pública el martes 15 de septiembre de 2026, 6:00",
        "La reunión pública sobre el plan de 2026-27 fue el martes 15 de septiembre de 2026, 6:00",
        "Las familias pudieron hablar de él en una reunión pública el martes 15 de septiembre de 2026, 6:00",
        "Lugar: Salón de la Mesa Directiva.",
    ),
    "en": (
        "You can speak about the plan for 2026-27 at a public meeting at 6:00 p.m. on Tuesday, September 15, 2026.",
        "The public meeting on the plan for 2026-27 was at 6:00 p.m. on Tuesday, September 15, 2026.",
        "Families could speak about it at a public meeting at 6:00 p.m. on Tuesday, September 15, 2026.",
        "Place: Board room.",
    ),
}


@pytest.fixture
def lcap(cast):
    return draft(cast, cast.office, "lcap")


def desk(cast, document, tail, **typed):
    client = signed_in(cast.county)
    url = f"/en/desk/{cast.office.slug}/documents/{document.pk}/{tail}"
    return client.post(url, typed) if typed else client.get(url)


def set_for(cast, document, when=BEFORE, **changes):
    with at(when):
        return desk(cast, document, "plan/", **{**TYPED, **changes})


def read(cast, language, when, tail=""):
    with at(when):
        return Client().get(f"/{language}/schools/{cast.office.slug}/documents/lcap/{tail}").content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_families_read_when_and_where_it_is_and_then_when_and_where_it_was(cast, lcap, language):
    coming, was, spoken, place = SAID[language]
    window(cast, lcap)
    assert coming not in read(cast, language, BEFORE)
    assert set_for(cast, lcap).status_code == 302
    for tail in ("", "review/"):
        page = read(cast, language, BEFORE, tail)
        assert coming in page
        assert place in page
    page = read(cast, language, AFTER)
    assert was in page
    assert coming not in page
    assert place in page
    helped(cast, lcap, date(2026, 9, 4))
    with at(moment("2026-09-22T17:00")):
        assert 'value="2026-09-15"' in desk(cast, lcap, "decision/").content.decode()
        actions.adopt(lcap, "County Board", date(2026, 9, 22), "5-0", by=cast.county, heard_on=date(2026, 9, 15))
        edition = actions.publish(lcap, by=cast.county)
    page = read(cast, language, moment("2026-10-01T10:00"))
    assert spoken in page
    assert place in page
    assert was not in page
    assert context(edition, language)["edition"].document.hearing_at


def test_an_edition_heard_on_another_day_than_was_set_tells_its_day_alone(cast, lcap):
    set_for(cast, lcap)
    with at(moment("2026-09-22T17:00")):
        actions.adopt(lcap, "County Board", date(2026, 9, 22), "5-0", by=cast.county, heard_on=date(2026, 9, 17))
        actions.publish(lcap, by=cast.county)
    page = read(cast, "en", moment("2026-10-01T10:00"))
    assert "Families could speak about it at a public meeting on Thursday, September 17, 2026." in page
    assert "Board room" not in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"hearing_en": ""}, "Families need the day, the time and the place in both languages."),
        ({"hearing_time": ""}, "Families need the day, the time and the place in both languages."),
        ({"hearing_on": "2026-10-22"}, "at a later meeting than its hearing"),
        ({"hearing_on": "no day"}, "errors"),
    ],
)
def test_half_a_hearing_or_one_after_the_decision_is_asked_for_again(cast, lcap, changes, says):
    page = set_for(cast, lcap, **changes).content.decode()
    assert says in page
    assert Document.objects.get().hearing_at is None


def test_it_is_taken_back_by_leaving_it_empty_and_the_plan_shows_its_day_as_a_step(cast, lcap):
    set_for(cast, lcap)
    with at(BEFORE):
        steps = {step.key: step for step, _words in desk(cast, lcap, "plan/").context["steps"]}
        assert (steps["hearing"].on, steps["hearing"].done) == (date(2026, 9, 15), False)
    with at(AFTER):
        steps = {step.key: step for step, _words in desk(cast, lcap, "plan/").context["steps"]}
        assert steps["hearing"].done
    set_for(cast, lcap, **dict.fromkeys(("hearing_on", "hearing_time", "hearing_es", "hearing_en"), ""))
    assert Document.objects.get().hearing_at is None
    assert SAID["en"][0] not in read(cast, "en", BEFORE)


def test_what_is_heard_nowhere_is_not_asked_for_a_hearing(cast, policy):
    with at(BEFORE):
        client = signed_in(cast.coordinator)
        url = f"/en/desk/team-charter/documents/{policy.pk}/plan/"
        assert "hearing_on" not in client.get(url).content.decode()
        client.post(url, {**TYPED, "decide_on": "2026-12-10"})
    fresh = Document.objects.get()
    assert fresh.decide_on == date(2026, 12, 10)
    assert fresh.hearing_at is None


def test_the_page_asks_one_question_more(cast, lcap, django_assert_num_queries):
    hearing = Hearing(moment("2026-09-15T18:00"), "Salón", "Room")
    Document.objects.update(hearing_at=hearing.at, hearing_place_es="Salón", hearing_place_en="Room")
    client = Client()
    with at(BEFORE), django_assert_num_queries(5):
        client.get(f"/en/schools/{cast.office.slug}/documents/lcap/?n=1")
