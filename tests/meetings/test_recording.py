"""How many came, and what was said: evidence, corrected by voiding."""

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from accounts.models import AuditEntry
from meetings import actions
from meetings.models import Attendance, Minutes
from schools.actions import void
from tests.cast import moment
from tests.meetings.conftest import evening

AFTER = moment("2026-12-04T09:00")
TEXTS = {"text_es": "Se habló de Título I.", "text_en": "Title I was discussed."}


def counted(session, by, **changes):
    return actions.count(session, by=by, **{"people": 23, "method": "counted", **changes})


def test_zero_is_a_record(cast, meeting):
    with at(AFTER):
        row = counted(evening(meeting), cast.assistant, people=0)
    assert (row.people, str(row.on), row.for_year) == (0, "2026-12-03", 2026)
    entry = AuditEntry.objects.get(verb="count")
    assert (entry.school_id, entry.year, entry.fields) == (cast.team.pk, 2026, ["method", "people"])


def test_nobody_is_counted_before_the_day(cast, meeting):
    with pytest.raises(ValidationError):
        counted(evening(meeting), cast.coordinator)
    with at(moment("2026-12-03T07:00")):
        counted(evening(meeting), cast.coordinator)


def test_a_count_stands_once_and_is_corrected_by_voiding(cast, meeting):
    with at(AFTER):
        row = counted(evening(meeting), cast.coordinator)
        with pytest.raises(ValidationError):
            counted(evening(meeting), cast.coordinator, people=24)
        void(row, by=cast.coordinator, reason="Counted twice")
        counted(evening(meeting), cast.coordinator, people=21)
    assert list(Attendance.objects.standing().values_list("people", flat=True)) == [21]
    entry = AuditEntry.objects.get(verb="void")
    assert (entry.school_id, entry.year) == (cast.team.pk, 2026)


@pytest.mark.parametrize(
    "changes", [{"people": -1}, {"people": 10_000}, {"method": "guess"}, {"on": moment("2026-12-05T00:00").date()}]
)
def test_what_cannot_be_is_refused(cast, meeting, changes):
    with at(AFTER), pytest.raises(ValidationError):
        counted(evening(meeting), cast.coordinator, **changes)


def test_a_draft_and_a_meeting_that_is_off_are_not_counted(cast, plan, meeting):
    actions.cancel(meeting, by=cast.coordinator, reason="Storm")
    with at(AFTER):
        for one in (plan(), meeting):
            with pytest.raises(ValidationError):
                counted(evening(one), cast.coordinator)


def test_minutes_need_both_languages_and_a_meeting_that_has_been(cast, meeting):
    with pytest.raises(ValidationError):
        actions.write_minutes(meeting, by=cast.coordinator, **TEXTS)
    with at(AFTER):
        with pytest.raises(ValidationError) as refused:
            actions.write_minutes(meeting, by=cast.coordinator, text_es="Sí", text_en=" ")
        assert set(refused.value.message_dict) == {"text_en"}
        actions.write_minutes(meeting, by=cast.coordinator, **TEXTS)
    assert str(Minutes.objects.get().on) == "2026-12-04"


def test_minutes_written_again_void_the_ones_before_and_the_same_words_change_nothing(cast, meeting):
    with at(AFTER):
        first = actions.write_minutes(meeting, by=cast.coordinator, **TEXTS)
        assert actions.write_minutes(meeting, by=cast.coordinator, **TEXTS) == first
        second = actions.write_minutes(meeting, by=cast.coordinator, **{**TEXTS, "text_en": "Other words."})
    assert list(Minutes.objects.standing()) == [second]
    assert Minutes.objects.count() == 2
