"""Public pages: what families read, the same bytes for everyone, the same queries for any number of rows."""

import pytest
from django.test import Client

from accounts.clock import at
from meetings import actions
from meetings.models import Meeting, Rsvp, Session
from tests.cast import moment, signed_in
from tests.meetings.conftest import address, spanish

LIST = "/{}/schools/team-charter/meetings/"


def pages(meeting):
    tails = ("", "flyer/", "meeting.ics")
    listing = f"/es/schools/{meeting.owner.slug}/meetings/"
    return [listing, listing + "calendar.ics", *(address(meeting, tail) for tail in tails)]


def test_public_pages_set_no_cookie_and_are_the_same_for_everyone(cast, meeting):
    families, staff = Client(), signed_in(cast.coordinator)
    for url in pages(meeting):
        plain, known = families.get(url), staff.get(url)
        assert plain.status_code == 200
        assert not plain.cookies
        assert plain.content == known.content
        assert "public" in plain["Cache-Control"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["jueves", "diciembre", "9:00 de la mañana o 6:00 de la tarde", "Avise si viene", "Intérprete"]),
        ("en", ["Thursday", "December", "9:00 a.m. or 6:00 p.m.", "Tell us if you are coming", "Interpreter"]),
    ],
)
def test_the_page_says_when_where_what_and_how(cast, meeting, client, language, words):
    text = client.get(address(meeting, "", language)).content.decode()
    for word in [*words, "wa.me", "meeting.ics", "Título I" if language == "es" else "Title I"]:
        assert word in text
    assert f'<html lang="{language}">' in text


def test_the_door_is_promised_only_where_the_meeting_says_so(cast, meeting, called, client):
    promise = "No pedimos identificación para venir a esta junta."
    assert promise not in client.get(address(meeting)).content.decode()
    assert promise in client.get(address(called(no_identification=True))).content.decode()


def test_afterwards_it_shows_what_was_said_and_takes_no_answer(cast, meeting, client):
    with at(moment("2026-12-04T09:00")):
        actions.write_minutes(meeting, text_es="Se habló <b>mucho</b>.", text_en="Much was said.", by=cast.coordinator)
        text = client.get(address(meeting)).content.decode()
        assert "Se habló &lt;b&gt;mucho&lt;/b&gt;." in text
        assert spanish("This meeting has already been.") in text
        assert "answer/" not in text
        assert "Much was said." in client.get(address(meeting, "", "en")).content.decode()


def test_what_is_off_says_so_on_list_and_page(cast, meeting, client):
    actions.cancel(meeting, by=cast.coordinator, reason="Secret reason")
    for url in (address(meeting), LIST.format("es")):
        text = client.get(url).content.decode()
        assert spanish("Called off") in text or spanish("This meeting has been called off.") in text
        assert "Secret reason" not in text


def test_a_draft_is_nowhere(cast, plan, client):
    meeting = plan(title_es="Junta escondida")
    assert client.get(address(meeting)).status_code == 404
    assert client.get(address(meeting, "meeting.ics")).status_code == 404
    actions.cancel(meeting, by=cast.coordinator, reason="Dropped")
    assert client.get(address(meeting)).status_code == 404
    assert "Junta escondida" not in client.get(LIST.format("es")).content.decode()


def test_another_year_is_asked_for_by_its_number_and_nonsense_shows_this_one(cast, meeting, client):
    Meeting.objects.filter(pk=meeting.pk).update(for_year=2025)
    assert "Junta anual" not in client.get(LIST.format("es")).content.decode()
    assert "Junta anual" in client.get(LIST.format("es") + "?year=2025").content.decode()
    for nonsense in ("abc", "99999", "-1", "", "2025%00", "٢٠٢٥"):
        response = client.get(LIST.format("es") + f"?year={nonsense}")
        assert response.status_code == 200
        assert "2026-27" in response.content.decode()


def test_an_empty_year_says_what_to_do(cast, client):
    text = client.get(LIST.format("es")).content.decode()
    assert spanish("There is no meeting called right now.") in text
    assert "?kind=meeting" in text


def test_a_shared_meeting_stands_under_each_school(cast, called, client):
    meeting = called(serves=[cast.one])
    assert client.get(f"/es/schools/one-charter/meetings/{meeting.pk}/").status_code == 200
    assert client.get(f"/es/schools/special-education/meetings/{meeting.pk}/").status_code == 404


def test_a_school_that_is_its_families_secret_is_not_passed_on(cast, called, client):
    meeting = called(cast.court)
    text = client.get(address(meeting)).content.decode()
    assert "wa.me" not in text
    assert client.get(address(meeting, "flyer/")).status_code == 404


def test_the_flyer_has_both_languages_and_a_code(cast, meeting, client):
    text = client.get(address(meeting, "flyer/")).content.decode()
    assert "Le invitamos. Junta anual para familias" in text
    assert 'lang="en"' in text
    assert "You are invited. Annual meeting for families" in text
    assert "<svg" in text.split('class="sheet__qr"')[1]
    assert "style=" not in text


@pytest.mark.parametrize("rows", [1, 100, 1000])
def test_the_number_of_rows_does_not_change_the_number_of_queries(
    cast, meeting, client, django_assert_num_queries, rows
):
    many(cast, meeting, rows - 1)
    answers = [
        Rsvp(meeting=meeting, coming="no", language="es", form_key=str(n), edit_digest=str(n)) for n in range(rows)
    ]
    Rsvp.objects.bulk_create(answers)
    with django_assert_num_queries(6):
        client.get(LIST.format("es"))
    page = address(meeting)
    with django_assert_num_queries(6):
        client.get(page)
    with django_assert_num_queries(5):
        client.get(LIST.format("es") + "calendar.ics")


def many(cast, meeting, number):
    """Called meetings of the same school, without words."""
    rows = Meeting.objects.bulk_create(
        Meeting(
            owner=cast.team, kind="family", title_es=f"Junta {n}", title_en=f"Meeting {n}", for_year=2026,
            state="called", called_at=meeting.called_at, entered_by=cast.county,
        )
        for n in range(number)
    )  # fmt: skip
    Meeting.serves.through.objects.bulk_create(Meeting.serves.through(meeting=row, school=cast.team) for row in rows)
    times = {"starts_at": moment("2026-12-10T18:00"), "ends_at": moment("2026-12-10T19:00")}
    Session.objects.bulk_create(Session(meeting=row, place_es="Aquí", place_en="Here", **times) for row in rows)


@pytest.mark.parametrize("year", ["1999", "2031", "abc", "٢٠٢٦"])
def test_a_year_without_meetings_is_said_and_this_one_is_shown(meeting, client, year):
    for language, line in (("es", "No tenemos aquí juntas"), ("en", "We have no meetings here")):
        text = client.get(LIST.format(language), {"year": year}).content.decode()
        assert line in text
        assert "2026-27" in text
        assert line not in client.get(LIST.format(language), {"year": "2026"}).content.decode()
        assert line not in client.get(LIST.format(language)).content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("es", "De 9:00 a 10:30 de la mañana"), ("en", "From 9:00 to 10:30 a.m.")]
)
def test_the_page_and_the_letter_say_the_part_of_the_day_once(cast, meeting, client, language, words):
    assert words in client.get(address(meeting, "", language)).content.decode()
    letter = getattr(actions.invitation_letter(meeting, cast.team), f"body_{language}")
    assert words[0].lower() + words[1:] in letter
