"""Which rows a school has, and what an attested action, an override and the calendar change."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

import compliance.actions
import schools.actions
from accounts.clock import at
from compliance.matrix import rows, to_confirm
from compliance.provisions.engine import UNCONFIRMED
from schools.models import School
from tests.cast import moment, school

pytestmark = pytest.mark.django_db
DAY, KNOWN = date(2026, 11, 1), moment("2026-11-01T12:00")


def found():
    everyone = list(School.objects.listed().order_by("name"))
    bound = rows(everyone, 2026, DAY, KNOWN)
    return {row.school.slug: row for row in bound}, to_confirm(everyone, bound)


def test_a_school_with_nothing_entered_has_no_rows_and_stands_to_be_confirmed(cast):
    new = school("new-school", "New School", "39103970142539")
    bound, confirm = found()
    assert "new-school" not in bound
    assert confirm == [new]


def test_an_unconfirmed_school_has_rows_that_say_so(cast):
    new = school("new-school", "New School", "39103970142539")
    with at(moment("2026-08-10T09:00")):
        schools.actions.designate(new, title_i="schoolwide", on=date(2026, 8, 10), by=cast.county)
    bound, _confirm = found()
    assert UNCONFIRMED in bound["new-school"].standings["B1"].missing


def test_a_change_of_designation_moves_a_school_to_the_other_part_from_its_day_on(cast):
    with at(moment("2026-10-01T09:00")):
        row = schools.actions.designate(cast.team, title_i="none", on=date(2026, 10, 1), by=cast.county)
        schools.actions.confirm(row, by=cast.county)
    assert found()[0]["team-charter"].facts.part == "C"
    before = rows([cast.team], 2026, date(2026, 9, 30), KNOWN)
    assert before[0].facts.part == "B"


def test_an_attested_action_shows_one_provision_from_its_day_on(cast):
    attest(cast, "B4.b", date(2026, 10, 5))
    assert str(found()[0]["team-charter"].standings["B4.b"].state) == "complete"
    assert str(found()[0]["team-charter"].standings["B4.b"].basis) == "attested"
    earlier = rows([cast.team], 2026, date(2026, 10, 4), KNOWN)[0]
    assert str(earlier.standings["B4.b"].state) == "none"


def attest(cast, code, on, **extra):
    said = {"description": "Shared with families", "person": "Ofelia Ejemplo", "part": "B", "by": cast.coordinator}
    with at(moment("2026-10-06T09:00")):
        return compliance.actions.attest(cast.team, code, on=on, **(said | extra))


@pytest.mark.parametrize(
    ("code", "on", "extra"),
    [
        ("B1", date(2026, 10, 5), {}),
        ("C1", date(2026, 10, 5), {}),
        ("B4.b", date(2026, 10, 7), {}),
        ("B4.b", date(2026, 10, 5), {"description": " "}),
        ("nonsense", date(2026, 10, 5), {}),
    ],
)
def test_an_action_is_refused_with_a_sentence(cast, code, on, extra):
    with pytest.raises(ValidationError) as refused:
        attest(cast, code, on, **extra)
    assert refused.value.messages[0].endswith(".")


def test_a_standing_provisions_action_still_counts_in_a_later_year(cast):
    with at(moment("2026-09-06T09:00")):
        said = {"description": "Expectations stand in job descriptions", "person": "Ofelia Ejemplo", "part": "B"}
        compliance.actions.attest(cast.team, "B7.opt.q", on=date(2026, 9, 5), by=cast.coordinator, **said)
        compliance.actions.attest(cast.team, "B4.b", on=date(2026, 9, 5), by=cast.coordinator, **said)
    row = rows([cast.team], 2027, date(2027, 9, 1), moment("2027-09-01T09:00"))[0]
    assert str(row.standings["B7.opt.q"].state) == "complete"
    assert str(row.standings["B4.b"].state) == "none"


def test_an_override_needs_its_reason_and_shows_it(cast):
    with pytest.raises(ValidationError):
        compliance.actions.override(cast.team, "B3", 2026, standing="complete", reason=" ", by=cast.county)
    with at(moment("2026-10-06T09:00")):
        compliance.actions.override(cast.team, "B3", 2026, standing="complete", reason="Seen on site", by=cast.county)
    standing = found()[0]["team-charter"].standings["B3"]
    assert (str(standing.state), str(standing.basis), standing.reason) == ("complete", "override", "Seen on site")


def test_the_offices_calendar_holds_for_every_school(cast):
    with at(moment("2026-08-06T09:00")):
        compliance.actions.set_due(cast.office, "B4.b", 2026, date(2026, 10, 30), by=cast.county)
    bound = found()[0]
    assert {str(bound[slug].standings["B4.b"].state) for slug in ("team-charter", "one-charter")} == {"overdue"}


def test_a_liaison_at_every_title_i_school_completes_the_offices_point(cast):
    seen = [str(found()[0]["sjcoe"].standings["A2.a"].state)]
    for where in (cast.team, cast.one, cast.court):
        with at(moment("2026-08-04T09:00")):
            schools.actions.appoint(cast.readonly, where, "liaison", by=cast.county, on=date(2026, 8, 4))
        seen.append(str(found()[0]["sjcoe"].standings["A2.a"].state))
    assert seen == ["none", "partly", "partly", "complete"]


def test_one_school_alone_reads_the_same_as_among_all(cast):
    with at(moment("2026-08-06T09:00")):
        compliance.actions.set_due(cast.office, "B4.b", 2026, date(2026, 10, 30), by=cast.county)
        compliance.actions.set_due(cast.team, "B6", 2026, date(2026, 10, 31), by=cast.county)
    alone = rows([cast.team], 2026, DAY, KNOWN)[0].standings
    among = found()[0]["team-charter"].standings
    assert alone == among
    assert (alone["B4.b"].due_on, alone["B6"].due_on) == (date(2026, 10, 30), date(2026, 10, 31))
