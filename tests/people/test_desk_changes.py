"""What is changed on a family's pages, what ends there, and who still sees a family that left."""

import pytest

from accounts.clock import at, today
from people.actions import enrol, link
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from tests.cast import FIRST_DAY, moment, signed_in
from tests.people.test_desk import FAMILY, rows, url


def test_a_student_without_anyone_to_write_to_stands_above_the_list(cast):
    shown = signed_in(cast.coordinator).get(url("list")).content.decode()
    row = Enrolment.objects.get(child__links__person=cast.dora, child__links__voided_at=None)
    assert "Dino" in shown
    assert url("new_guardian", row.pk) in shown


def test_a_link_ended_by_an_order_closes_everything_from_the_next_request_on(cast):
    client, tie = signed_in(cast.coordinator), GuardianLink.objects.get(person=cast.ana)
    client.post(url("end_link", cast.ana.pk, tie.pk), {"order_seen_on": str(today())})
    assert not GuardianLink.objects.of(cast.ana, today()).exists()
    shown = client.get(url("family", cast.ana.pk)).content.decode()
    assert "Order seen by Ofelia Ejemplo" in shown
    assert "ana@families.invalid" not in shown
    assert client.get(url("correct", cast.ana.pk)).status_code == 404
    assert "Ana Invento" not in client.get(url("list")).content.decode()


def test_an_order_of_a_day_to_come_is_refused_beside_its_field(cast):
    tie = GuardianLink.objects.get(person=cast.ana)
    shown = signed_in(cast.coordinator).post(url("end_link", cast.ana.pk, tie.pk), {"order_seen_on": "2099-01-01"})
    assert "It cannot be a day to come" in shown.content.decode()
    assert GuardianLink.objects.of(cast.ana, today()).exists()


def test_an_enrolment_ends(cast):
    row = Enrolment.objects.get(child__links__person=cast.ana)
    client = signed_in(cast.coordinator)
    client.post(url("end_enrolment", row.pk), {"ends_on": str(today())})
    assert Enrolment.objects.standing().get(child=row.child).ends_on == today()
    assert "Ana Invento" not in client.get(url("list")).content.decode()


def test_addresses_are_added_confirmed_stopped_and_taken_away(cast):
    client = signed_in(cast.coordinator)
    client.post(url("new_contact", cast.carla.pk), {"kind": "text", "value": "209 555 0143"})
    contact = ContactPoint.objects.get(person=cast.carla, kind="text")
    for verb, column in (("confirm", "verified_at"), ("stop", "opted_out_at"), ("end", "ended_at")):
        assert client.post(url("contact", cast.carla.pk, contact.pk, verb)).status_code == 302
        contact.refresh_from_db()
        assert getattr(contact, column) is not None, verb
    assert client.post(url("contact", cast.carla.pk, contact.pk, "resume")).status_code == 404


def test_a_wrong_number_comes_back_beside_its_field(cast):
    shown = signed_in(cast.coordinator).post(url("new_contact", cast.carla.pk), {"kind": "text", "value": "12"})
    assert "area code" in shown.content.decode()
    assert 'value="12"' in shown.content.decode()


def test_an_account_is_opened_by_a_button(cast):
    Person.objects.filter(pk=cast.ana.pk).update(user=None)
    cast.ana.user.delete()
    client, contact = signed_in(cast.coordinator), ContactPoint.objects.get(person=cast.ana)
    assert "Let them sign in with it" in client.get(url("family", cast.ana.pk)).content.decode()
    client.post(url("contact", cast.ana.pk, contact.pk, "account"))
    assert Person.objects.get(pk=cast.ana.pk).user.email == "ana@families.invalid"


def left(cast, day, who="coordinator"):
    """Ana's student has left on a day; the row that counts."""
    row = Enrolment.objects.standing().get(child__links__person=cast.ana)
    signed_in(getattr(cast, who)).post(url("end_enrolment", row.pk), {"ends_on": str(day)})
    return Enrolment.objects.standing().get(child=row.child)


@pytest.mark.parametrize("who", ["coordinator", "assistant", "county"])
def test_a_family_that_left_this_school_year_is_shown_as_ended_to_who_may_mend_a_slip(cast, who):
    row = left(cast, today())
    shown = signed_in(getattr(cast, who)).get(url("family", cast.ana.pk)).content.decode()
    assert "Ended: no student of theirs" in shown
    assert url("student", row.pk) in shown
    assert "ana@families.invalid" not in shown


def test_a_family_that_left_is_absent_for_who_only_reads(cast):
    client = signed_in(cast.readonly)
    assert client.get(url("family", cast.ana.pk)).status_code == 200
    left(cast, today())
    assert client.get(url("family", cast.ana.pk)).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "assistant", "county", "readonly"])
def test_once_the_school_year_is_over_a_family_that_left_is_absent_for_everyone_there(cast, who):
    with at(moment("2027-05-20T09:00")):
        row = left(cast, today())
    absent = url("family", Person.objects.latest("pk").pk + 1000)
    with at(moment("2027-07-01T09:00")):
        client = signed_in(getattr(cast, who))
        gone, never = client.get(url("family", cast.ana.pk)), client.get(absent)
        assert (gone.status_code, never.status_code) == (404, 404)
        assert client.get(url("student", row.pk)).status_code == 404


def test_one_student_still_here_keeps_the_page_and_hides_the_one_of_another_year(cast):
    other = enrol("Quedito", cast.team, "5", on=FIRST_DAY, by=cast.county)
    link(cast.ana, other.child, "parent", on=FIRST_DAY, by=cast.county)
    with at(moment("2027-05-20T09:00")):
        signed_in(cast.coordinator).post(url("end_enrolment", other.pk), {"ends_on": str(today())})
    with at(moment("2027-07-01T09:00")):
        shown = signed_in(cast.coordinator).get(url("family", cast.ana.pk)).content.decode()
    assert "Alma" in shown
    assert "Quedito" not in shown


def test_an_end_entered_by_mistake_is_taken_out_on_the_page_and_the_old_row_stays(cast):
    row = left(cast, today())
    typed = {"child_name": "Alma", "grade": "3", "on": str(row.on), "ends_on": ""}
    answer = signed_in(cast.coordinator).post(url("student", row.pk), typed)
    assert answer["Location"] == url("family", cast.ana.pk)
    fresh = Enrolment.objects.standing().get(child=row.child)
    assert (fresh.ends_on, fresh.on, fresh.grade) == (None, row.on, "3")
    row.refresh_from_db()
    assert (row.ends_on, row.voided_by) == (today(), cast.coordinator)
    assert "ana@families.invalid" in signed_in(cast.coordinator).get(url("family", cast.ana.pk)).content.decode()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("end_enrolment", {"ends_on": "2031-06-01"}),
        ("end_enrolment", {"ends_on": "2026-08-01"}),
        ("student", {"child_name": "Alma", "grade": "3", "on": "1990-08-03"}),
        ("student", {"child_name": "Alma", "grade": "3", "on": "2030-08-03"}),
        ("student", {"child_name": "Alma", "grade": "3", "on": "2026-08-03", "ends_on": "2031-06-01"}),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_days_out_of_reason_are_answered_beside_their_field(cast, name, typed, language):
    row, before = Enrolment.objects.get(child__links__person=cast.ana), rows()
    with at(moment("2026-11-20T09:00")):
        shown = signed_in(cast.coordinator).post(url(name, row.pk, language=language), typed).content.decode()
    assert rows() == before
    sentence = {"en": "Check the year", "es": "Revise el año"}[language]
    before_it_began = {"en": "It cannot end before it began", "es": "No puede terminar antes de empezar"}[language]
    assert sentence in shown or before_it_began in shown


def test_a_family_is_not_entered_with_a_first_day_of_another_century(cast):
    before = rows()
    shown = signed_in(cast.coordinator).post(url("new"), FAMILY | {"on": "1950-08-03"}).content.decode()
    assert rows() == before
    assert "Check the year" in shown


@pytest.mark.parametrize(
    ("language", "grade", "words"),
    [("en", "K", "Kindergarten"), ("es", "K", "Kínder"), ("en", "TK", "Transitional kindergarten"),
     ("es", "TK", "Kínder de transición"), ("en", "UG", "No grade"), ("es", "UG", "Sin grado"), ("es", "3", "Grado 3")],
)  # fmt: skip
def test_a_grade_is_said_in_words(cast, language, grade, words):
    Enrolment.objects.filter(child__links__person=cast.ana).update(grade=grade)
    client = signed_in(cast.coordinator)
    assert f"<dt>{words}</dt>" in client.get(url("family", cast.ana.pk, language=language)).content.decode()
    for page in ("new", "list"):
        assert f">{words}</option>" in client.get(url(page, language=language)).content.decode()


@pytest.mark.parametrize("name", ["given_name", "family_name", "child_name"])
@pytest.mark.parametrize(("language", "says"), [("en", "use 80 letters at most"), ("es", "use 80 letras como máximo")])
def test_a_name_of_three_hundred_letters_is_answered_with_a_sentence(cast, name, language, says):
    before = rows()
    typed = FAMILY | {name: "Wolfeschlegelsteinhausen" * 13}
    shown = signed_in(cast.coordinator).post(url("new", language=language), typed).content.decode()
    assert rows() == before
    assert says in shown
