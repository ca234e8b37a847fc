"""Nothing typed in an editor is lost: a real browser, the real script, a server that misbehaves as told."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
HEADERS = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"}

pytestmark = pytest.mark.journey


class Office(ThreadingHTTPServer):
    """The editor's page at /en/edit/ and its save address; `mood` says how it answers."""

    text, mood = "First text", "ok"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server_port}/en/edit/"
        with override("en"):
            self.bar = render_to_string("parts/saved.html")


class Answer(BaseHTTPRequestHandler):
    server: Office

    def log_message(self, *_args: Any) -> None:
        """Nothing: what is typed stays out of the output."""

    def send(self, status: int, body: str, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:
        if self.path.endswith(".js"):
            self.send(200, (settings.BASE_DIR / "static/js/autosave.js").read_text(), "text/javascript")
            return
        area = f'<textarea name="text">{self.server.text}</textarea><input type="hidden" name="version" value="1">'
        form = f'<form id="ed" method="post" data-autosave="/save">{area}</form>'
        self.send(200, f'{self.server.bar}{form}<script src="/a.js"></script>')

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.server.mood == "expired":
            self.send(302, "", Location="/en/login/")
        elif self.server.mood == "conflict":
            self.send(409, json.dumps({"message": "Ofelia saved first.", "url": "/both"}), "application/json")
        else:
            self.server.text = body.split('name="text"')[1].split("\r\n")[2]
            self.send(
                200, json.dumps({"message": "Saved at 9:42 a.m.", "fields": {"version": "2"}}), "application/json"
            )


@pytest.fixture
def office() -> Iterator[Office]:
    server = Office()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser_profile() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser.new_context()
        browser.close()


@pytest.fixture
def editor(browser_profile: BrowserContext, office: Office) -> Iterator[Page]:
    page = browser_profile.new_page()
    page.goto(office.address)
    yield page
    browser_profile.set_offline(False)
    page.close()


def typed(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(text)


def test_what_is_typed_is_saved_and_said(editor: Page, office: Office) -> None:
    typed(editor, "Second text")
    says(editor, "Saved at 9:42 a.m.")
    assert office.text == "Second text"
    assert editor.locator("[name=version]").input_value() == "2"
    editor.reload()
    says(editor, "Nothing you type is lost.")


def test_without_a_connection_the_text_waits_and_goes_out_when_it_returns(
    editor: Page, office: Office, browser_profile: BrowserContext
) -> None:
    browser_profile.set_offline(True)
    typed(editor, "Typed on the bus")
    says(editor, "No connection.")
    browser_profile.set_offline(False)
    says(editor, "Saved at 9:42 a.m.")
    assert office.text == "Typed on the bus"


def test_an_expired_login_keeps_the_text_and_puts_it_back(editor: Page, office: Office) -> None:
    office.mood = "expired"
    typed(editor, "Typed too late")
    says(editor, "Your session has ended.")
    office.mood = "ok"
    editor.get_by_role("link", name="Sign in and go on").click()
    expect(editor.locator("textarea")).to_have_value("Typed too late")
    says(editor, "Saved at 9:42 a.m.")
    assert office.text == "Typed too late"


def test_the_later_of_two_people_is_led_to_both_texts(editor: Page, office: Office) -> None:
    office.mood = "conflict"
    typed(editor, "Mine")
    says(editor, "Ofelia saved first.")
    # It posts what was typed, so that both can stand beside each other.
    expect(editor.get_by_role("button", name="See both texts")).to_be_visible()
    assert office.text == "First text"


def test_a_kept_text_never_overwrites_a_newer_one_unasked(editor: Page, office: Office) -> None:
    office.mood = "expired"
    typed(editor, "Mine, unsaved")
    says(editor, "Your session has ended.")
    office.mood, office.text = "ok", "Somebody else’s"
    editor.reload()
    expect(editor.locator("textarea")).to_have_value("Somebody else’s")
    says(editor, "the text has changed since")
    editor.get_by_role("button", name="Put mine back").click()
    expect(editor.locator("textarea")).to_have_value("Mine, unsaved")
    says(editor, "Saved at 9:42 a.m.")


def test_the_other_languages_page_finds_the_same_kept_text(editor: Page, office: Office) -> None:
    office.mood = "expired"
    typed(editor, "Typed before the switch")
    says(editor, "Your session has ended.")
    office.mood = "ok"
    editor.goto(office.address.replace("/en/", "/es/"))
    expect(editor.locator("textarea")).to_have_value("Typed before the switch")


def test_without_the_script_the_text_would_be_lost(editor: Page, office: Office) -> None:
    editor.route("**/*.js", lambda route: route.abort())
    editor.reload()
    typed(editor, "Gone")
    editor.reload()
    expect(editor.locator("textarea")).to_have_value("First text")
