"""The running portal, the browser, and visitors whose every request and complaint is kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from accounts.clock import at, now
from notices.tasks import deliver_due, expand_due
from tests.journeys.portal import Portal, running_portal
from tests.journeys.visitor import Visitor
from tests.servers.smtp import Received, private_smtp

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal, seeded once for all journeys."""
    home = tmp_path_factory.mktemp("portal")
    with pytest.MonkeyPatch.context() as patch, private_smtp() as sink, running_portal(home, sink) as portal:
        # The browser's driver runs a loop in this thread.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield portal


@pytest.fixture(scope="package")
def outbox(served: Portal, django_db_blocker: Any) -> list[Received]:
    """The messages the demo's next meeting sends, once the outbox has run: released a minute ago, delivered now."""
    with django_db_blocker.unblock(), served.inside(), at(now() + timedelta(minutes=2)):
        expand_due()
        deliver_due()
    return list(served.sink.received)


@pytest.fixture
def portal(served: Portal, django_db_blocker: Any) -> Iterator[Portal]:
    """The portal, with its rows open to the test."""
    with django_db_blocker.unblock(), served.inside():
        yield served


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, portal: Portal) -> Iterator[Callable[..., Visitor]]:
    """visitor(language, width, **context) -> a new browser window; at the end nothing may have been complained of."""
    visitors: list[Visitor] = []

    def new(language: str = "es", width: int = 360, **context: Any) -> Visitor:
        visitors.append(Visitor.new(chromium, portal, language, width, **context))
        return visitors[-1]

    yield new
    for one in visitors:
        one.leave()
    complaints = [text for one in visitors for text in one.complaints]
    assert not complaints, complaints
