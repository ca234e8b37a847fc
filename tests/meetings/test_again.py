"""Answering again by the invitation's link: it shows nothing of the first answer, and loses nothing of it."""

import pytest

from feedback.models import Request
from meetings import actions
from meetings.models import Rsvp
from tests.meetings.conftest import evening, spanish
from tests.meetings.test_links import link_of

FIRST = {"party": "4", "child_care": "on", "children": "2, de 3 y 6", "interpreter": "on", "speaks": "pa"}
STANDS = "We have an answer from this link already. This one changes it."


@pytest.fixture
def anas(cast, meeting):
    return link_of(meeting, cast.coordinator, "ana@families.invalid")


@pytest.fixture
def first(meeting, client, anas):
    """Four people, child care and an interpreter; returns the page that said so."""
    posted = {"coming": f"session-{evening(meeting).pk}", "may_leave_message": "no", "phone": "209 555 0100", **FIRST}
    return client.post(anas, {**posted, "key": "f" * 32})["Location"]


def asked():
    return sorted(actions.asked_with(Rsvp.objects.get()).values_list("kind", "detail"))


BOTH = [("child_care", "2, de 3 y 6"), ("interpreter", "pa")]


def test_the_link_says_that_an_answer_stands_and_shows_none_of_it(cast, meeting, client, anas):
    assert spanish(STANDS) not in client.get(anas).content.decode()
    client.post(anas, {"coming": f"session-{evening(meeting).pk}", **FIRST})
    page = client.get(anas).content.decode()
    assert spanish(STANDS) in page
    for word in ("2, de 3 y 6", 'value="4"', "checked"):
        assert word not in page


def test_what_was_asked_for_stays_and_so_does_the_number_of_people(cast, meeting, client, anas, first):
    posted = {"coming": f"session-{evening(meeting).pk}", "again": "1", "party": "", "key": "s" * 32}
    done = client.post(anas, posted)["Location"]
    assert Rsvp.objects.get().party == 4
    assert asked() == BOTH
    assert Request.objects.count() == 2
    page = client.get(done).content.decode()
    assert "2, de 3 y 6" in page
    assert "Punyabí" in page


def test_a_form_opened_before_the_first_answer_takes_nothing_away_either(cast, meeting, client, anas, first):
    client.post(anas, {"coming": f"session-{evening(meeting).pk}", "key": "s" * 32})
    assert (Rsvp.objects.get().party, asked()) == (4, BOTH)


def test_the_family_takes_it_away_itself(cast, meeting, client, anas, first):
    posted = {
        "coming": f"session-{evening(meeting).pk}",
        "again": "1",
        "party": "2",
        "needs_nothing": "on",
        "ride": "on",
    }
    client.post(anas, {**posted, "key": "s" * 32})
    assert (Rsvp.objects.get().party, asked()) == (2, [("ride", "")])


def test_something_more_is_added_and_a_detail_left_out_stays(cast, meeting, client, anas, first):
    posted = {"coming": f"session-{evening(meeting).pk}", "again": "1", "child_care": "on", "ride": "on"}
    client.post(anas, {**posted, "key": "s" * 32})
    assert asked() == [*BOTH, ("ride", "")]


def test_who_does_not_come_asks_for_no_help_to_come(cast, meeting, client, anas, first):
    client.post(anas, {"coming": "no", "again": "1", "key": "s" * 32})
    assert asked() == []


def test_another_number_keeps_the_wish_that_no_message_is_left(cast, meeting, client, anas, first):
    posted = {"coming": f"session-{evening(meeting).pk}", "again": "1", "phone": "209 555 0199", "key": "s" * 32}
    client.post(anas, posted)
    assert {(one.contact, one.may_leave_message) for one in actions.asked_with(Rsvp.objects.get())} == {
        ("209 555 0199", False)
    }


def test_a_call_stays_unless_it_was_to_answer_or_is_no_longer_wanted(cast, meeting, client, anas):
    here = {"coming": f"session-{evening(meeting).pk}", "phone": "209 555 0100"}
    client.post(anas, {**here, "call_me": "yes", "best_time": "tarde", "key": "f" * 32})
    client.post(anas, {**here, "again": "1", "key": "s" * 32})
    assert asked() == [("call", "")]
    client.post(anas, {**here, "again": "1", "call_me": "no", "key": "t" * 32})
    assert asked() == []
    client.post(anas, {**here, "coming": "phone", "key": "u" * 32})
    assert asked() == [("call", "")]
    client.post(anas, {**here, "again": "1", "key": "v" * 32})
    assert asked() == []


def test_the_earlier_confirmation_is_the_page_of_what_stands_now(cast, meeting, client, anas, first):
    second = client.post(anas, {"coming": "no", "again": "1", "key": "s" * 32})["Location"]
    assert second == first
    assert client.get(first).status_code == 200


def test_no_form_key_leads_to_a_known_persons_page(cast, meeting, client, anas, first):
    own = actions.edit_key(meeting, "", cast.ana)
    for key in (str(cast.ana.pk), f"person|{cast.ana.pk}", f"person:{cast.ana.pk}", ""):
        assert actions.edit_key(meeting, key) != own
    assert actions.edit_key(meeting, "", cast.ben) != own


def test_from_their_own_page_a_family_finds_its_answer_filled_in(cast, meeting, client, anas, first):
    client.force_login(cast.ana.user)
    Rsvp.objects.update(edit_digest="of before this was one page a person")
    page = client.post(f"/es/me/answer/{meeting.pk}/", follow=True)
    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="4"' in text
    assert "2, de 3 y 6" in text
    posted = {"coming": f"session-{evening(meeting).pk}", "party": "3", "interpreter": "on", "speaks": "pa"}
    client.post(page.redirect_chain[-1][0], posted)
    assert (Rsvp.objects.get().party, asked()) == (3, [("interpreter", "pa")])


def test_the_same_public_form_after_back_is_one_answer_that_loses_nothing(cast, meeting, client):
    url = f"/es/schools/team-charter/meetings/{meeting.pk}/answer/"
    posted = {"coming": f"session-{evening(meeting).pk}", "phone": "209 555 0100", "key": "p" * 32}
    assert client.post(url, {**posted, **FIRST}).status_code == 302
    done = client.post(url, {**posted, "again": "1", "party": ""})["Location"]
    assert (Rsvp.objects.get().party, asked()) == (4, BOTH)
    assert "2, de 3 y 6" in client.get(done).content.decode()
