"""The street a family can look for, wherever it decides: in the letter, behind its link, once done, on the page."""

from types import SimpleNamespace

import pytest

from meetings import actions
from meetings.facts.places import with_street
from sjcoe_portal.templatetags.portal import typed_address
from tests.meetings.conftest import MORNING, address, session
from tests.meetings.test_links import link_of

STREET = "600 East Main Street, Stockton"


@pytest.fixture
def library(cast, plan):
    """library(school): its called meeting in a place that names no street."""

    def made(owner):
        meeting = plan(owner, hours=(MORNING,))
        actions.set_sessions(meeting, [session(MORNING, "Biblioteca de la escuela")], by=cast.county)
        actions.call(meeting, by=cast.county)
        return meeting

    return made


def test_the_street_stands_wherever_a_family_decides(cast, library, client):
    meeting = library(cast.team)
    letter = actions.invitation_letter(meeting, cast.team)
    assert (letter.body_es.count(STREET), letter.body_en.count(STREET)) == (1, 1)
    link = link_of(meeting, cast.coordinator, "ana@families.invalid")
    form = client.get(link).content.decode()
    choice = {"coming": f"session-{meeting.sessions.get().pk}"}
    done = client.get(client.post(link, choice)["Location"]).content.decode()
    for text in (form, done, client.get(address(meeting)).content.decode()):
        assert f"Biblioteca de la escuela, {STREET}" in text


def test_a_school_that_is_its_families_secret_has_no_street(cast, library, client):
    meeting = library(cast.court)
    letter = actions.invitation_letter(meeting, cast.court)
    form = client.post(address(meeting, "answer/"), {"coming": f"session-{meeting.sessions.get().pk}", "key": "k" * 32})
    texts = [letter.body_es, letter.body_en, client.get(address(meeting)).content.decode()]
    assert not [text for text in [*texts, client.get(form["Location"]).content.decode()] if "East Main" in text]


@pytest.mark.parametrize(
    ("place", "is_added"),
    [
        ("Biblioteca de la escuela", True),
        ("Aula 204", True),
        ("Biblioteca, 600 east main street", False),
        ("Salón del parque, 4520 W Eight Mile Road", False),
        ("Por Zoom", False),
        ("En línea", False),
    ],
)
def test_a_street_is_added_only_where_the_place_lacks_one(place, is_added):
    school = SimpleNamespace(
        pk=1, kind="school", confidential_setting=False, street="600 East Main Street", city="Stockton"
    )
    own, shared = SimpleNamespace(owner_id=1), SimpleNamespace(owner_id=2)
    assert with_street(place, own, school) == (f"{place}, {STREET}" if is_added else place)
    assert with_street(place, shared, school) == place


@pytest.mark.parametrize("place", ["En línea", "Por Zoom", "Salón del parque, 4520 W Eight Mile Road"])
def test_the_flyer_and_the_calendar_add_the_street_where_the_page_does(cast, plan, client, place):
    meetings = [plan(cast.team, hours=(MORNING,)) for _n in range(2)]
    for meeting, where in zip(meetings, ("Biblioteca de la escuela", place), strict=True):
        actions.set_sessions(meeting, [session(MORNING, where)], by=cast.county)
        actions.call(meeting, by=cast.county)
        pages = [client.get(address(meeting, tail)).content.decode() for tail in ("", "flyer/", "meeting.ics")]
        plain = [text.replace("\r\n ", "").replace("\\,", ",") for text in pages]
        assert {STREET in text for text in plain} == {where == "Biblioteca de la escuela"}


def test_an_address_to_be_typed_breaks_only_after_a_slash():
    assert typed_address("https://families.example/es/team-charter/") == (
        "<span>families.example/</span><wbr><span>es/</span><wbr><span>team-charter/</span>"
    )
