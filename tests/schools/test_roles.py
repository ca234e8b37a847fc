"""Who holds which role where, and what follows for what they may do."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from schools.actions import appoint, end_role
from schools.facts import live_roles
from schools.models import StaffRole
from schools.rules import approves, is_county, publishes, sees, writes
from tests.cast import moment, staff

TODAY = date(2026, 10, 1)


@pytest.fixture
def as_of(cast):
    """The user with the roles the middleware gives."""

    def with_roles(user, on=TODAY):
        user.roles = live_roles(user, on)
        return user

    return with_roles


# who: sees here, sees elsewhere, writes, publishes, approves es, approves en, county
POWERS = {
    "coordinator": "1011000",
    "assistant": "1010000",
    "approver_es": "1000100",
    "approver_en": "1000010",
    "elsewhere": "0100000",
    "county": "1111001",
    "readonly": "1100000",
}


@pytest.mark.parametrize("who", POWERS)
def test_each_role_has_its_powers_and_no_other(cast, as_of, who, django_assert_num_queries):
    user, here, there = as_of(getattr(cast, who)), cast.team.pk, cast.one.pk
    with django_assert_num_queries(0):
        powers = [
            sees(user, here),
            sees(user, there),
            writes(user, here),
            publishes(user, here),
            approves(user, here, "es"),
            approves(user, here, "en"),
            is_county(user),
        ]
    assert "".join(str(int(power)) for power in powers) == POWERS[who]


def test_a_family_has_no_power_even_with_a_role_row(cast, as_of):
    StaffRole.objects.create(user=cast.ana.user, school=cast.team, kind="coordinator", on=TODAY, entered_by=cast.county)
    assert not sees(as_of(cast.ana.user), cast.team.pk)


def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(cast, as_of):
    role = StaffRole.objects.get(user=cast.coordinator)
    with at(moment("2026-09-01T09:00")):
        end_role(role, ends_on=date(2026, 10, 1), by=cast.county)
    held = [sees(as_of(cast.coordinator, day), cast.team.pk) for day in (date(2026, 8, 2), date(2026, 8, 3))]
    assert held == [False, True]
    held = [sees(as_of(cast.coordinator, day), cast.team.pk) for day in (date(2026, 9, 30), date(2026, 10, 1))]
    assert held == [True, False]


def test_a_role_for_the_whole_county_hangs_on_the_office(cast):
    with pytest.raises(ValidationError, match="whole county"):
        appoint(cast.elsewhere, cast.one, "county", by=cast.county, on=TODAY)


def test_an_approver_approves_one_language(cast):
    with pytest.raises(ValidationError, match="language"):
        appoint(cast.elsewhere, cast.one, "approver", by=cast.county, on=TODAY)


def test_a_familys_account_gets_no_role(cast):
    with pytest.raises(ValidationError, match="family"):
        appoint(cast.ana.user, cast.team, "coordinator", by=cast.county, on=TODAY)


def test_a_role_held_already_is_not_given_twice(cast):
    with pytest.raises(ValidationError, match="already"):
        appoint(cast.coordinator, cast.team, "coordinator", by=cast.county, on=TODAY)


def test_a_role_unknown_is_refused(cast):
    with pytest.raises(ValidationError, match="list"):
        appoint(cast.coordinator, cast.team, "wizard", by=cast.county, on=TODAY)


def test_a_reviewers_role_ends_with_the_school_year(cast):
    reviewer = staff("revisa@state.invalid", "Rita Revisa")
    assert appoint(reviewer, cast.office, "reviewer", by=cast.county, on=TODAY).ends_on == date(2027, 7, 1)


def test_the_last_county_role_stays(cast):
    role = StaffRole.objects.get(user=cast.county)
    with pytest.raises(ValidationError, match="last county staff role"):
        end_role(role, ends_on=TODAY, by=cast.county)
    appoint(cast.elsewhere, cast.office, "county", by=cast.county, on=TODAY)
    end_role(role, ends_on=TODAY, by=cast.county)
    assert not is_county(cast.county)
