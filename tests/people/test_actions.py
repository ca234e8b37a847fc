"""What is entered, corrected and ended of a family, and what is refused with a sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import now, today
from accounts.models import AuditEntry, User
from people.actions import (
    Days,
    Guardian,
    LooksAlike,
    Student,
    Tie,
    add_contact,
    add_guardian,
    add_person,
    add_student,
    confirm_contact,
    correct_enrolment,
    correct_link,
    correct_person,
    end_contact,
    end_enrolment,
    end_link,
    enrol,
    enter_family,
    link,
    open_account,
    opt_in,
    opt_out,
    set_language,
)
from people.facts import families
from people.models import Child, ContactPoint, Enrolment, GuardianLink, Person

LUPE = Guardian(
    "Lupe", "Inventada", "es", "Mixteco", email="Lupe@Families.invalid", phone="(209) 555-0142", texts=True, paper=True
)
LALO = Student("Lalo", "4", date(2026, 8, 3), "Room 7")


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Person, ContactPoint, Child, Enrolment, GuardianLink)
    }


def test_a_family_is_entered_whole(cast):
    person = enter_family(cast.team, LUPE, LALO, Tie("caregiver", confidential=True), by=cast.assistant)
    row, tie = Enrolment.objects.latest("pk"), GuardianLink.objects.latest("pk")
    assert (str(person), person.reads, person.speaks) == ("Lupe Inventada", "es", "Mixteco")
    assert (row.child.given_name, row.grade, row.class_name, row.school, row.on) == (
        "Lalo",
        "4",
        "Room 7",
        cast.team,
        date(2026, 8, 3),
    )
    assert (tie.person, tie.child, tie.kind, tie.on) == (person, row.child, "caregiver", row.on)
    assert (tie.may_receive, tie.confidential) == (True, True)
    assert list(person.contact_points.values_list("kind", "value", "position", "source")) == [
        ("email", "lupe@families.invalid", 0, "school"),
        ("text", "+12095550142", 1, "school"),
        ("post", "", 2, "school"),
    ]


@pytest.mark.parametrize(
    ("guardian", "student", "tie"),
    [
        (LUPE._replace(email="not an address"), LALO, Tie("parent")),
        (LUPE._replace(phone="12"), LALO, Tie("parent")),
        (LUPE._replace(phone="call me"), LALO, Tie("parent")),
        (LUPE._replace(reads="fr"), LALO, Tie("parent")),
        (LUPE._replace(given_name=" "), LALO, Tie("parent")),
        (LUPE, LALO._replace(given_name=" "), Tie("parent")),
        (LUPE, LALO._replace(grade="13"), Tie("parent")),
        (LUPE, LALO, Tie("friend")),
        (LUPE._replace(given_name="L" * 300), LALO, Tie("parent")),
        (LUPE._replace(family_name="I" * 81), LALO, Tie("parent")),
        (LUPE, LALO._replace(given_name="L" * 300), Tie("parent")),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(cast, guardian, student, tie):
    before = everything()
    with pytest.raises(ValidationError):
        enter_family(cast.team, guardian, student, tie, by=cast.assistant)
    assert everything() == before


def test_a_phone_without_texts_is_called(cast):
    person = enter_family(cast.team, LUPE._replace(texts=False), LALO, Tie("parent"), by=cast.assistant)
    assert person.contact_points.filter(kind="voice", value="+12095550142").exists()


@pytest.mark.parametrize(
    "alike",
    [
        LUPE._replace(given_name="ana", family_name="INVENTO"),
        LUPE._replace(email="ANA@families.invalid"),
    ],
)
def test_who_looks_alike_is_shown_first_and_entered_after_a_look(cast, alike):
    before = everything()
    with pytest.raises(LooksAlike) as found:
        enter_family(cast.team, alike, LALO, Tie("parent"), by=cast.assistant)
    assert found.value.people == [cast.ana]
    assert everything() == before
    enter_family(cast.team, alike, LALO, Tie("parent"), by=cast.assistant, another=True)
    assert Person.objects.count() == len(before[Person]) + 1


def test_who_is_at_another_school_is_not_shown(cast):
    enter_family(cast.team, LUPE._replace(email="eva@families.invalid"), LALO, Tie("parent"), by=cast.assistant)


def test_the_same_family_twice_is_noticed(cast):
    enter_family(cast.team, LUPE, LALO, Tie("parent"), by=cast.assistant)
    with pytest.raises(LooksAlike):
        enter_family(cast.team, LUPE, LALO, Tie("parent"), by=cast.assistant)


def test_the_audit_log_names_no_value_of_a_family(cast):
    before = AuditEntry.objects.latest("pk").pk
    enter_family(cast.team, LUPE, LALO, Tie("parent"), by=cast.assistant)
    entries = AuditEntry.objects.filter(pk__gt=before)
    assert sorted(entries.values_list("verb", "record")) == [
        ("add", "people.child"),
        ("add", "people.contactpoint"),
        ("add", "people.contactpoint"),
        ("add", "people.contactpoint"),
        ("add", "people.person"),
        ("enrol", "people.enrolment"),
        ("link", "people.guardianlink"),
    ]
    assert {entry.school_id for entry in entries} == {cast.team.pk}
    text = str(list(entries.values()))
    assert not any(word in text for word in ("Lupe", "Lalo", "lupe@", "5550142", "Mixteco", "Room 7"))


def test_another_guardian_and_another_student(cast):
    person = enter_family(cast.team, LUPE, LALO, Tie("parent"), by=cast.assistant)
    child = GuardianLink.objects.get(person=person).child
    other = add_guardian(cast.team, child, Guardian("Lino", "Inventado"), Tie("parent"), on=today(), by=cast.assistant)
    assert GuardianLink.objects.get(person=other).child == child
    add_student(cast.team, person, LALO._replace(given_name="Lina"), Tie("parent"), by=cast.assistant)
    assert sorted(link.child.given_name for link in person.links.all()) == ["Lalo", "Lina"]
    link(other, Child.objects.get(given_name="Lina"), "parent", on=today(), by=cast.assistant)
    here = Enrolment.objects.siblings(other.pk, cast.team.pk, today())
    assert list(here) == []


def test_a_student_of_the_household_is_offered_to_the_other_guardian(cast):
    person = enter_family(cast.team, LUPE, LALO, Tie("parent"), by=cast.assistant)
    child = GuardianLink.objects.get(person=person).child
    other = add_guardian(cast.team, child, Guardian("Lino", "Inventado"), Tie("parent"), on=today(), by=cast.assistant)
    row = add_student(cast.team, person, LALO._replace(given_name="Lina"), Tie("parent"), by=cast.assistant)
    assert list(Enrolment.objects.siblings(other.pk, cast.team.pk, today())) == [row]
    assert list(Enrolment.objects.siblings(cast.ana.pk, cast.team.pk, today())) == []


def test_enrolled_or_linked_twice_is_refused(cast):
    tie = GuardianLink.objects.get(person=cast.ana)
    with pytest.raises(ValidationError, match="enrolled here already"):
        enrol(tie.child, cast.team, "3", on=today(), by=cast.assistant)
    with pytest.raises(ValidationError, match="linked already"):
        link(cast.ana, tie.child, "caregiver", on=today(), by=cast.assistant)


def test_a_link_ends_by_an_order_seen_with_its_day_and_its_witness(cast):
    ended = end_link(GuardianLink.objects.get(person=cast.ana), order_seen_on=today(), by=cast.assistant)
    assert (ended.order_seen_on, ended.order_seen_by, ended.ends_on) == (today(), cast.assistant, today())


def test_from_then_on_the_guardian_has_no_child_to_see(cast):
    assert GuardianLink.objects.of(cast.ana, today()).count() == 1
    end_link(GuardianLink.objects.get(person=cast.ana), order_seen_on=today(), by=cast.assistant)
    assert GuardianLink.objects.of(cast.ana, today()).count() == 0


def test_an_order_of_before_the_link_began_ends_it_on_its_first_day(cast):
    row = GuardianLink.objects.get(person=cast.ana)
    assert end_link(row, order_seen_on=date(2026, 1, 1), by=cast.assistant).ends_on == row.on


def test_an_order_not_seen_yet_ends_nothing(cast):
    with pytest.raises(ValidationError, match="day to come"):
        end_link(
            GuardianLink.objects.get(person=cast.ana), order_seen_on=today() + timedelta(days=1), by=cast.assistant
        )
    assert GuardianLink.objects.of(cast.ana, today()).exists()


def test_an_ended_link_is_not_ended_again(cast):
    row = GuardianLink.objects.standing().get(person=cast.dora)
    with pytest.raises(ValidationError, match="ended already"):
        end_link(row, order_seen_on=today(), by=cast.assistant)


def test_only_an_order_takes_away_what_a_person_may_receive(cast):
    row = GuardianLink.objects.get(person=cast.ana)
    with pytest.raises(ValidationError, match="Only an order"):
        correct_link(row, kind="parent", may_receive=False, confidential=False, by=cast.assistant)
    assert correct_link(row, kind="caregiver", may_receive=True, confidential=True, by=cast.assistant).confidential


def test_a_correction_keeps_what_was_known(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    fresh = correct_enrolment(
        row, grade="4", class_name="B", participating=True, given_name="Alma Luz", by=cast.assistant
    )
    row.refresh_from_db()
    assert (row.grade, row.voided_by, fresh.grade, fresh.class_name) == ("3", cast.assistant, "4", "B")
    assert Child.objects.get(pk=row.child_id).given_name == "Alma Luz"


def test_a_first_day_corrected_takes_the_links_entered_with_it_along(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    same = {"grade": "3", "class_name": "", "participating": None, "given_name": "Alma", "by": cast.assistant}
    earlier = date(2026, 5, 4)
    fresh = correct_enrolment(row, days=Days(earlier), **same)
    assert (fresh.on, fresh.for_year) == (earlier, 2025)
    tie = GuardianLink.objects.standing().get(person=cast.ana)
    assert (tie.on, tie.for_year) == (earlier, 2025)
    assert families([cast.team.pk], earlier, now())[cast.team.pk] == {cast.ana.pk}
    assert families([cast.team.pk], earlier, row.entered_at)[cast.team.pk] == frozenset()


def test_days_corrected_meet_no_other_enrolment_there(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    gone = end_enrolment(row, ends_on=date(2026, 9, 1), by=cast.assistant)
    enrol(row.child, cast.team, "3", on=date(2026, 10, 1), by=cast.assistant)
    same = {"grade": "3", "class_name": "", "participating": None, "given_name": "Alma", "by": cast.assistant}
    with pytest.raises(ValidationError, match="enrolled here already"):
        correct_enrolment(gone, days=Days(gone.on), **same)
    assert correct_enrolment(gone, days=Days(gone.on, date(2026, 9, 20)), **same).ends_on == date(2026, 9, 20)


def test_a_correction_of_nothing_writes_nothing(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    before = AuditEntry.objects.count()
    correct_enrolment(row, grade="3", class_name="", participating=None, given_name="Alma", by=cast.assistant)
    correct_person(cast.ana, by=cast.assistant, given_name="Ana", reads="es")
    assert AuditEntry.objects.count() == before


def test_a_language_is_chosen_from_the_list(cast):
    set_language(cast.ana, "told", by=cast.ana.user)
    assert Person.objects.get(pk=cast.ana.pk).reads == "told"
    with pytest.raises(ValidationError, match="list"):
        set_language(cast.ana, "xx", by=cast.ana.user)


def test_the_same_address_again_changes_nothing(cast):
    first = add_contact(cast.ana, "email", "ANA@families.invalid", by=cast.assistant, source="school")
    assert first == ContactPoint.objects.get(person=cast.ana)


def test_no_home_address_is_kept(cast):
    assert add_contact(cast.ana, "post", "12 Invented Street", by=cast.assistant, source="school").value == ""


def test_opting_out_and_in_again(cast):
    contact = ContactPoint.objects.get(person=cast.ana)
    opt_out(contact, by=None)
    opt_out(contact, by=None)
    assert ContactPoint.objects.get(person=cast.ana).opted_out_at is not None
    assert AuditEntry.objects.filter(verb="opt_out").count() == 1
    opt_in(contact, by=cast.ana.user)
    assert ContactPoint.objects.get(person=cast.ana).opted_out_at is None


@pytest.fixture
def without_account(cast):
    """Someone without an account, with an address of their own."""
    person = add_person(given_name="Nora", family_name="Novel", reads="en", speaks="", by=cast.assistant)
    return person, add_contact(person, "email", "nora@families.invalid", by=cast.assistant, source="school")


def test_an_address_of_their_own_signs_a_person_in(cast, without_account):
    person, contact = without_account
    user = open_account(person, contact, by=cast.assistant)
    assert (user.email, user.kind, user.language) == ("nora@families.invalid", "family", "en")
    assert Person.objects.for_user(user).get() == person


def test_a_shared_address_signs_nobody_in_until_the_school_confirms(cast, without_account):
    person, contact = without_account
    other = add_person(given_name="Nico", family_name="Novel", reads="en", speaks="", by=cast.assistant)
    add_contact(other, "email", "nora@families.invalid", by=cast.assistant, source="school")
    with pytest.raises(ValidationError, match="Someone else has this address"):
        open_account(person, contact, by=cast.assistant)
    assert not User.objects.filter(email="nora@families.invalid").exists()
    confirm_contact(contact, by=cast.assistant)
    assert open_account(person, contact, by=cast.assistant).email == "nora@families.invalid"


def test_an_account_is_opened_once(cast, without_account):
    person, contact = without_account
    open_account(person, contact, by=cast.assistant)
    with pytest.raises(ValidationError, match="already"):
        open_account(person, contact, by=cast.assistant)


def test_a_staff_address_opens_no_familys_account(cast, without_account):
    person, _ = without_account
    contact = add_contact(person, "email", cast.coordinator.email, by=cast.assistant, source="school")
    with pytest.raises(ValidationError):
        open_account(person, contact, by=cast.assistant)
    assert Person.objects.get(pk=person.pk).user is None


def test_a_phone_opens_no_account(cast, without_account):
    person, _ = without_account
    contact = add_contact(person, "text", "209 555 0143", by=cast.assistant, source="school")
    with pytest.raises(ValidationError):
        open_account(person, contact, by=cast.assistant)


def test_an_address_taken_away_signs_nobody_in(cast):
    contact = ContactPoint.objects.get(person=cast.ana)
    end_contact(contact, by=cast.assistant)
    assert not User.objects.get(email="ana@families.invalid").is_active
    assert not Person.objects.for_user(cast.ana.user).exists()


def test_given_back_it_opens_the_same_account_again(cast):
    end_contact(ContactPoint.objects.get(person=cast.ana), by=cast.assistant)
    contact = add_contact(cast.ana, "email", "ana@families.invalid", by=cast.assistant, source="school")
    assert open_account(Person.objects.get(pk=cast.ana.pk), contact, by=cast.assistant) == cast.ana.user
    assert User.objects.get(email="ana@families.invalid").is_active
