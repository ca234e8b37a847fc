"""The public form: both languages, what was typed is kept, each fault is said in the page's language."""

import re

import pytest
from django.test import Client

from accounts.clock import at
from feedback.models import Request
from meetings import actions
from meetings.models import Rsvp
from tests.cast import moment
from tests.meetings.conftest import address, evening, spanish

ENGLISH_FAULTS = (
    "This field", "Enter a", "Select a valid", "Ensure", "Choose", "Write", "required", "Null characters",
)  # fmt: skip


def filled(meeting, **changes):
    return {"coming": f"session-{evening(meeting).pk}", "party": "3", "key": "k" * 32, **changes}


def key_of(response):
    return re.search(rb'name="key" value="(\w+)"', response.content).group(1).decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_form_asks_and_keeps_the_answer(cast, meeting, client, language):
    url = address(meeting, "answer/", language)
    page = client.get(url)
    words = {"es": "Sí voy a las 6:00 de la tarde", "en": "I&#x27;m coming at 6:00 p.m."}[language]
    assert words in page.content.decode()
    assert page["Cache-Control"] == "no-store, private" or "no-store" in page["Cache-Control"]
    assert set(page.cookies) <= {"csrftoken"}
    needs = {"interpreter": "on", "speaks": "pa", "child_care": "on", "children": "2", "phone": "209 555 0100"}
    answer = client.post(url, filled(meeting, key=key_of(page), **needs))
    assert answer.status_code == 302
    row = Rsvp.objects.get()
    assert (row.language, row.party, row.phone, row.person) == (language, 3, "209 555 0100", None)
    done = client.get(answer["Location"]).content.decode()
    expected = {"es": ["jueves 3 de diciembre", "6:00 de la tarde"], "en": ["Thursday, December 3 at 6:00 p.m."]}
    assert all(words in done for words in expected[language])
    assert {"es": "lunes 23 de noviembre", "en": "Monday, November 23"}[language] in done
    assert {"es": "Punyabí", "en": "Punjabi"}[language] in done
    assert "555" not in done


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_confirmation_says_everything_to_keep(cast, meeting, client, language):
    url = address(meeting, "answer/", language)
    done = client.post(url, filled(meeting, ride="on", phone="209 555 0100"), follow=True).content.decode()
    at_six = {
        "es": ["Jueves 3 de diciembre", "de 6:00 de la tarde a 7:30 de la"],
        "en": ["Thursday, December 3, from 6:00 to 7:30 p.m."],
    }
    place = {"es": "Biblioteca, 600 East Main Street", "en": "Library, 600 East Main Street"}[language]
    title = {"es": meeting.title_es, "en": meeting.title_en}[language]
    for words in [title, "TEAM Charter", place, "/change/", *at_six[language]]:
        assert words in done, words
    assert {"es": "Transporte", "en": "A ride"}[language] in done
    no = client.post(url, filled(meeting, coming="no", key="n" * 32), follow=True).content.decode()
    assert "TEAM Charter" in no
    assert place not in no


def test_the_answer_stays_private(cast, meeting, client):
    answer = client.post(address(meeting, "answer/"), filled(meeting, name="Ana Invento", phone="209 555 0100"))
    stranger = Client()
    for url in (address(meeting), address(meeting, "answer/"), f"/es/schools/{cast.team.slug}/meetings/"):
        text = stranger.get(url).content.decode()
        assert "Ana Invento" not in text
        assert "209 555 0100" not in text
    change = client.get(answer["Location"] + "change/").content.decode()
    assert "Ana Invento" not in change
    assert "209 555 0100" not in change
    assert f'value="session-{evening(meeting).pk}" class' in change or "checked" in change


def test_it_is_changed_on_its_own_page(cast, meeting, client):
    answer = client.post(address(meeting, "answer/"), filled(meeting, ride="on", phone="209 555 0100"))
    changed = client.post(answer["Location"] + "change/", {"coming": "no"})
    assert changed["Location"] == answer["Location"]
    assert (Rsvp.objects.get().coming, Request.objects.get().state) == ("no", "withdrawn")
    assert spanish("Thank you for telling us") in client.get(changed["Location"]).content.decode()


@pytest.mark.parametrize(("here", "there"), [("es", "en"), ("en", "es")])
def test_switching_the_language_keeps_what_was_typed_and_saves_nothing(cast, meeting, client, here, there):
    typed = filled(meeting, name="Nombre a medias", children="2, de 3 y 6", party="x", switch_language=there)
    text = client.post(address(meeting, "answer/", there), typed).content.decode()
    assert f'<html lang="{there}">' in text
    assert "Nombre a medias" in text
    assert "2, de 3 y 6" in text
    assert 'value="x"' in text
    assert "usa-error-message" not in text
    assert f'formaction="/{here}/' in text
    assert Rsvp.objects.count() == 0


FAULTS = [
    {"coming": ""},
    {"coming": "session-999999"},
    {"coming": "phone"},
    {"party": "0"},
    {"party": "21"},
    {"party": "many"},
    {"party": "9" * 400},
    {"interpreter": "on", "speaks": ""},
    {"interpreter": "on", "speaks": "tlhIngan"},
    {"children": "x" * 121},
    {"other_detail": "x" * 301},
    {"call_me": "yes"},
    {"call_me": "maybe"},
    {"ride": "on"},
    {"phone": "12"},
    {"phone": "5" * 31},
    {"may_leave_message": "perhaps"},
    {"name": "x" * 121},
    {"name": "nul\x00"},
    {"key": "nul\x00"},
    {"website": "https://example.invalid"},
]


@pytest.mark.parametrize("changes", FAULTS)
def test_each_fault_is_said_in_the_pages_language(cast, meeting, client, changes):
    texts = {}
    for language in ("es", "en"):
        response = client.post(address(meeting, "answer/", language), filled(meeting, **changes))
        assert response.status_code == 200
        summary = re.search(r'<div class="errors".*?</ul>', response.content.decode(), re.S).group(0)
        texts[language] = re.sub(r"<[^>]+>", " ", summary)
    assert texts["es"] != texts["en"]
    assert not [word for word in ENGLISH_FAULTS if word in texts["es"]]
    assert Rsvp.objects.count() == 0


def test_a_person_whose_browser_fell_into_the_trap_sees_the_box(cast, meeting, client):
    text = client.post(address(meeting, "answer/"), filled(meeting, website="x")).content.decode()
    assert 'aria-hidden="true"><label' not in text
    assert spanish("Leave this box empty") in text


def test_the_same_form_sent_twice_leads_to_the_same_page(cast, meeting, client):
    answers = {client.post(address(meeting, "answer/"), filled(meeting))["Location"] for _ in range(3)}
    assert (len(answers), Rsvp.objects.count()) == (1, 1)


def test_a_form_without_its_key_is_still_an_answer(cast, meeting, client):
    client.post(address(meeting, "answer/"), filled(meeting, key=""))
    client.post(address(meeting, "answer/"), filled(meeting, key=""))
    assert Rsvp.objects.count() == 2


def test_without_the_forms_own_token_nothing_is_kept(cast, meeting):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(meeting, "answer/"), filled(meeting)).status_code == 403
    assert Rsvp.objects.count() == 0


def test_after_sixty_answers_from_one_address_a_sentence_asks_to_wait(cast, meeting, client, monkeypatch):
    monkeypatch.setattr(actions.answering, "admit", lambda place, sender: actions_admit(place, sender))
    from accounts.actions.limits import admit

    def actions_admit(place, sender):
        return admit(place, sender, limit=2)

    for n in range(3):
        response = client.post(address(meeting, "answer/"), filled(meeting, key=str(n)))
    assert response.status_code == 200
    assert (
        spanish("Many answers came from this place in the last hour. Try later, or call us.")
        in response.content.decode()
    )
    assert Rsvp.objects.count() == 2


def test_what_is_off_or_over_takes_no_answer(cast, meeting, client, called):
    other = called()
    actions.cancel(other, by=cast.coordinator, reason="Storm")
    assert client.get(address(other, "answer/"))["Location"] == address(other)
    with at(moment("2026-12-04T00:00")):
        assert client.post(address(meeting, "answer/"), filled(meeting))["Location"] == address(meeting)
    assert Rsvp.objects.count() == 0


def test_a_draft_and_another_schools_meeting_read_as_absent(cast, plan, meeting, client):
    absent = client.get(f"/es/schools/{cast.team.slug}/meetings/999999/answer/")
    assert absent.status_code == 404
    for url in (address(plan(), "answer/"), f"/es/schools/{cast.one.slug}/meetings/{meeting.pk}/answer/"):
        assert client.get(url).status_code == 404
        assert client.post(url, {"coming": "no"}).status_code == 404


def test_other_methods_are_not_allowed(cast, meeting, client):
    for method in (client.put, client.patch, client.delete):
        assert method(address(meeting, "answer/")).status_code == 405
