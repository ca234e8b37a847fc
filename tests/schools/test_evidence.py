"""Two times: what is corrected or ended stays known as it was known."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from accounts.models import AuditEntry
from schools.actions import end, reenter, void
from schools.models import StaffRole
from tests.cast import moment

LATER = moment("2026-12-01T12:00")


@pytest.fixture
def role(cast):
    return StaffRole.objects.get(user=cast.assistant)


def counts(on, known_at=LATER, **which):
    return StaffRole.objects.counting(on, known_at).filter(kind="assistant", **which).count()


def test_a_voided_row_counts_for_nothing_from_then_on(cast, role):
    with at(moment("2026-10-01T12:00")):
        void(role, by=cast.county, reason="Another person was meant.")
    assert counts(date(2026, 9, 1)) == 0
    assert counts(date(2026, 9, 1), moment("2026-09-30T12:00")) == 1


def test_a_void_needs_a_reason(cast, role):
    with pytest.raises(ValidationError, match="reason"):
        void(role, by=cast.county, reason="  ")


def test_a_row_is_voided_once(cast, role):
    same = StaffRole.objects.get(pk=role.pk)
    void(role, by=cast.county, reason="First.")
    with pytest.raises(ValidationError, match="Someone else"):
        void(same, by=cast.county, reason="Second.")
    assert StaffRole.objects.get(pk=role.pk).void_reason == "First."


def test_an_end_entered_late_leaves_the_past_as_it_was_known(cast, role):
    with at(moment("2026-11-10T12:00")):
        end(role, ends_on=date(2026, 10, 1), by=cast.county)
    assert [counts(date(2026, 9, 30)), counts(date(2026, 10, 1))] == [1, 0]
    assert counts(date(2026, 10, 1), moment("2026-11-09T12:00")) == 1


def test_no_moment_knows_both_rows_or_neither(cast, role):
    switched = moment("2026-11-10T12:00")
    with at(switched):
        end(role, ends_on=date(2027, 1, 1), by=cast.county)
    for known_at in (switched - timedelta(microseconds=1), switched, switched + timedelta(microseconds=1)):
        assert counts(date(2026, 10, 1), known_at) == 1


def test_nothing_ends_before_it_began(cast, role):
    with pytest.raises(ValidationError, match="before it began"):
        end(role, ends_on=date(2026, 8, 2), by=cast.county)
    assert StaffRole.objects.filter(kind="assistant").count() == 1


def test_a_row_changed_meanwhile_is_not_entered_a_second_time(cast, role):
    same = StaffRole.objects.get(pk=role.pk)
    end(role, ends_on=date(2027, 1, 1), by=cast.county)
    with pytest.raises(ValidationError, match="Someone else"):
        end(same, ends_on=date(2027, 2, 1), by=cast.county)
    assert StaffRole.objects.standing().filter(kind="assistant").count() == 1


def test_each_correction_is_in_the_audit_log_without_values(cast, role):
    with at(moment("2026-11-10T12:00")):
        fresh = reenter(role, "correct", by=cast.county, ends_on=date(2027, 1, 1))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.record, entry.record_id, entry.fields) == (
        "correct",
        "schools.staffrole",
        fresh.pk,
        ["ends_on"],
    )
    assert (entry.by, entry.school_id, entry.year) == (cast.county, cast.team.pk, 2026)
