"""Records made by the real verbs turn provisions, and void, late entry and past days turn them back."""

import csv
import io
from datetime import date

import pytest
from django.core.management import call_command

import documents.actions
import schools.actions
from accounts.clock import at
from compliance.matrix import rows
from schools.models import School
from tests.cast import moment
from tests.compliance.year import annual_meeting, called, published_policy

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-22T12:00")


def states(school, on=date(2026, 11, 22), known_at=NOW, year=2026):
    """{code: (state, records)} of a school."""
    row = next(row for row in rows(School.objects.listed(), year, on, known_at) if row.school == school)
    return {code: (str(standing.state), len(standing.records)) for code, standing in row.standings.items()}


def changed(before, after):
    return {code for code in before if before[code] != after[code]}


def test_an_annual_meeting_turns_what_it_shows_and_nothing_else(cast):
    before = states(cast.team)
    annual_meeting(cast)
    after = states(cast.team)
    assert after["B1"][0] == "complete"
    assert changed(before, after) == {"B1", "B2", "B7", "B7.e", "B7.opt.e", "B7.opt.j", "B7.opt.k"}


def test_voiding_both_counts_changes_exactly_the_provision_they_supported(cast):
    annual = annual_meeting(cast)
    before = states(cast.team)
    with at(NOW):
        for count in annual.counts:
            schools.actions.void(count, by=cast.coordinator, reason="Counted twice")
    after = states(cast.team, known_at=moment("2026-11-22T12:01"))
    assert changed(before, after) == {"B1"}
    assert after["B1"][0] == "partly"


def test_one_of_two_counts_voided_leaves_the_standing_and_one_record_less(cast):
    annual = annual_meeting(cast)
    before = states(cast.team)
    with at(NOW):
        schools.actions.void(annual.counts[0], by=cast.coordinator, reason="Wrong room")
    after = states(cast.team, known_at=moment("2026-11-22T12:01"))
    assert changed(before, after) == {"B1"}
    assert (before["B1"], after["B1"]) == (("complete", 5), ("complete", 4))


def test_on_a_day_before_the_meeting_it_is_not_there(cast):
    annual_meeting(cast)
    assert states(cast.team, on=date(2026, 10, 14))["B1"] == ("none", 0)
    assert states(cast.team, on=date(2026, 10, 15))["B1"][0] == "partly"
    assert states(cast.team, on=date(2026, 10, 19))["B1"][0] == "complete"


def test_what_was_entered_late_was_not_known_before(cast):
    annual_meeting(cast)
    day = date(2026, 10, 19)
    assert states(cast.team, on=day, known_at=moment("2026-10-19T08:59"))["B1"][0] == "partly"
    assert states(cast.team, on=day, known_at=moment("2026-10-19T09:00"))["B1"][0] == "complete"


def test_a_voided_record_still_counts_in_the_past_as_then_known(cast):
    annual = annual_meeting(cast)
    with at(NOW):
        schools.actions.void(annual.minutes, by=cast.coordinator, reason="Another meeting's")
    assert states(cast.team, known_at=moment("2026-11-01T00:00"))["B1"][0] == "complete"
    assert states(cast.team, known_at=moment("2026-11-22T12:01"))["B1"][0] == "partly"


def test_a_family_that_the_invitation_did_not_reach_leaves_the_provision_open(cast):
    annual = annual_meeting(cast)
    reached = annual.notice.recipients.get(person=cast.ana)
    type(reached).objects.filter(pk=reached.pk).update(outcome="failed", outcome_at=moment("2026-09-29T00:00"))
    assert states(cast.team)["B1"][0] == "partly"


def test_a_guardian_whose_link_had_ended_is_not_missed(cast):
    annual = annual_meeting(cast)
    assert not annual.notice.recipients.filter(person=cast.dora).exists()
    assert states(cast.team)["B1"][0] == "complete"


def test_a_meeting_without_an_invitation_is_partly_shown(cast):
    called(cast, cast.team, (9,))
    assert states(cast.team)["B1"] == ("partly", 1)


def test_one_part_of_the_day_is_a_part_of_flexible_times(cast):
    annual_meeting(cast, hours=(9,))
    assert states(cast.team)["B2"][0] == "partly"


def test_a_published_policy_turns_its_provisions_and_taking_it_back_turns_them_back(cast):
    before = states(cast.team)
    edition = published_policy(cast)
    after = states(cast.team)
    assert changed(before, after) == {"B0", "B11", "B3", "B8"}
    assert (after["B0"][0], after["B11"][0]) == ("complete", "complete")
    with at(NOW):
        documents.actions.void_edition(edition, by=cast.coordinator, reason="Wrong text")
    again = states(cast.team, known_at=moment("2026-11-22T12:01"))
    # The edition shows nothing any more; that families worked on the text stays.
    assert changed(before, again) == {"B3"}


def test_a_policy_written_without_families_is_partly_shown(cast):
    published_policy(cast, families=False)
    assert states(cast.team)["B0"][0] == "partly"


def test_before_its_publication_the_policy_is_not_there(cast):
    published_policy(cast)
    assert states(cast.team, on=date(2026, 9, 23))["B0"] == ("none", 0)
    assert states(cast.team, on=date(2026, 9, 24))["B0"][0] == "complete"


def test_next_year_the_policy_stands_but_wants_its_review(cast):
    published_policy(cast)
    on, known = date(2027, 10, 1), moment("2027-10-01T12:00")
    row = next(row for row in rows(School.objects.listed(), 2027, on, known) if row.school == cast.team)
    assert str(row.standings["B0"].state) == "complete"
    assert str(row.standings["B11"].state) == "none"


def test_another_schools_evidence_changes_nothing_here(cast):
    before = states(cast.one)
    annual_meeting(cast)
    published_policy(cast)
    assert changed(before, states(cast.one)) == set()


def test_the_matrix_command_says_that_a_day_has_not_come(cast):
    out, remarks = io.StringIO(), io.StringIO()
    call_command("matrix", year=2026, on="2030-01-01", stdout=out, stderr=remarks)
    assert remarks.getvalue().startswith("2030-01-01 has not come yet")


def test_the_matrix_command_prints_a_row_for_each_school_and_provision(cast):
    annual_meeting(cast)
    out, remarks = io.StringIO(), io.StringIO()
    call_command("matrix", year=2026, on="2026-10-20", known_at="2026-10-20T12:00", stdout=out, stderr=remarks)
    assert remarks.getvalue() == ""
    found = list(csv.DictReader(io.StringIO(out.getvalue())))
    per_school = {slug: sum(row["school"] == slug for row in found) for slug in {row["school"] for row in found}}
    assert per_school == {"sjcoe": 35, "team-charter": 46, "one-charter": 46, "cruikshank": 46, "special-education": 22}
    b1 = next(row for row in found if (row["school"], row["provision"]) == ("team-charter", "B1"))
    assert b1["standing"] == "complete"
    assert (b1["cds"], b1["year"], b1["on"], b1["force"]) == ("39103970124958", "2026", "2026-10-20", "shall")
    assert (b1["basis"], b1["due_on"], b1["evidence"], b1["missing"]) == ("computed", "2027-06-30", "5", "")
