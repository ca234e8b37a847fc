"""What a family says it needs, and its number, are for who answers: not for every role at a school."""

import pytest

import meetings.actions
from accounts.clock import at
from tests.cast import moment, signed_in
from tests.compliance.year import called

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "reads"), [("coordinator", True), ("assistant", True), ("readonly", True), ("approver_es", False)]
)
def test_needs_and_numbers_show_to_who_answers(cast, who, reads):
    meeting = called(cast, cast.team, (9,))
    said = {"coming": "phone", "language": "es", "phone": "(209) 555-0142", "name": "Quimera", "call_me": True}
    with at(moment("2026-10-01T09:00")):
        needs = [("interpreter", "mixteco")]
        meetings.actions.answer(meeting, form_key="k", needs=needs, **said)
        page = signed_in(getattr(cast, who)).get(f"/en/desk/team-charter/meetings/{meeting.pk}/").content.decode()
    assert [word in page for word in ("555-0142", "mixteco")] == [reads, reads]
