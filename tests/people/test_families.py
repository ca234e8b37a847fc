"""Who the families of a school are on a day, as known at a moment; who cannot be reached."""

from datetime import date

import pytest

from accounts.clock import at
from people.actions import add_contact, add_person, end_contact, end_enrolment, end_link, enrol, link, opt_out
from people.facts import families, unreachable
from people.models import ContactPoint, Enrolment, GuardianLink
from schools.actions import void
from schools.models import School
from tests.cast import FIRST_DAY, moment

FALL, LATER = date(2026, 10, 1), moment("2026-12-01T12:00")


def at_school(school, on=FALL, known_at=LATER, **options):
    return families([school.pk], on, known_at, **options)[school.pk]


def link_of(person):
    return GuardianLink.objects.standing().get(person=person)


def enrolment_of(person):
    return Enrolment.objects.standing().get(child__links__person=person, child__links__voided_at=None)


def ids(*people):
    return frozenset(person.pk for person in people)


def test_everyone_with_a_live_link_to_an_enrolled_student_and_no_one_else(cast):
    assert at_school(cast.team) == ids(cast.ana, cast.ben, cast.carla)
    assert at_school(cast.one) == ids(cast.eva)
    assert at_school(cast.special) == frozenset()


def test_before_the_first_day_there_is_no_family(cast):
    assert at_school(cast.team, on=date(2026, 8, 2)) == frozenset()


def test_an_ended_link_ends_the_family_that_day_and_stays_known_as_it_was(cast):
    with at(moment("2026-10-10T09:00")):
        end_link(link_of(cast.ana), order_seen_on=date(2026, 9, 20), by=cast.coordinator)
    assert cast.ana.pk in at_school(cast.team, on=date(2026, 9, 19))
    assert cast.ana.pk not in at_school(cast.team, on=date(2026, 9, 20))
    assert cast.ana.pk in at_school(cast.team, known_at=moment("2026-10-09T09:00"))


def test_an_ended_enrolment_ends_the_family(cast):
    with at(moment("2026-09-01T09:00")):
        end_enrolment(enrolment_of(cast.ana), ends_on=date(2026, 9, 15), by=cast.coordinator)
    assert cast.ana.pk in at_school(cast.team, on=date(2026, 9, 14))
    assert cast.ana.pk not in at_school(cast.team, on=date(2026, 9, 15))


@pytest.mark.parametrize("row_of", [link_of, enrolment_of])
def test_a_voided_row_counts_for_nothing_from_then_on(cast, row_of):
    with at(moment("2026-10-10T09:00")):
        void(row_of(cast.ana), by=cast.county, reason="Another family was meant.")
    assert cast.ana.pk not in at_school(cast.team)
    assert cast.ana.pk in at_school(cast.team, known_at=moment("2026-10-09T09:00"))


def test_a_family_entered_late_was_not_known_then(cast):
    with at(moment("2026-11-05T09:00")):
        person = add_person(given_name="Lena", family_name="Later", reads="en", speaks="", by=cast.coordinator)
        row = enrol("Lou", cast.team, "2", on=FIRST_DAY, by=cast.coordinator)
        link(person, row.child, "parent", on=FIRST_DAY, by=cast.coordinator)
    assert person.pk in at_school(cast.team)
    assert person.pk not in at_school(cast.team, known_at=moment("2026-11-04T09:00"))


def test_who_may_not_receive_is_no_family_to_invite(cast):
    GuardianLink.objects.filter(person=cast.ana).update(may_receive=False)
    assert cast.ana.pk not in at_school(cast.team)


def test_one_row_has_to_meet_every_condition(cast):
    """An ended enrolment here and a live one there are two rows: together they make no family here."""
    row = enrolment_of(cast.ana)
    with at(moment("2026-09-01T09:00")):
        end_enrolment(row, ends_on=date(2026, 9, 1), by=cast.coordinator)
        enrol(row.child, cast.one, "3", on=date(2026, 9, 1), by=cast.coordinator)
    assert cast.ana.pk not in at_school(cast.team)
    assert cast.ana.pk in at_school(cast.one)


def test_one_link_has_to_meet_every_condition(cast):
    """Dora's link to Dino ended; Ben's to the same child lives. Dora is no family through Ben's link."""
    child = link_of(cast.dora).child
    with at(moment("2026-09-01T09:00")):
        link(cast.ben, child, "caregiver", on=FIRST_DAY, by=cast.coordinator)
    assert cast.dora.pk not in at_school(cast.team)
    assert cast.ben.pk in at_school(cast.team)


def test_a_guardian_of_two_students_is_one_family(cast):
    with at(moment("2026-09-01T09:00")):
        row = enrol("Bela", cast.team, "1", on=FIRST_DAY, by=cast.coordinator)
        link(cast.ben, row.child, "parent", on=FIRST_DAY, by=cast.coordinator)
    assert at_school(cast.team) == ids(cast.ana, cast.ben, cast.carla)


@pytest.mark.parametrize(("participating", "invited"), [(True, True), (None, True), (False, False)])
def test_at_a_targeted_school_unknown_is_invited_and_left_out_is_not(cast, participating, invited):
    Enrolment.objects.filter(child__links__person=cast.eva).update(participating=participating)
    assert (cast.eva.pk in at_school(cast.one, participating_only=[cast.one.pk])) is invited
    assert cast.eva.pk in at_school(cast.one)


def test_participation_matters_only_at_the_schools_named(cast):
    Enrolment.objects.update(participating=False)
    found = families([cast.team.pk, cast.one.pk], FALL, LATER, participating_only=[cast.one.pk])
    assert (len(found[cast.team.pk]), len(found[cast.one.pk])) == (3, 0)


def unreachable_at(school, on=FALL, known_at=LATER):
    return [(row.child_id, row.reason) for row in unreachable([school.pk], on, known_at)]


def test_a_student_whose_only_link_ended_has_no_one_to_write_to(cast):
    child = link_of(cast.dora).child_id
    assert unreachable_at(cast.team) == [(child, "no_guardian")]


def test_a_student_whose_guardians_have_no_address_is_found(cast):
    child = link_of(cast.ana).child_id
    with at(moment("2026-09-01T09:00")):
        end_contact(ContactPoint.objects.get(person=cast.ana), by=cast.coordinator)
    assert (child, "no_contact") in unreachable_at(cast.team)
    assert (child, "no_contact") not in unreachable_at(cast.team, known_at=moment("2026-08-31T09:00"))


def test_one_guardian_with_an_address_reaches_the_student(cast):
    child = link_of(cast.dora).child
    with at(moment("2026-09-01T09:00")):
        link(cast.ben, child, "caregiver", on=FIRST_DAY, by=cast.coordinator)
    assert unreachable_at(cast.team) == []


def test_who_opted_out_is_not_unreachable(cast):
    opt_out(ContactPoint.objects.get(person=cast.ana), by=None)
    assert link_of(cast.ana).child_id not in [child for child, _ in unreachable_at(cast.team)]


def test_paper_with_the_student_is_a_way_to_reach_them(cast):
    with at(moment("2026-09-01T09:00")):
        end_contact(ContactPoint.objects.get(person=cast.ana), by=cast.coordinator)
        add_contact(cast.ana, "post", "", by=cast.coordinator, source="school")
    assert link_of(cast.ana).child_id not in [child for child, _ in unreachable_at(cast.team)]


@pytest.mark.parametrize("schools", [1, 100, 1_000])
def test_the_same_queries_for_any_number_of_schools(cast, schools, django_assert_num_queries):
    School.objects.bulk_create(
        School(slug=f"s{n}", name=f"S{n}", cds=f"{20_000_000_000_000 + n}") for n in range(schools)
    )
    found = list(School.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert len(families(found, FALL, LATER, participating_only=found)) == len(found)
    with django_assert_num_queries(1):
        unreachable(found, FALL, LATER)
