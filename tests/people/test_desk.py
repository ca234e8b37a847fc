"""The families' pages at a school's desk: who opens them, what they show, what they keep when something is wrong."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.clock import at, today
from people.actions import enrol, link
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from schools.actions import appoint
from tests.cast import FIRST_DAY, moment, signed_in, staff

FAMILY = {
    "given_name": "Lupe",
    "family_name": "Inventada",
    "reads": "es",
    "speaks": "Mixteco",
    "email": "lupe@families.invalid",
    "phone": "(209) 555-0142",
    "texts": "on",
    "child_name": "Lalo",
    "grade": "4",
    "class_name": "Room 7",
    "on": "2026-08-03",
    "kind": "parent",
    "may_receive": "on",
}


def url(name, *args, slug="team-charter", language="en"):
    with override(language):
        return reverse(f"people_desk:{name}", args=[slug, *args])


def pages(person):
    """Every address of these pages about one guardian: (name, *arguments), readable ones first."""
    tie = GuardianLink.objects.standing().get(person=person)
    row = Enrolment.objects.standing().get(child=tie.child)
    contact = ContactPoint.objects.get(person=person)
    return [
        ("list",),
        ("search",),
        ("family", person.pk),
        ("new",),
        ("correct", person.pk),
        ("new_contact", person.pk),
        ("contact", person.pk, contact.pk, "end"),
        ("new_student", person.pk),
        ("new_link", person.pk),
        ("link", person.pk, tie.pk),
        ("end_link", person.pk, tie.pk),
        ("student", row.pk),
        ("new_guardian", row.pk),
        ("end_enrolment", row.pk),
    ]


READABLE = 3
EVERYTHING = FAMILY | {
    "order_seen_on": "2026-10-01",
    "ends_on": "2026-10-01",
    "value": "new@families.invalid",
    "words": "Ana",
    "child": "1",
}


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Person, ContactPoint, Enrolment, GuardianLink)]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("who", ["coordinator", "assistant", "county"])
def test_each_page_opens_for_those_who_enter_in_both_languages(cast, who, language):
    client = signed_in(getattr(cast, who))
    for page in pages(cast.ana):
        answer = client.get(url(*page, language=language))
        assert answer.status_code == {"contact": 405, "search": 302}.get(page[0], 200), page


@pytest.mark.parametrize("who", ["elsewhere", "approver_es"])
def test_the_pages_read_as_absent_for_who_has_no_need_of_them(cast, who):
    client, before = signed_in(getattr(cast, who)), rows()
    for page in pages(cast.ana):
        assert client.get(url(*page)).status_code in (404, 405), page
        assert client.post(url(*page), EVERYTHING).status_code in (404, 405), page
    assert rows() == before


def test_a_reviewer_of_the_state_sees_no_family(cast):
    reviewer = staff("rita@state.invalid", "Rita Revisa")
    appoint(reviewer, cast.office, "reviewer", by=cast.county, on=today())
    client = signed_in(reviewer)
    for page in pages(cast.ana):
        assert client.post(url(*page), EVERYTHING).status_code in (404, 405), page


def test_families_find_nothing_and_strangers_sign_in(cast, client):
    before = rows()
    for page in pages(cast.ana):
        assert signed_in(cast.ana.user).post(url(*page), EVERYTHING).status_code == 404, page
        asked = client.post(url(*page), EVERYTHING)
        # A form with text hands it back beside the way to sign in; every other page leads there at once.
        assert "/account/login/" in asked.headers.get("Location", asked.content.decode()), page
    assert rows() == before


def test_county_read_only_reads_and_changes_nothing(cast):
    client, before = signed_in(cast.readonly), rows()
    for page in pages(cast.ana)[:READABLE]:
        assert client.get(url(*page)).status_code in (200, 302), page
    for page in pages(cast.ana)[READABLE:]:
        assert client.post(url(*page), EVERYTHING).status_code == 404, page
    assert rows() == before
    shown = client.get(url("family", cast.ana.pk)).content.decode()
    assert "Ana Invento" in shown
    assert not any(f'"{url(*page)}"' in shown for page in pages(cast.ana)[READABLE:])


def test_a_family_of_another_school_is_absent_here(cast):
    client, before = signed_in(cast.coordinator), rows()
    for page in pages(cast.eva)[READABLE - 1 :]:
        if page[0] != "new":
            assert client.post(url(*page), EVERYTHING).status_code in (404, 405), page
            assert client.get(url(*page)).status_code in (404, 405), page
    assert rows() == before


def test_ids_of_another_family_in_an_address_are_no_way_in(cast):
    client, before = signed_in(cast.coordinator), rows()
    theirs = {page[0]: page[1:] for page in pages(cast.ben)}
    for name in ("link", "end_link"):
        assert client.post(url(name, cast.ana.pk, theirs[name][1]), EVERYTHING).status_code == 404
    assert client.post(url("contact", cast.ana.pk, *theirs["contact"][1:])).status_code == 404
    assert client.post(url("contact", *theirs["contact"][:2], "wizardry")).status_code == 404
    assert rows() == before


def test_a_student_of_another_household_cannot_be_linked(cast):
    theirs = GuardianLink.objects.get(person=cast.ben).child_id
    answer = signed_in(cast.coordinator).post(url("new_link", cast.ana.pk), EVERYTHING | {"child": str(theirs)})
    assert answer.status_code == 200
    assert GuardianLink.objects.filter(person=cast.ana).count() == 1


def test_a_family_shows_only_its_students_of_this_school(cast):
    row = enrol("Zzyxchild", cast.one, "3", on=today(), by=cast.county)
    link(cast.ana, row.child, "parent", on=today(), by=cast.county)
    shown = signed_in(cast.coordinator).get(url("family", cast.ana.pk)).content.decode()
    assert "Alma" in shown
    assert "Zzyxchild" not in shown
    assert "Zzyxchild" in signed_in(cast.elsewhere).get(url("family", cast.ana.pk, slug="one-charter")).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "assistant"])
def test_a_family_is_entered_on_one_page(cast, who):
    answer = signed_in(getattr(cast, who)).post(url("new"), FAMILY, follow=True)
    shown = answer.content.decode()
    assert "The family is entered." in shown
    for text in ("Lupe Inventada", "Lalo", "Room 7", "lupe@families.invalid", "(209) 555-0142", "Mixteco"):
        assert text in shown
    assert Person.objects.get(given_name="Lupe").links.get().entered_by == getattr(cast, who)


@pytest.mark.parametrize("page", ["new", "new_guardian"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_no_one_is_put_down_for_text_messages_who_was_not_asked(cast, page, language):
    arguments = [Enrolment.objects.get(child__links__person=cast.ana).pk] if page == "new_guardian" else []
    shown = signed_in(cast.coordinator).get(url(page, *arguments, language=language)).content.decode()
    boxes = {box.split('"')[0]: "checked" in box.split(">")[0] for box in shown.split('type="checkbox" name="')[1:]}
    # Receiving is a right and starts ticked; texts and paper are asked for.
    assert boxes.pop("may_receive")
    assert not any(boxes.values())
    assert {"texts", "paper", "confidential"} <= set(boxes)


@pytest.mark.parametrize(("ticked", "kind"), [({"texts": "on"}, "text"), ({"texts": ""}, "voice")])
def test_a_phone_gets_texts_only_after_a_yes(cast, ticked, kind):
    signed_in(cast.coordinator).post(url("new"), {name: text for name, text in (FAMILY | ticked).items() if text})
    assert Person.objects.get(given_name="Lupe").contact_points.get(value="+12095550142").kind == kind


@pytest.mark.parametrize(
    "wrong", [{"phone": "12"}, {"email": "nowhere"}, {"grade": ""}, {"on": "soon"}, {"child_name": ""}]
)
def test_nothing_typed_is_lost_when_something_is_wrong(cast, wrong):
    before = rows()
    shown = signed_in(cast.coordinator).post(url("new"), FAMILY | wrong).content.decode()
    assert rows() == before
    assert 'role="alert"' in shown
    typed = (FAMILY | wrong).items()
    for name, text in typed:
        if text and name not in ("reads", "texts", "grade", "kind", "may_receive"):
            assert f'value="{text}"' in shown, name
    assert 'value="es" ' in shown.split('name="reads"')[1] or "checked" in shown


def test_switching_the_language_keeps_what_was_typed_and_judges_nothing(cast):
    before = rows()
    half = {"given_name": "Lupe", "phone": "12", "switch_language": "es"}
    shown = signed_in(cast.coordinator).post(url("new", language="es"), half).content.decode()
    assert 'value="Lupe"' in shown
    assert 'value="12"' in shown
    assert 'role="alert"' not in shown
    assert rows() == before


def test_who_looks_alike_is_shown_and_entered_after_a_look(cast):
    client, typed = signed_in(cast.coordinator), FAMILY | {"given_name": "Ana", "family_name": "Invento"}
    shown = client.post(url("new"), typed).content.decode()
    assert url("family", cast.ana.pk) in shown
    assert 'name="another"' in shown
    assert 'value="lupe@families.invalid"' in shown
    assert client.post(url("new"), typed | {"another": "on"}).status_code == 302
    assert Person.objects.filter(given_name="Ana").count() == 2


def test_two_taps_enter_one_family(cast):
    client = signed_in(cast.coordinator)
    assert [client.post(url("new"), FAMILY).status_code for _ in range(2)] == [302, 200]
    assert Person.objects.filter(given_name="Lupe").count() == 1


def test_participation_is_asked_only_at_a_targeted_school(cast):
    shown = signed_in(cast.elsewhere).get(url("new", slug="one-charter")).content.decode()
    assert 'name="participating"' in shown
    assert 'name="participating"' not in signed_in(cast.coordinator).get(url("new")).content.decode()


def test_participation_typed_where_it_is_not_asked_is_not_kept(cast):
    signed_in(cast.coordinator).post(url("new"), FAMILY | {"participating": "no"})
    assert Enrolment.objects.latest("pk").participating is None


def test_participation_is_kept_at_a_targeted_school(cast):
    signed_in(cast.elsewhere).post(url("new", slug="one-charter"), FAMILY | {"participating": "no"})
    assert Enrolment.objects.latest("pk").participating is False


def test_another_adult_and_another_student_are_added(cast):
    client, row = signed_in(cast.coordinator), Enrolment.objects.get(child__links__person=cast.ana)
    client.post(url("new_guardian", row.pk), FAMILY | {"on": str(today())})
    assert row.child.links.count() == 2
    client.post(url("new_student", cast.ana.pk), FAMILY | {"child_name": "Lina"})
    assert cast.ana.links.count() == 2
    other = Person.objects.get(given_name="Lupe")
    lina = cast.ana.links.latest("pk").child
    client.post(
        url("new_link", other.pk), {"child": lina.pk, "kind": "parent", "may_receive": "on", "on": str(today())}
    )
    assert other.links.count() == 2


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


@pytest.mark.parametrize("words", ["invento", "Alma", "ana@", "ana Invento"])
def test_a_search_finds_by_name_student_and_address_and_stands_in_no_address(cast, words):
    answer = signed_in(cast.coordinator).post(url("search"), {"words": words})
    assert [person.pk for person in answer.context["lines"]] == [cast.ana.pk]
    assert "ana" not in answer.request["PATH_INFO"]


@pytest.mark.parametrize("words", ["eva", "Elia", "Fábula", "zzz", "\0", "x" * 200, ""])
def test_a_search_finds_no_one_of_another_school(cast, words):
    answer = signed_in(cast.coordinator).post(url("search"), {"words": words})
    assert answer.status_code == 200
    assert answer.context["lines"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"letter": "I"}, ["ana"]),
        ({"letter": "F"}, ["ben"]),
        ({"grade": "3"}, ["ben", "ana", "carla"]),
        ({"grade": "4"}, []),
        ({"reads": "unknown"}, ["carla"]),
        ({"reads": "en"}, ["ben"]),
        ({"letter": "?", "grade": "99", "after": "nobody"}, ["ben", "ana", "carla"]),
        ({"after": "9" * 40}, ["ben", "ana", "carla"]),
        ({"after": "²"}, ["ben", "ana", "carla"]),
    ],
)
def test_the_filters_hold_no_names(cast, query, found):
    people = signed_in(cast.coordinator).get(url("list"), query).context["lines"]
    assert [person.pk for person in people] == [getattr(cast, name).pk for name in found]


def test_a_line_of_the_list_says_who_whose_and_how_in_the_pages_language(cast):
    """Words for languages and ways are drawn once a kind: no line may have another's, in another language, or raw."""
    Person.objects.filter(pk=cast.ana.pk).update(reads="es", speaks="K'iche' <b>", family_name="<i>")
    for language, words in (("en", "reads: Spanish"), ("es", "lee en: Español"), ("en", "reads: Spanish")):
        address = url("list").replace("/en/", f"/{language}/")
        page = signed_in(cast.coordinator).get(address).content.decode()
        row = next(row for row in page.split("<tr>") if f"/families/{cast.ana.pk}/" in row)
        assert words in row
        assert "K&#x27;iche&#x27; &lt;b&gt;" in row
        assert "&lt;i&gt;" in row
        assert ("Email" if language == "en" else "Correo") in row
    cast.ana.contact_points.all().delete()
    page = signed_in(cast.coordinator).get(url("list")).content.decode()
    assert '<span class="st is-soon"><svg' in page


def test_a_letter_finds_its_accented_forms(cast):
    Person.objects.filter(pk=cast.ana.pk).update(family_name="Ávila")
    people = signed_in(cast.coordinator).get(url("list"), {"letter": "A"}).context["lines"]
    assert [person.pk for person in people] == [cast.ana.pk]


def test_an_address_of_a_page_that_is_no_number_of_ours_is_absent(cast):
    assert signed_in(cast.coordinator).get(f"/en/desk/team-charter/families/{'9' * 30}/").status_code == 404


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
