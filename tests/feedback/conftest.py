"""It is Monday, November 16, 2026, ten in the morning; a variable no view gave fails the test."""

import pytest
from django.template import engines

from accounts.clock import at
from tests.cast import moment
from tests.looks.conftest import Loud

MONDAY = moment("2026-11-16T10:00")


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Loud("%s"))
    with at(MONDAY):
        yield
