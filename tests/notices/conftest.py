"""Notices as the tests write, release and read them."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.clock import at
from notices import actions, links
from notices.delivery.run import deliver
from notices.models import Notice
from tests.accounts.conftest import shared_database
from tests.cast import moment

RELEASED = moment("2026-09-01T09:00")
A_MINUTE = timedelta(seconds=61)

INVITATION = {"kind": "invitation", "audience": "families", "link_purpose": "rsvp", "about_id": 7}
TEXT = {
    "subject_es": "Junta anual para familias",
    "subject_en": "Yearly meeting for families",
    "body_es": "Le invitamos a la junta.\n\nAvise si viene: {link}\nO llame al {phone}.",
    "body_en": "You are invited to the meeting.\n\nTell us if you are coming: {link}\nOr call {phone}.",
}


@pytest.fixture(autouse=True)
def a_page_for_links(monkeypatch):
    """Links lead to a page of the portal, whichever room registered its own."""
    monkeypatch.setitem(links._pages, "rsvp", "school")


@pytest.fixture
def write(cast):
    """Draft a notice of the school's, on the day of the tests."""

    def drafted(**changes: Any) -> Notice:
        fields = {**INVITATION, **TEXT, **changes}
        owner = fields.pop("owner", cast.team)
        with at(RELEASED):
            return actions.draft(owner, by=cast.coordinator, **fields)

    return drafted


@pytest.fixture
def release(cast, write):
    """Draft, release and expand a notice; nothing is sent yet."""

    def released(**changes: Any) -> Notice:
        notice = write(**changes)
        with at(RELEASED):
            actions.release(notice, by=cast.coordinator)
            actions.expand(notice)
        return notice

    return released


@pytest.fixture
def send(release, smtp_sink):
    """The whole way of a notice, to a real mail server."""

    def sent(**changes: Any) -> Notice:
        notice = release(**changes)
        with at(RELEASED + A_MINUTE):
            deliver()
        notice.refresh_from_db()
        return notice

    return sent


def later(**time: float) -> Any:
    """A block some time after the release."""
    return at(RELEASED + timedelta(**time))


def outcomes(notice: Notice) -> dict[str, str]:
    """Given name -> outcome."""
    return dict(notice.recipients.values_list("person__given_name", "outcome"))


__all__ = ["shared_database"]
