"""The office takes its own decisions back: with a reason, the past as it was known, and nothing deleted."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

import schools.actions
from accounts.clock import at
from accounts.models import AuditEntry
from compliance import actions
from compliance.matrix import rows
from compliance.models import DueDate, Override
from tests.cast import moment, signed_in
from tests.compliance.year import annual_meeting

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/team-charter/why/B3/?year=2026"
DECIDED, LATER = moment("2026-10-01T09:00"), moment("2026-11-01T09:00")
DAY = date(2026, 11, 20)


@pytest.fixture
def decided(cast):
    with at(DECIDED):
        seen = actions.override(cast.team, "B3", 2026, standing="complete", reason="Seen on paper", by=cast.county)
        due = actions.set_due(cast.team, "B3", 2026, date(2026, 11, 2), by=cast.county)
    return seen, due


def standing(cast, code="B3", known_at=LATER + timedelta(days=1), on=DAY):
    (row,) = rows([cast.team], 2026, on, known_at)
    return row.standings[code]


def test_the_page_says_what_was_decided_and_what_it_would_be_without(cast, decided):
    county = " ".join(signed_in(cast.county).get(f"{PAGE}&on={DAY}").content.decode().split())
    school = " ".join(signed_in(cast.coordinator).get(f"{PAGE}&on={DAY}").content.decode().split())
    for page in (county, school):
        assert "Evidence complete: Seen on paper" in page
        assert "Overdue</span>" in page.split("Without this decision:")[1][:400]
        assert "Records found: 0" in page
    assert ("take_back" in county, "take_back" in school) == (True, False)


def test_both_are_taken_back_with_a_reason_and_nothing_is_deleted(cast, decided):
    seen, due = decided
    county = signed_in(cast.county)
    with at(LATER):
        wrong = county.post(PAGE, {"take_back": f"standing-{seen.pk}", "reason": ""})
        assert wrong.status_code == 200
        assert not Override.objects.exclude(voided_at=None).exists()
        for key in (f"standing-{seen.pk}", f"day-{due.pk}"):
            assert county.post(PAGE, {"take_back": key, "reason": "Another school"}).status_code == 302
    for model in (Override, DueDate):
        row = model.objects.get()
        assert (row.voided_at, row.voided_by, row.void_reason) == (LATER, cast.county, "Another school")
    assert AuditEntry.objects.filter(verb="void").count() == 2
    after = standing(cast)
    assert (after.state, after.basis, after.due_on) == ("none", "computed", date(2027, 6, 30))
    before = standing(cast, known_at=LATER - timedelta(days=1))
    assert (before.state, before.due_on, before.without) == ("complete", date(2026, 11, 2), "overdue")
    assert "take_back" not in county.get(PAGE).content.decode()


def test_only_the_county_takes_back_and_only_what_stands_here(cast, decided):
    seen, _due = decided
    posted = {"take_back": f"standing-{seen.pk}", "reason": "No"}
    for user in (cast.coordinator, cast.readonly):
        assert signed_in(user).post(PAGE, posted).status_code == 404
    county = signed_in(cast.county)
    for page in (PAGE.replace("B3", "B1"), PAGE.replace("team-charter", "one-charter"), PAGE.replace("2026", "2025")):
        county.post(page, posted)
    county.post(PAGE, posted | {"take_back": "standing-0"})
    assert Override.objects.get().voided_at is None


def test_taken_back_by_two_at_once_it_is_taken_back_once(cast, decided):
    seen, _due = decided
    schools.actions.void(Override.objects.get(), by=cast.county, reason="First")
    with pytest.raises(ValidationError):
        schools.actions.void(seen, by=cast.county, reason="Second")
    answer = signed_in(cast.county).post(PAGE, {"take_back": f"standing-{seen.pk}", "reason": "Second"}, follow=True)
    assert "Someone else has changed this" in answer.content.decode()
    assert Override.objects.get().void_reason == "First"


def test_an_override_adds_no_evidence_to_the_csv_and_hides_none(cast):
    done = annual_meeting(cast)
    for code in ("B1", "B3"):
        actions.override(cast.team, code, 2026, standing="partly", reason="To look at", by=cast.county)
    text = signed_in(cast.county).get("/en/county/matrix.csv?year=2026").content.decode()
    found = {(row["school"], row["provision"]): row for row in csv.DictReader(io.StringIO(text))}
    assert found["team-charter", "B3"]["evidence"] == "0"
    assert int(found["team-charter", "B1"]["evidence"]) == 3 + len(done.counts)


def refused(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


VOID = "voided_at = '2026-11-01 17:00:00', voided_by_id = entered_by_id, void_reason = 'x'"


@pytest.mark.parametrize("table", ["compliance_override", "compliance_duedate"])
def test_the_database_keeps_a_decision_but_for_its_being_taken_back_once(cast, decided, table):
    own = {"compliance_override": "reason = 'other'", "compliance_duedate": "due_on = '2026-12-01'"}[table]
    for change in (own, "for_year = 2027", f"{VOID}, {own}", VOID.replace("'x'", "' '"), "void_reason = 'x'"):
        assert refused(f"UPDATE {table} SET {change}")
    assert refused(f"DELETE FROM {table}")
    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert not refused(f"UPDATE {table} SET {VOID}")
    assert refused(f"UPDATE {table} SET voided_at = NULL, voided_by_id = NULL, void_reason = ''")
    assert refused(f"UPDATE {table} SET void_reason = 'y'")
