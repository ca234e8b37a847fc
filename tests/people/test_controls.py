"""Negative controls: with a guard taken out, the tests of this room would notice."""

from datetime import date

import pytest
import rules

from people.models import Enrolment, GuardianLink
from people.rules import reads_families, writes_families
from schools.actions import end
from schools.querysets import SchoolQuerySet
from tests.cast import FIRST_DAY, signed_in
from tests.people.test_desk import EVERYTHING, READABLE, pages, url


@pytest.fixture
def without(monkeypatch):
    """Take a permission out for a test."""

    def take_out(name):
        monkeypatch.setitem(rules.permissions.permissions, name, rules.always_true)

    return take_out


def test_without_the_permission_county_read_only_would_change_families(cast, without):
    without("people.change_families")
    without("people.end_link")
    client = signed_in(cast.readonly)
    answers = [client.post(url(*page), EVERYTHING).status_code for page in pages(cast.ana)[READABLE:]]
    assert 404 not in answers[:1]
    assert GuardianLink.objects.filter(entered_by=cast.readonly).exists()


def test_without_the_permission_an_approver_would_read_families(cast, without):
    without("people.view_families")
    assert signed_in(cast.approver_es).get(url("family", cast.ana.pk)).status_code == 200


def test_without_the_window_a_family_that_left_would_stay_readable(cast, monkeypatch):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    end(row, ends_on=date(2026, 9, 1), by=cast.county)
    assert signed_in(cast.readonly).get(url("family", cast.ana.pk)).status_code == 404
    monkeypatch.setattr("people.views.family.since", lambda request, school: FIRST_DAY)
    assert signed_in(cast.readonly).get(url("family", cast.ana.pk)).status_code == 200


def test_without_the_bounds_a_year_mistyped_would_be_kept(cast, monkeypatch):
    row, typed = Enrolment.objects.get(child__links__person=cast.ana), {"ends_on": "2031-06-01"}
    assert signed_in(cast.coordinator).post(url("end_enrolment", row.pk), typed).status_code == 200
    monkeypatch.setattr("people.actions.ties.refuse_days", lambda days: None)
    assert signed_in(cast.coordinator).post(url("end_enrolment", row.pk), typed).status_code == 302


def test_without_the_scope_a_coordinator_elsewhere_would_read_families(cast, without, monkeypatch):
    without("people.view_families")
    assert signed_in(cast.elsewhere).get(url("list")).status_code == 404
    monkeypatch.setattr(SchoolQuerySet, "visible_to", lambda self, user: self)
    assert signed_in(cast.elsewhere).get(url("list")).status_code == 200


def test_either_guard_alone_refuses_a_coordinator_elsewhere(cast, monkeypatch):
    monkeypatch.setattr(SchoolQuerySet, "visible_to", lambda self, user: self)
    assert signed_in(cast.elsewhere).get(url("list")).status_code == 404
    assert rules.perm_exists("people.view_families")
    assert not reads_families(cast.elsewhere, cast.team)
    assert not writes_families(cast.elsewhere, cast.team)


def test_conditions_parted_over_two_rows_would_find_a_family_that_is_not_there(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    end(row, ends_on=date(2026, 9, 1), by=cast.county)
    Enrolment.objects.create(child=row.child, school=cast.one, grade="3", on=date(2026, 9, 1), entered_by=cast.county)
    here = GuardianLink.objects.filter(child__enrolments__school=cast.team)
    parted = here.filter(child__enrolments__ends_on=None, child__enrolments__voided_at=None)
    assert cast.ana.pk in parted.values_list("person_id", flat=True)
