"""The families' pages at a school's desk: who opens them, what they show, what they keep when something is wrong."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.clock import today
from people.actions import enrol, link
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from schools.actions import appoint
from tests.cast import signed_in, staff

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
