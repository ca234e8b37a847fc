"""The running portal, the browser, and visitors whose every request and complaint is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.portal import Portal, running_portal
from tests.journeys.visitor import Visitor
from tests.servers.smtp import private_smtp

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal, seeded once for all journeys."""
    with private_smtp() as sink, running_portal(tmp_path_factory.mktemp("portal"), sink) as portal:
        yield portal


@pytest.fixture
def portal(served: Portal, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """The portal, with its rows open to the test."""
    # The browser's driver runs a loop in this thread.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with django_db_blocker.unblock(), served.inside():
        yield served


@pytest.fixture(scope="session")
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
