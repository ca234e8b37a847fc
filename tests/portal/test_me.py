"""A guardian's own pages: their schools and dates, answering, language, no more messages; nothing after a link ends."""

from datetime import date

import pytest

import people.actions
from accounts.clock import at
from people.models import GuardianLink, Person
from tests.cast import moment, signed_in
from tests.compliance.year import called

pytestmark = pytest.mark.django_db
WHEN = moment("2026-10-01T09:00")


def mine(user, language="en"):
    with at(WHEN):
        return signed_in(user).get(f"/{language}/me/").content.decode()


def test_a_guardian_sees_their_own_child_and_nobody_elses(cast):
    page = mine(cast.ana.user)
    assert "Alma" in page
    for other in ("Beth", "Ciro", "Dino", "Elia", "ben@families.invalid"):
        assert other not in page


def test_after_the_link_ended_nothing_of_the_child_shows(cast):
    page = mine(cast.dora.user)
    assert "Dino" not in page
    assert "TEAM Charter" not in page


def test_a_link_ended_while_signed_in_shows_nothing_from_the_next_request_on(cast):
    client = signed_in(cast.ana.user)
    with at(WHEN):
        assert "Alma" in client.get("/en/me/").content.decode()
        link = GuardianLink.objects.get(person=cast.ana)
        people.actions.end_link(link, order_seen_on=date(2026, 10, 1), by=cast.county)
        assert "Alma" not in client.get("/en/me/").content.decode()


def test_staff_without_a_person_are_told_so_and_an_account_signs_out(cast):
    assert "have your family here yet" in mine(cast.coordinator)


def test_language_of_messages_is_chosen_here(cast):
    client = signed_in(cast.ana.user)
    client.post("/en/me/", {"reads": "en"})
    assert Person.objects.get(pk=cast.ana.pk).reads == "en"
    client.post("/en/me/", {"reads": "zz"})
    assert Person.objects.get(pk=cast.ana.pk).reads == "en"


def test_no_more_messages_and_again(cast):
    client, contact = signed_in(cast.ana.user), cast.ana.contact_points.get()
    client.post("/en/me/", {"stop": contact.pk})
    contact.refresh_from_db()
    assert contact.opted_out_at is not None
    client.post("/en/me/", {"start": contact.pk})
    contact.refresh_from_db()
    assert contact.opted_out_at is None


def test_another_familys_address_is_out_of_reach(cast):
    theirs = cast.ben.contact_points.get()
    for wanted in (theirs.pk, "nonsense", "", "99999999999999999999"):
        assert signed_in(cast.ana.user).post("/en/me/", {"stop": wanted}).status_code in (302, 404)
    theirs.refresh_from_db()
    assert theirs.opted_out_at is None


def test_a_signed_in_guardian_answers_from_here_and_sees_the_answer(cast):
    meeting = called(cast, cast.team, (9, 18))
    client = signed_in(cast.ana.user)
    with at(WHEN):
        assert "You have not told us" in client.get("/en/me/").content.decode()
        answer = client.post(f"/en/me/answer/{meeting.pk}/")
        assert answer["Location"].startswith("/en/answer/")
        assert client.get(answer["Location"]).status_code == 200


def test_a_meeting_of_another_school_is_out_of_reach(cast):
    meeting = called(cast, cast.team, (9,))
    with at(WHEN):
        assert signed_in(cast.eva.user).post(f"/en/me/answer/{meeting.pk}/").status_code == 404
        assert signed_in(cast.dora.user).post(f"/en/me/answer/{meeting.pk}/").status_code == 404


def test_each_person_lands_on_their_own_page_after_signing_in(cast):
    for user, goes in [
        (cast.ana.user, "/en/me/"),
        (cast.coordinator, "/en/desk/"),
        (cast.county, "/en/county/"),
        (cast.readonly, "/en/county/"),
    ]:
        assert signed_in(user).get("/en/after-sign-in/")["Location"] == goes
