"""The list of a school's families: found by words, narrowed by filters, read in the page's language."""

import pytest

from people.models import Person
from tests.cast import signed_in
from tests.people.test_desk import url


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
