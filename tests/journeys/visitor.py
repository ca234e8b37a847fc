"""One person's browser window, walked by keyboard alone, in one language and width."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from accounts.models import User
from tests.journeys.portal import Portal

HEIGHTS = {360: 740, 1280: 900}
MOST_TABS = 400
LOOPBACK = ("127.0.0.1", "")
IS_FOCUSED = "e => e === document.activeElement"
IN_GROUP = "e => document.activeElement.type === 'radio' && document.activeElement.name === e.name"
SHOWS_FOCUS = """() => { const e = document.activeElement;
    for (const one of [e, e.labels && e.labels[0], e.parentElement]) {
        if (!one) continue;
        for (const pseudo of [null, '::before', '::after']) {
            const s = getComputedStyle(one, pseudo);
            if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) return true;
            if (s.boxShadow !== 'none') return true;
        }
    } return false; }"""


@dataclass
class Visitor:
    """`tap` counts what a finger would have done on a phone."""

    portal: Portal
    language: str
    width: int
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    taps: int = 0

    @classmethod
    def new(cls, browser: Browser, portal: Portal, language: str, width: int, **more: Any) -> Visitor:
        size = {"width": width, "height": HEIGHTS[width]}
        context = browser.new_context(viewport=size, locale=f"{language}-US", **more)
        context.set_default_timeout(15_000)
        one = cls(portal, language, width, context, context.new_page())
        one.page.on("console", one._heard)
        one.page.on("pageerror", lambda error: one.complaints.append(f"script: {error}"))
        context.on("request", one._asked)
        return one

    def _heard(self, said: ConsoleMessage) -> None:
        """What the browser complains of; a page that answers 403 or 404 on purpose is none."""
        if said.type in ("error", "warning") and "the server responded with a status of" not in said.text:
            self.complaints.append(f"{self.page.url}: {said.text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if urlsplit(request.url).scheme != "data" and urlsplit(request.url).hostname not in LOOPBACK:
            self.complaints.append(f"asked {request.url}")

    def leave(self) -> None:
        self.context.close()

    def sign_in_as(self, email: str) -> None:
        """Carry the cookie of a session that is signed in already: for pages, not for journeys."""
        client = Client()
        user = User.objects.get(email=email)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session.save()
        value = client.cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": value, "url": self.portal.address}])

    # ------------------------------------------------------------------------------------------------------- reading
    def words(self, msgid: str, context: str = "", **values: Any) -> str:
        """The sentence in this visitor's language; an untranslated one fails."""
        with override(self.language):
            said = pgettext(context, msgid) if context else gettext(msgid)
        assert self.language == "en" or said != msgid, f"no Spanish for {msgid!r}"
        return strip_tags(said % values if values else said)

    def staff(self, msgid: str, **values: Any) -> str:
        return self.words(msgid, "staff", **values)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path if path.startswith("http") else self.portal.address + path)

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def is_at(self, tail: str) -> None:
        """The address ends so, in this visitor's language."""
        path = urlsplit(self.page.url).path
        assert path.startswith(f"/{self.language}/"), path
        assert path.endswith(tail), path
        assert self.page.locator("html").get_attribute("lang") == self.language

    # ------------------------------------------------------------------------------------------------------ keyboard
    def link(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("link", name=name, exact=exact).first

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact).first

    def reach(self, target: Locator, arrived: str = IS_FOCUSED) -> None:
        """Press Tab until the target has the focus, and see that it shows."""
        target = target.first
        expect(target).to_be_attached()
        handle = target.element_handle()
        for _ in range(MOST_TABS):
            if handle.evaluate(arrived):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab does not reach {target} on {self.page.url}")
        assert self.page.evaluate(SHOWS_FOCUS), f"the focus does not show on {target}, {self.page.url}"

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Follow a link or press a button, and wait for what comes."""
        self.reach(target)
        self.taps += 1
        self.page.keyboard.press(key)
        self.page.wait_for_load_state()

    def follow(self, target: Locator) -> None:
        """Press what leads to another page, and wait for it."""
        self.reach(target)
        self.taps += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        """Replace what stands in a field by typing."""
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text) if len(text) > 40 else self.page.keyboard.type(text)

    def fill_date(self, target: Locator, typed: str) -> None:
        """Type a date or an hour into the browser's own field, part by part."""
        self.reach(target)
        self.page.keyboard.type(typed)

    def tick(self, target: Locator) -> None:
        self.reach(target)
        self.taps += 1
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def choose(self, radio: Locator) -> None:
        """Choose one of a group: Tab to the group, arrows inside it."""
        self.reach(radio, IN_GROUP)
        self.taps += 1
        if radio.evaluate(IS_FOCUSED):
            self.page.keyboard.press("Space")
        for _ in range(30):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not choose {radio} on {self.page.url}")
