"""T8, these rooms' share: whatever is posted, an answer and never a crash."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import signed_in
from tests.meetings.conftest import address, evening
from tests.servers.promises import scaled

NASTY = [
    "", " ", "\x00", "\ud800".encode(errors="replace").decode(), "\u202eabc", "x" * 20_000, "0001-01-01", "9999-12-31",
    "-1", "1e999", "NaN", "²", "٣", "99999999999999999999", "{link}", "{{ 7|add:7 }}", "{% now %}", "%(day)s", "%s",
    "' OR 1=1 --", "<script>alert(1)</script>", "a\r\nBcc: x@example.invalid", "=1+1", "24:00", "23:59:60", "on", "yes",
]  # fmt: skip
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))
PUBLIC = ["coming", "party", "interpreter", "speaks", "child_care", "children", "other", "other_detail", "call_me",
          "best_time", "phone", "may_leave_message", "name", "website", "key", "switch_language"]  # fmt: skip
ASKED = ["kind", "detail", "contact", "speaks", "best_time", "may_leave_message", "name", "website", "key"]
ROW = ["day", "starts", "ends", "place_es", "place_en", "topic", "text_es", "text_en", "DELETE"]
DESK = [
    "kind", "title_es", "title_en", "no_identification", "reason", "people", "method", "note", "subject_es",
    "subject_en", "body_es", "body_en", "text_es", "text_en", "ride", "ride_es", "ride_en", "form-TOTAL_FORMS",
    "form-INITIAL_FORMS", *(f"form-{n}-{name}" for n in range(2) for name in ROW), "switch_language", *ROW,
]  # fmt: skip
QUIET = settings(
    max_examples=scaled(400),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def posts(names):
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=8)


@pytest.fixture
def doors(cast, plan, meeting):
    """Every public form, and the desk's, with somebody who may use it."""
    mine = signed_in(cast.coordinator)
    desk = f"/es/desk/team-charter/meetings/{meeting.pk}/"
    draft = plan()
    steps = ["agenda/", "services/", "sessions/", "minutes/", "invite/", "cancel/"]
    inside = [desk + step for step in steps] + [f"{desk}sessions/{evening(meeting).pk}/count/"]
    inside += [f"/es/desk/team-charter/meetings/{draft.pk}/{step}" for step in ("what/", "sessions/", "agenda/")]
    return mine, [*inside, "/es/desk/team-charter/meetings/new/"]


@QUIET
@given(data=posts(PUBLIC))
def test_the_public_form_takes_anything(meeting, client, data):
    response = client.post(address(meeting, "answer/"), data)
    assert response.status_code in (200, 302, 400)


@QUIET
@given(data=posts(ASKED))
def test_the_asking_form_takes_anything(cast, client, data):
    response = client.post("/es/schools/team-charter/feedback/", data)
    assert response.status_code in (200, 302, 400)


@QUIET
@given(data=posts(DESK), number=st.integers(0, 20))
def test_the_desks_forms_take_anything(doors, data, number):
    mine, addresses = doors
    response = mine.post(addresses[number % len(addresses)], data)
    assert response.status_code in (200, 302, 400, 404)


@QUIET
@given(value=VALUES, tail=VALUES)
def test_addresses_take_anything(cast, client, value, tail):
    base = "/es/schools/team-charter/"
    query = urlencode({"year": value, "kind": value, "r": tail, "before": value})
    paths = [f"{base}meetings/?{query}", f"{base}feedback/?{query}", f"{base}feedback/done/?{query}"]
    for path in paths:
        assert client.get(path).status_code in (200, 302)
    for part in (value, tail):
        for path in (f"/es/answer/{part[:500]}/", f"/es/answer/done/{part[:500]}/"):
            assert client.get(path).status_code in (200, 404, 301)
