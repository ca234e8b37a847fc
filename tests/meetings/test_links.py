"""The link in an invitation: three taps, nothing personal before the button, one page for every link that is gone."""

import re
from datetime import timedelta

import pytest
from django.core import mail

import notices.actions
import people.actions
from accounts.clock import at
from meetings import actions
from meetings.models import Rsvp
from notices.delivery.run import deliver
from people.models import GuardianLink
from tests.cast import moment
from tests.meetings.conftest import MONDAY, address, evening, spanish


def link_of(meeting, by, email, language=r"\w\w"):
    """The path in one family's invitation, which has been sent."""
    if not mail.outbox:
        notice = actions.invite(meeting, by=by)
        with at(MONDAY + timedelta(minutes=5)):
            notices.actions.expand(notice)
            deliver()
    body = next(message.body for message in mail.outbox if message.to == [email])
    return re.search(rf"http://[^/\s]+(/{language}/answer/\S+?/)(?=\s|$)", body).group(1)


@pytest.fixture
def anas(cast, meeting):
    return link_of(meeting, cast.coordinator, "ana@families.invalid")


@pytest.mark.parametrize(
    ("email", "language", "words"),
    [("ana@families.invalid", "es", "Sí voy a las"), ("ben@families.invalid", "en", "coming at 6:00 p.m.")],
)
def test_three_taps_answer_in_the_language_of_the_letter(cast, meeting, client, email, language, words):
    link = link_of(meeting, cast.coordinator, email)
    assert link.startswith(f"/{language}/")
    page = client.get(link)  # one: the link
    assert words in page.content.decode()
    choice = {"coming": f"session-{evening(meeting).pk}"}  # two: the choice
    answer = client.post(link, choice)  # three: the button
    row = Rsvp.objects.get()
    assert (row.coming, row.session, row.person.given_name) == (
        "yes",
        evening(meeting),
        "Ana" if language == "es" else "Ben",
    )
    assert client.get(answer["Location"]).status_code == 200


def test_opening_the_link_shows_the_meeting_and_nobody(cast, meeting, client, anas):
    client.post(anas, {"coming": "no", "name": "Ana Invento", "phone": "209 555 0100"})
    for _ in range(2):
        text = client.get(anas).content.decode()
        assert "Junta anual para familias" in text
        for word in ("Invento", "Ana", "Alma", "555 0100", "families.invalid"):
            assert word not in text
        assert 'value="no" checked' not in text
    assert Rsvp.objects.count() == 1


def test_opening_the_link_answers_nothing(cast, meeting, client, anas):
    client.get(anas)
    client.head(anas)
    assert Rsvp.objects.count() == 0


def test_an_answer_there_may_be_changed_by_the_same_link(cast, meeting, client, anas):
    client.post(anas, {"coming": "no"})
    client.post(anas, {"coming": f"session-{evening(meeting).pk}", "ride": "on"})
    assert (Rsvp.objects.get().coming, actions.asked_with(Rsvp.objects.get()).get().kind) == ("yes", "ride")


def test_the_needs_are_folded_away_without_script_and_open_where_something_is_wrong(cast, meeting, client, anas):
    assert '<details class="mt-3"><summary>' in client.get(anas).content.decode()
    assert '<details class="mt-3" open><summary>' in client.post(anas, {"coming": "no", "party": "x"}).content.decode()


def gone(client, path):
    response = client.get(path)
    text = re.sub(r"/answer/[^\"]+", "/answer/…", response.content.decode())
    return response.status_code, response["Cache-Control"], re.sub(r'value="[^"]{20,}"', "", text)


def test_revoked_expired_and_unknown_links_are_one_and_the_same_page(cast, meeting, client, anas):
    unknown = gone(client, "/es/answer/nobody-ever-got-this-link/")
    assert unknown[0] == 404
    assert "(209) 468-4800" in unknown[2]
    with at(moment("2027-08-01T09:00")):
        assert gone(client, anas) == unknown
    link = GuardianLink.objects.standing().get(person=cast.ana)
    people.actions.end_link(link, order_seen_on=MONDAY.date(), by=cast.coordinator)
    assert gone(client, anas) == unknown
    assert client.post(anas, {"coming": "no"}).status_code == 404
    assert Rsvp.objects.count() == 0


def test_an_answers_own_page_that_is_gone_is_that_page_too(cast, meeting, client):
    unknown = gone(client, "/es/answer/nobody-ever-got-this-link/")
    for tail in ("", "change/", "meeting.ics"):
        assert gone(client, f"/es/answer/done/no-such-key/{tail}")[0] == 404
    assert gone(client, "/es/answer/done/no-such-key/") == unknown


def test_a_meeting_that_is_off_says_so_behind_its_links(cast, meeting, client, anas):
    answer = client.post(anas, {"coming": f"session-{evening(meeting).pk}"})
    with at(MONDAY + timedelta(minutes=10)):
        actions.cancel(meeting, by=cast.coordinator, reason="Secret reason")
    for path in (anas, answer["Location"]):
        text = client.get(path).content.decode()
        assert spanish("This meeting has been called off.") in text
        assert "Secret reason" not in text
    assert client.post(anas, {"coming": "no"}).status_code == 200
    assert Rsvp.objects.get().coming == "yes"


def test_a_school_that_is_its_families_secret_is_named_nowhere_on_the_way(cast, called, client):
    from tests.cast import guardian

    with at(MONDAY - timedelta(days=1)):
        guardian(cast, "Sara", "Secreta", "es", cast.court, "Simón")
    meeting = called(cast.court)
    link = link_of(meeting, cast.county, "sara@families.invalid")
    texts = [mail.outbox[-1].body, client.get(link).content.decode()]
    answer = client.post(link, {"coming": f"session-{evening(meeting).pk}", "ride": "on"})
    done = answer["Location"]
    texts += [done, *(client.get(done + tail).content.decode() for tail in ("", "change/", "meeting.ics"))]
    for text in texts:
        assert "cruikshank" not in text.lower()
        assert "wa.me" not in text
    assert "la escuela de su familia" in texts[1]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_confirmation_names_no_secret_school_not_even_in_its_place(cast, called, client, language, monkeypatch):
    meeting = called(cast.court)
    meeting.sessions.update(place_es="Salón 4, john f. cruikshank, jr.", place_en="Room 4, John F. Cruikshank, Jr.")
    url = address(meeting, "answer/", language)
    posted = {"coming": f"session-{evening(meeting).pk}", "party": "1", "key": "s" * 32}
    done = client.post(url, posted)["Location"]
    shown = client.get(done).content.decode()
    assert "cruikshank" not in shown.lower()
    assert {"es": "La escuela de su familia", "en": "The school of your family"}[language] in shown
    monkeypatch.setattr("meetings.views.answering.unnamed", lambda school, text: text)
    assert "cruikshank" in client.get(done).content.decode().lower()


@pytest.mark.parametrize("name", ["invitation", "cancellation"])
def test_a_title_with_a_colon_makes_no_second_one(cast, called, name):
    meeting = called(title_es="Junta: cómo va el año", title_en="Meeting: how it goes")
    said = getattr(actions, f"{name}_letter")(meeting, cast.team)
    starts = {
        "invitation": ("Junta: cómo va el año, jueves", "Meeting: how it goes, Thursday"),
        "cancellation": ("Se canceló «Junta: cómo va el año», jueves", "Called off: “Meeting: how it goes”, Thursday"),
    }[name]
    assert said.subject_es.startswith(starts[0])
    assert said.subject_en.startswith(starts[1])
    assert cast.team.name not in said.subject_es + said.subject_en
