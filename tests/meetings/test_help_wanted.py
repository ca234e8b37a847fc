"""What is asked for can be done: a call has a number, a ride a family, and who stays at home needs no interpreter."""

import pytest

import people.actions
from feedback.models import Request
from meetings import actions
from meetings.models import Rsvp
from tests.cast import signed_in
from tests.meetings.conftest import address, evening, spanish
from tests.meetings.test_links import link_of

NUMBER = "Write the number we can call."
HELP = {"interpreter": "on", "child_care": "on", "children": "2", "ride": "on", "format": "on"}


@pytest.fixture
def anas(cast, meeting):
    return link_of(meeting, cast.coordinator, "ana@families.invalid")


def test_by_phone_from_a_link_asks_for_the_number_nobody_has(cast, meeting, client, anas):
    page = client.post(anas, {"coming": "phone"})
    assert (page.status_code, Rsvp.objects.count()) == (200, 0)
    assert spanish(NUMBER) in page.content.decode()
    assert client.post(anas, {"coming": "phone", "phone": "209 462 0142"}).status_code == 302
    asked = Request.objects.get()
    assert (asked.kind, asked.contact, asked.person, asked.state) == ("call", "209 462 0142", cast.ana, "open")
    url, staff = "/es/desk/team-charter/requests/", signed_in(cast.coordinator)
    assert f"{url}{asked.pk}/" in staff.get(url).content.decode()
    assert "209 462 0142" in staff.get(f"{url}{asked.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["text", "voice"])
def test_by_phone_uses_the_number_the_school_has(cast, meeting, client, anas, kind):
    people.actions.add_contact(cast.ana, kind, "209 462 0142", by=cast.county, source="office")
    assert client.post(anas, {"coming": "phone"}).status_code == 302
    assert (Request.objects.get().kind, Request.objects.get().person) == ("call", cast.ana)


def test_by_phone_is_asked_for_once_and_taken_back_with_the_answer(cast, meeting, client):
    url = address(meeting, "answer/")
    done = client.post(url, {"coming": "phone", "call_me": "yes", "phone": "209 462 0142", "key": "k" * 32})["Location"]
    assert list(Request.objects.values_list("kind", "state")) == [("call", "open")]
    change = client.get(f"{done}change/").content.decode()
    assert 'name="call_me" value="yes" checked' not in " ".join(change.split())
    client.post(f"{done}change/", {"coming": f"session-{evening(meeting).pk}", "call_me": "no"})
    assert list(Request.objects.values_list("kind", "state")) == [("call", "withdrawn")]


def test_who_does_not_come_is_asked_nothing_that_serves_coming(cast, meeting, client):
    other = {"other": "on", "other_detail": "Mándenme los papeles", "call_me": "yes", "phone": "209 462 0142"}
    answer = client.post(address(meeting, "answer/"), {"coming": "no", **HELP, **other, "key": "k" * 32})
    assert answer.status_code == 302
    assert set(Request.objects.values_list("kind", flat=True)) == {"other", "call"}


@pytest.mark.parametrize("coming", ["session", "phone"])
def test_who_takes_part_is_asked_everything(cast, meeting, client, coming):
    choice = f"session-{evening(meeting).pk}" if coming == "session" else coming
    url = address(meeting, "answer/")
    client.post(url, {"coming": choice, **HELP, "speaks": "pa", "phone": "209 462 0142", "key": "k" * 32})
    assert {"interpreter", "child_care", "ride", "format"} <= set(Request.objects.values_list("kind", flat=True))


def test_a_ride_without_a_number_is_asked_for_one(cast, meeting, client, anas):
    wish = {"coming": f"session-{evening(meeting).pk}", "ride": "on", "key": "k" * 32}
    page = client.post(address(meeting, "answer/"), wish).content.decode()
    assert spanish("Write your number: without it we cannot plan the ride with you.") in page
    assert not Rsvp.objects.exists()
    # Whoever was invited by name is known.
    assert client.post(anas, wish).status_code == 302


@pytest.mark.parametrize("asks_nothing", [True, False])
def test_that_nothing_need_be_brought_is_said_where_the_door_asks_nothing(cast, called, client, asks_nothing):
    meeting = called(no_identification=asks_nothing)
    choice = {"coming": f"session-{evening(meeting).pk}", "key": "k" * 32}
    done = client.post(address(meeting, "answer/"), choice, follow=True).content.decode()
    assert ("No tiene que traer nada." in done) == asks_nothing


def test_people_take_part_by_phone_and_come_at_an_hour(cast, meeting, client):
    done = client.post(
        address(meeting, "answer/"), {"coming": "phone", "phone": "209 462 0142", "key": "k" * 32}, follow=True
    )
    assert "Usted participa por teléfono el" in done.content.decode()
    assert spanish("It is the same meeting. Come at the hour that suits you best.").endswith(
        "a la hora que le quede mejor."
    )


def test_control_a_person_without_a_number_cannot_be_called(cast, meeting):
    assert not actions.can_be_called(cast.ana)
    assert not actions.can_be_called(None)
