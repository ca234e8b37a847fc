"""A button pressed after the session ended leads, after sign-in, to a page; a button's address opened says so."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.audience import opens
from tests.cast import signed_in

DESK = "/es/desk/team-charter/"
BUTTONS = [
    (f"{DESK}documents/start/", f"{DESK}documents/"),
    (f"{DESK}documents/5/publish/", f"{DESK}documents/5/"),
    (f"{DESK}documents/5/new-version/", f"{DESK}documents/5/"),
    (f"{DESK}documents/5/sections/goals/approve/", f"{DESK}documents/5/sections/goals/"),
    (f"{DESK}documents/5/sections/goals/lead/", f"{DESK}documents/5/sections/goals/"),
    (f"{DESK}meetings/5/call/", f"{DESK}meetings/5/"),
    ("/es/me/answer/5/", "/es/me/"),
]


def next_of(response) -> str:
    assert response.status_code == 302
    return parse_qs(urlsplit(response["Location"]).query)["next"][0]


@pytest.mark.parametrize(("button", "page"), BUTTONS)
def test_after_sign_in_a_button_leads_to_its_page(db, client, button, page):
    assert next_of(client.post(button)) == page


@pytest.mark.parametrize(("button", "page"), BUTTONS)
def test_it_leads_to_the_page_it_was_pressed_on_if_that_is_ours(db, client, button, page):
    here = f"http://testserver{DESK}documents/waiting/?a=1"
    assert next_of(client.post(button, headers={"referer": here})) == f"{DESK}documents/waiting/?a=1"
    for foreign in ("https://elsewhere.invalid/es/desk/", "//elsewhere.invalid/", "javascript:alert(1)"):
        assert next_of(client.post(button, headers={"referer": foreign})) == page


@pytest.mark.parametrize(("button", "page"), BUTTONS)
def test_pressed_on_the_address_of_another_button_it_leads_to_the_page_above_that(db, client, button, page):
    assert next_of(client.post(f"{DESK}meetings/7/call/", headers={"referer": f"http://testserver{button}"})) == page


def test_an_address_opens_unless_it_only_takes_posts():
    assert not any(opens(button) for button, _page in BUTTONS)
    assert all(opens(page) for _button, page in BUTTONS)


def test_a_page_asked_for_is_the_page_after_sign_in(db, client):
    headers = {"referer": f"http://testserver{DESK}"}
    assert next_of(client.get(f"{DESK}records/?year=2025", headers=headers)) == f"{DESK}records/?year=2025"


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Aquí solo hay un botón"), ("en", "Here there is only a button")]
)
def test_a_buttons_address_opened_says_where_the_button_is(cast, language, words):
    desk = DESK.replace("/es/", f"/{language}/")
    response = signed_in(cast.coordinator).get(f"{desk}documents/5/publish/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert words in response.content.decode()
    assert f'href="{desk}documents/5/"' in response.content.decode()
    public = Client().delete(f"/{language}/schools/team-charter/meetings/")
    assert (public.status_code, words in public.content.decode()) == (405, True)
    assert not public.cookies
