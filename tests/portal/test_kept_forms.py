"""Minutes and records typed while the session ended come back to be saved, whatever is behind the address."""

import pytest
from django.test import Client

from accounts.audience import methods
from accounts.clock import at
from compliance.models import Action
from tests.cast import moment
from tests.trust.addresses import addresses

PAGES = {
    "meetings/7/minutes/": {"text_es": "Se dijo <b>mucho</b>.", "text_en": "Much was said."},
    "records/new/": {
        "provision": "B4.b",
        "on": "2026-10-05",
        "description": "Se dijo <b>mucho</b>.",
        "person": "Ofelia",
    },
}


ROOMS = {"meetings", "people", "schools"}
# Buttons, and forms of days and boxes: nothing typed in them is worth keeping.
NO_TEXT = {
    "meetings_desk:call",
    "people_desk:contact",
    "people_desk:end_enrolment",
    "people_desk:end_link",
    "people_desk:link",
    "people_desk:new_link",
    "people_desk:search",
    "schools_county:add_count",
    "schools_county:confirm",
    "schools_county:end_role",
}


def test_every_form_with_text_of_meetings_families_and_schools_hands_it_back(db):
    """Walked from the patterns, so that a new form is asked too: it keeps what was typed, or is named above."""
    lost = set()
    for address in addresses():
        if address.room in ROOMS and address.audience in ("desk", "county") and "POST" in methods(address.callback):
            url = address.url(**{name: "verb" if name in ("slug", "verb") else 7 for name in address.params})
            if Client().post(url, {"note": "Se dijo mucho."}).status_code == 302:
                lost.add(address.name)
    assert lost == NO_TEXT


def test_a_table_of_rows_comes_back_as_fields_with_their_names(db):
    typed = {"form-TOTAL_FORMS": "1", "form-0-topic": "other", "form-0-text_es": "Se dijo\nmucho."}
    page = Client().post("/en/desk/team-charter/meetings/7/agenda/", typed).content.decode()
    assert '<textarea class="usa-textarea" id="form-0-text_es"' in page
    assert "What families read, in Spanish" in page
    assert '<input type="hidden" name="form-0-topic" value="other">' in page


@pytest.mark.parametrize("tail", PAGES)
@pytest.mark.parametrize(("language", "words"), [("es", "Su sesión"), ("en", "Your session has ended")])
def test_an_ended_session_gives_the_typed_text_back(db, tail, language, words):
    pages = []
    for slug in ("team-charter", "nowhere"):
        answer = Client().post(f"/{language}/desk/{slug}/{tail}", PAGES[tail])
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (200, True)
        assert "Se dijo &lt;b&gt;mucho&lt;/b&gt;." in page
        assert f"?next=/{language}/desk/{slug}/{tail}" in page
        assert all(f'name="{name}"' in page for name in PAGES[tail])
        pages.append(page)
    assert len(pages[0]) - len(pages[1]) == (len("team-charter") - len("nowhere")) * pages[0].count("team-charter")


@pytest.mark.parametrize("tail", PAGES)
def test_opening_the_address_still_asks_to_sign_in(db, tail):
    assert Client().get(f"/es/desk/team-charter/{tail}").status_code == 302


def test_after_signing_in_the_button_of_the_kept_page_saves(cast):
    url, client = "/en/desk/team-charter/records/new/", Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    with at(moment("2026-11-16T10:00")):
        refused = client.post(url, PAGES["records/new/"])
        assert (refused.status_code, Action.objects.count()) == (403, 0)
        assert "Se dijo" in refused.content.decode()
        token = str(refused.context["csrf_token"])
        assert client.post(url, {**PAGES["records/new/"], "csrfmiddlewaretoken": token}).status_code == 302
    assert Action.objects.get().description == "Se dijo <b>mucho</b>."
