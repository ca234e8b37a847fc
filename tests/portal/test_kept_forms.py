"""Minutes and records typed while the session ended come back to be saved, whatever is behind the address."""

import pytest
from django.test import Client

from accounts.clock import at
from compliance.models import Action
from tests.cast import moment

PAGES = {
    "meetings/7/minutes/": {"text_es": "Se dijo <b>mucho</b>.", "text_en": "Much was said."},
    "records/new/": {
        "provision": "B4.b",
        "on": "2026-10-05",
        "description": "Se dijo <b>mucho</b>.",
        "person": "Ofelia",
    },
}


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
