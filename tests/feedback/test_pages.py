"""Asking without an account, and the school's desk of what was asked."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.clock import at
from feedback import actions
from feedback.models import Request
from tests.cast import moment, signed_in
from tests.feedback.conftest import MONDAY
from tests.meetings.conftest import spanish

ASK = "/{}/schools/team-charter/feedback/"
LEFT_NOTHING = (
    "You left no phone or email, so we cannot answer you in person. To know what came of it, "
    'call <a href="%(link)s">%(number)s</a>.'
)
DESK = "/en/desk/team-charter/requests/"


def asked(**changes):
    return {"kind": "question", "detail": "¿A qué hora abre la biblioteca?", "key": "k" * 32, **changes}


@pytest.mark.parametrize(("language", "words"), [("es", "lunes 23 de noviembre"), ("en", "Monday, November 23")])
def test_a_question_is_kept_and_says_by_when_it_is_answered(cast, client, language, words):
    page = client.get(ASK.format(language))
    assert "no-store" in page["Cache-Control"]
    assert set(page.cookies) <= {"csrftoken"}
    answer = client.post(ASK.format(language), asked(contact="ana@families.invalid"))
    row = Request.objects.get()
    assert (row.kind, row.language, row.contact) == ("question", language, "ana@families.invalid")
    text = client.get(answer["Location"]).content.decode()
    assert words in text
    assert "biblioteca" not in answer["Location"] + text
    assert "ana@" not in answer["Location"] + text


def test_without_a_number_the_page_says_how_to_hear_of_it(cast, client):
    answer = client.post(ASK.format("es"), asked())
    text = client.get(answer["Location"]).content.decode()
    assert spanish(LEFT_NOTHING).split("&lt;")[0] in text
    assert spanish("A person from the school reads it.") in text
    # No day is promised to someone nobody can answer.
    assert "23 de noviembre" not in text


def test_a_made_up_receipt_promises_nothing(cast, client):
    for receipt in ("", "x", "eyJraW5kIjoiY2FsbCJ9:1abc:zzz"):
        assert client.get(ASK.format("es") + "done/", {"r": receipt})["Location"] == ASK.format("es")


def test_the_address_may_say_what_is_wanted(cast, client):
    text = client.get(ASK.format("es") + "?kind=call").content.decode()
    assert re.search(r'value="call"[^>]*checked', text)
    assert client.get(ASK.format("es") + "?kind=<script>").status_code == 200


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("", "Ask or suggest"),
        ("call", "Would you rather we call you?"),
        ("meeting", "Ask for a meeting"),
        ("format", "Ask for it on paper or another way"),
        ("ride", "Ask or suggest"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_title_and_text_follow_what_is_asked(cast, client, kind, title, language):
    words = spanish(title) if language == "es" else title
    text = client.get(ASK.format(language), {"kind": kind}).content.decode()
    assert f"<h1>{words}</h1>" in text
    assert f"<title>{words}, TEAM Charter" in text
    if kind and title != "Ask or suggest":
        # What was chosen on the form speaks, also beside a fault and in the other language.
        again = client.post(ASK.format(language), {"kind": kind, "key": "k" * 32}).content.decode()
        assert f"<h1>{words}</h1>" in again
        switched = client.post(ASK.format(language), {"kind": kind, "switch_language": "1"}).content.decode()
        assert f"<h1>{words}</h1>" in switched


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ""},
        {"kind": "pony"},
        {"detail": ""},
        {"detail": "x" * 4001},
        {"detail": "nul\x00"},
        {"kind": "call", "contact": ""},
        {"kind": "call", "contact": "ana@families.invalid"},
        {"kind": "meeting", "contact": ""},
        {"contact": "12"},
        {"contact": "ana@nowhere"},
        {"speaks": "tlhIngan"},
        {"best_time": "x" * 121},
        {"may_leave_message": "perhaps"},
        {"name": "x" * 121},
        {"website": "x"},
    ],
)
def test_each_fault_is_said_in_the_pages_language(cast, client, changes):
    texts = {}
    for language in ("es", "en"):
        response = client.post(ASK.format(language), asked(**changes))
        assert response.status_code == 200
        summary = re.search(r'<div class="errors".*?</ul>', response.content.decode(), re.S).group(0)
        texts[language] = re.sub(r"<[^>]+>", " ", summary)
    assert texts["es"] != texts["en"]
    assert not [
        word for word in ("This", "Enter", "Select", "Ensure", "Choose", "Write", "Null") if word in texts["es"]
    ]
    assert Request.objects.count() == 0


def test_switching_the_language_keeps_what_was_typed(cast, client):
    text = client.post(ASK.format("en"), asked(detail="A medias", contact="1", switch_language="en")).content.decode()
    assert "A medias" in text
    assert "usa-error-message" not in text
    assert Request.objects.count() == 0


def test_the_same_form_sent_twice_is_one_request(cast, client):
    for _ in range(3):
        client.post(ASK.format("es"), asked())
    assert Request.objects.count() == 1


def test_sixty_an_hour_from_one_address_then_a_sentence(cast, client):
    for n in range(60):
        client.post(ASK.format("es"), asked(key=f"key-{n}"))
    text = client.post(ASK.format("es"), asked(key="one more")).content.decode()
    assert spanish("Many answers came from this place in the last hour. Try later, or call us.") in text
    assert Request.objects.count() == 60


def test_behind_a_proxy_each_family_counts_for_itself(cast, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(61):
        # The first address is what a sender may claim; the last is what our proxy saw.
        client.post(ASK.format("es"), asked(key=f"key-{n}"), headers={"x-forwarded-for": f"1.2.3.4, 203.0.113.{n}"})
    assert Request.objects.count() == 61
    for n in range(61):
        client.post(ASK.format("es"), asked(key=f"more-{n}"), headers={"x-forwarded-for": f"1.2.3.{n}, 198.51.100.7"})
    assert Request.objects.count() == 121


def test_closed_schools_and_the_office_ask_nothing(cast, client):
    assert client.get("/es/schools/sjcoe/feedback/").status_code == 404
    assert client.get("/es/schools/no-such-school/feedback/").status_code == 404


@pytest.fixture
def row(cast):
    return actions.ask(
        cast.team, kind="call", language="es", detail="Secreto de familia", contact="(209) 555-0100", name="Ana Invento"
    )


def test_strangers_other_schools_and_who_approves_texts_read_nothing(cast, row, client):
    tails = ("", f"{row.pk}/", f"{row.pk}/reopen/")
    for tail in tails:
        assert client.get(DESK + tail).status_code == 302
        for user in (cast.elsewhere, cast.approver_es, cast.ana.user):
            other = signed_in(user)
            assert other.get(DESK + tail).status_code == 404
            assert other.post(DESK + tail, {"text": "x", "met": "yes", "on": "2026-11-16"}).status_code in (404, 405)
    elsewhere = signed_in(cast.elsewhere)
    assert elsewhere.get(f"/en/desk/one-charter/requests/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert row.state == "open"


def test_county_read_only_reads_and_changes_nothing(cast, row):
    reader = signed_in(cast.readonly)
    assert "Secreto de familia" in reader.get(f"{DESK}{row.pk}/").content.decode()
    assert "<form" not in reader.get(f"{DESK}{row.pk}/").content.decode().split("<main")[1].split("</main>")[0]
    data = {"text": "x", "met": "yes", "on": "2026-11-16"}
    assert reader.post(f"{DESK}{row.pk}/", data).status_code == 404
    assert reader.post(f"{DESK}{row.pk}/reopen/", {"reason": "x"}).status_code == 404


def test_an_assistant_answers_and_only_a_coordinator_takes_back(cast, row):
    helper = signed_in(cast.assistant)
    data = {"text": "Called twice", "met": "yes", "on": "2026-11-16", "cost_usd": "3.50"}
    assert helper.post(f"{DESK}{row.pk}/", data)["Location"] == DESK
    assert "Called twice" in helper.get(f"{DESK}{row.pk}/").content.decode()
    assert helper.post(f"{DESK}{row.pk}/reopen/", {"reason": "x"}).status_code == 404
    mine = signed_in(cast.coordinator)
    assert mine.post(f"{DESK}{row.pk}/reopen/", {"reason": "Wrong"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "open"


def test_the_list_shows_the_clock_in_words_first_promised_first(cast, row):
    with at(MONDAY - timedelta(days=14)):
        actions.ask(cast.team, kind="ride", language="es")
    text = signed_in(cast.coordinator).get(DESK).content.decode()
    assert text.index("A ride") < text.index("A phone call")
    assert "1\xa0week late" in text
    assert "in 1\xa0week" in text


def test_two_who_answer_at_once_hear_of_each_other(cast, row):
    data = {"text": "First", "met": "yes", "on": "2026-11-16"}
    signed_in(cast.assistant).post(f"{DESK}{row.pk}/", data)
    text = signed_in(cast.coordinator).post(f"{DESK}{row.pk}/", {**data, "text": "Second"}).content.decode()
    assert "First" in text
    assert row.responses.count() == 1


@pytest.mark.parametrize("number", [1, 100, 1000])
def test_the_number_of_rows_does_not_change_the_number_of_queries(cast, django_assert_num_queries, number):
    with at(moment("2026-11-02T10:00")):
        for closed in (False, True):
            Request.objects.bulk_create(
                Request(
                    school=cast.team, kind="ride", for_year=2026, on="2026-11-02", due_on="2026-11-09",
                    state="answered" if closed else "open",
                )
                for _ in range(number)
            )  # fmt: skip
    mine = signed_in(cast.coordinator)
    mine.get(DESK)
    with django_assert_num_queries(7):
        page = mine.get(DESK).content.decode()
    older = re.search(r"\?before=\d+", page)
    assert bool(older) == (number > 50)
    if older:
        assert mine.get(DESK + older.group(0)).status_code == 200
    assert Client().get(DESK).status_code == 302
