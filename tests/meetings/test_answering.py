"""A family's answer: one a form and one a person, changed as often as they like, its needs with a clock."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

import people.actions
from accounts.clock import at
from accounts.models import AuditEntry, FormPost
from feedback.models import Request
from meetings import actions
from meetings.models import Rsvp
from tests.cast import moment
from tests.meetings.conftest import MONDAY, evening, spanish


def said(meeting, **changes):
    return {"coming": "yes", "session": evening(meeting), "party": 3, "language": "es", "form_key": "a-key", **changes}


def test_an_answer_is_kept_and_its_needs_become_requests_with_a_clock(cast, meeting):
    needs = [("interpreter", "es"), ("child_care", "2 niños, de 3 y 6 años")]
    row = actions.answer(meeting, **said(meeting, needs=needs, phone="(209) 555-0100", may_leave_message=False))
    assert (row.coming, row.session, row.party) == ("yes", evening(meeting), 3)
    asked = list(actions.asked_with(row))
    assert [(one.kind, one.detail, one.contact) for one in asked] == [
        ("interpreter", "es", "(209) 555-0100"),
        ("child_care", "2 niños, de 3 y 6 años", "(209) 555-0100"),
    ]
    # Five school days from Monday, November 16.
    assert {one.due_on for one in asked} == {date(2026, 11, 23)}
    assert {one.may_leave_message for one in asked} == {False}


def test_an_answer_is_promised_before_the_family_comes(cast, meeting):
    with at(moment("2026-12-01T09:00")):
        row = actions.answer(meeting, **said(meeting, needs=[("ride", "")]))
    assert actions.asked_with(row).get().due_on == date(2026, 12, 2)


def test_the_same_form_twice_is_one_answer_and_one_request(cast, meeting):
    first = actions.answer(meeting, **said(meeting, needs=[("ride", "")]))
    again = actions.answer(meeting, **said(meeting, needs=[("ride", "")]))
    assert first == again
    assert (Rsvp.objects.count(), Request.objects.count()) == (1, 1)
    assert not AuditEntry.objects.filter(verb="change_answer").exists()


def test_the_same_form_with_another_answer_changes_it(cast, meeting):
    actions.answer(meeting, **said(meeting, needs=[("ride", ""), ("interpreter", "pa")], name="Ana"))
    actions.answer(meeting, **said(meeting, coming="no", needs=[("interpreter", "km"), ("other", "papers")]))
    row = Rsvp.objects.get()
    assert (row.coming, row.session, row.name) == ("no", None, "Ana")
    states = Request.objects.order_by("kind", "pk").values_list("kind", "detail", "state")
    assert list(states) == [
        ("interpreter", "pa", "withdrawn"),
        ("other", "papers", "open"),
        ("ride", "", "withdrawn"),
    ]
    assert AuditEntry.objects.filter(verb="change_answer").count() == 1


def test_what_the_school_already_provided_is_not_taken_back(cast, meeting):
    import feedback.actions

    row = actions.answer(meeting, **said(meeting, needs=[("ride", "")]))
    feedback.actions.answer(actions.asked_with(row).get(), text="Bus at 5", met=True, by=cast.coordinator)
    actions.answer(meeting, **said(meeting))
    assert Request.objects.get().state == "met"


def test_a_person_has_one_answer_whatever_the_form(cast, meeting):
    actions.answer(meeting, **said(meeting, person=cast.ana))
    actions.answer(meeting, **said(meeting, person=cast.ana, form_key="another", coming="no"))
    actions.answer(meeting, **said(meeting, person=cast.ben, form_key="third"))
    assert list(Rsvp.objects.order_by("pk").values_list("person__given_name", "coming")) == [
        ("Ana", "no"), ("Ben", "yes"),
    ]  # fmt: skip


def test_one_session_to_come_needs_no_choice(cast, called):
    meeting = called(hours=[("2026-12-03T18:00", "2026-12-03T19:00")])
    assert actions.answer(meeting, **said(meeting, session=None)).session == evening(meeting)


def test_each_refusal_names_its_field(cast, meeting, called):
    other = called()
    cases = {
        "coming": [{"session": None}, {"coming": "maybe"}, {"session": evening(other)}],
        "party": [{"party": 0}, {"party": 21}],
        "phone": [{"call_me": True}, {"coming": "phone"}],
    }
    for field, changes in ((field, change) for field, many in cases.items() for change in many):
        with pytest.raises(ValidationError) as refused:
            actions.answer(meeting, **said(meeting, **changes))
        assert set(refused.value.message_dict) == {field}
    with pytest.raises(ValidationError):
        actions.answer(meeting, **said(meeting, needs=[("pony", "")]))
    assert Rsvp.objects.count() == 0


def test_a_call_is_a_request_too_and_a_known_person_needs_no_number(cast, meeting):
    people.actions.add_contact(cast.ana, "voice", "209 462 0142", by=cast.county, source="office")
    row = actions.answer(meeting, **said(meeting, person=cast.ana, call_me=True, best_time="after six"))
    asked = actions.asked_with(row).get()
    assert (asked.kind, asked.best_time, asked.person) == ("call", "after six", cast.ana)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_meeting_that_is_off_or_over_says_so_in_the_readers_language(cast, meeting, called, language):
    other = called()
    actions.cancel(other, by=cast.coordinator, reason="Storm")
    with override(language):
        with pytest.raises(ValidationError) as off:
            actions.answer(other, **said(other))
        with at(moment("2026-12-04T00:00")), pytest.raises(ValidationError) as over:
            actions.answer(meeting, **said(meeting))
    said_off = "This meeting has been called off, so there is nothing to answer. You can call us."
    said_over = "This meeting has already been. You can still ask the school."
    in_spanish = language == "es"
    assert off.value.messages == [spanish(said_off) if in_spanish else said_off]
    assert over.value.messages == [spanish(said_over) if in_spanish else said_over]


def test_a_schools_shared_address_is_let_through_sixty_times_an_hour_and_its_number_is_not_kept(cast, meeting):
    for n in range(60):
        actions.answer(meeting, **said(meeting, form_key=str(n), sender="203.0.113.7"))
    with pytest.raises(ValidationError):
        actions.answer(meeting, **said(meeting, form_key="one more", sender="203.0.113.7"))
    actions.answer(meeting, **said(meeting, form_key="another house", sender="203.0.113.8"))
    # Changing an answer is not posting one more.
    actions.answer(meeting, **said(meeting, form_key="0", sender="203.0.113.7", coming="no"))
    with at(MONDAY + timedelta(minutes=61)):
        actions.answer(meeting, **said(meeting, form_key="an hour later", sender="203.0.113.7"))
    assert Rsvp.objects.count() == 62
    assert not FormPost.objects.filter(sender__contains="203").exists()
    with at(MONDAY + timedelta(hours=26)):
        actions.answer(meeting, **said(meeting, form_key="tomorrow", sender="203.0.113.7"))
    assert FormPost.objects.count() == 1


def test_the_edit_key_finds_its_answer_until_a_day_after_the_meeting(cast, meeting):
    row = actions.answer(meeting, **said(meeting))
    key = actions.edit_key(meeting, "a-key")
    assert actions.find_own(key) == row
    assert actions.find_own(key[:-1]) is None
    assert key not in (row.form_key, row.edit_digest)
    with at(moment("2026-12-05T09:00")):
        assert actions.find_own(key) is None


def test_a_family_changes_its_answer_by_its_own_page_and_keeps_its_number(cast, meeting):
    row = actions.answer(meeting, **said(meeting, phone="(209) 555-0100"))
    actions.change(row, coming="phone", language="en", party=1)
    row.refresh_from_db()
    assert (row.coming, row.phone, row.language) == ("phone", "(209) 555-0100", "en")
