"""A general policy amended to serve: marked and taken back at the desk by who publishes (B9)."""

import pytest

from accounts.clock import at
from compliance.matrix import rows
from tests.cast import moment, signed_in
from tests.compliance.year import published_policy

pytestmark = pytest.mark.django_db
WHEN = moment("2026-11-02T09:00")


def b9(cast, known_at):
    return str(rows([cast.team], 2026, known_at.date(), known_at)[0].standings["B9"].state)


def test_the_mark_turns_b9_and_taking_it_back_turns_it_back(cast):
    page = f"/en/desk/team-charter/policy/{published_policy(cast).document_id}/amended/"
    client = signed_in(cast.coordinator)
    with at(WHEN):
        assert "is not marked" in client.get(page).content.decode()
        assert client.post(page, {"mark": "1"}).status_code == 302
        assert "Marked on" in client.get(page).content.decode()
    assert b9(cast, moment("2026-11-02T10:00")) == "complete"
    with at(moment("2026-11-03T09:00")):
        client.post(page, {"unmark": "1"})
    assert b9(cast, moment("2026-11-03T10:00")) == "none"


def test_only_who_publishes_marks_and_elsewhere_it_is_absent(cast):
    page = f"/en/desk/team-charter/policy/{published_policy(cast).document_id}/amended/"
    assert signed_in(cast.assistant).post(page, {"mark": "1"}).status_code == 404
    assert signed_in(cast.readonly).post(page, {"mark": "1"}).status_code == 404
    assert signed_in(cast.elsewhere).get(page).status_code == 404
    assert signed_in(cast.county).get(page.replace("team-charter", "one-charter")).status_code == 404
