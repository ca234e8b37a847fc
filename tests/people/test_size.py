"""Lists and details cost the same number of queries at 1, 100 and 1,000 families; long lists go on by key."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from accounts.clock import now
from people.models import Child, ContactPoint, Enrolment, GuardianLink, Person
from tests.cast import signed_in
from tests.schools.queries import own_queries

SIZES = [1, 100, 1_000]
DAY = date(2026, 8, 3)


def analyze():
    """What follows a bulk load: without it PostgreSQL plans for the few rows it saw before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def many(cast):
    """Enter so many families at once."""

    def enter(number):
        kept = {"on": DAY, "for_year": 2026, "entered_by": cast.county, "entered_at": now()}
        people = Person.objects.bulk_create(
            Person(given_name=f"P{n % 7}", family_name=f"F{n % 90:02}", reads="es") for n in range(number)
        )
        children = Child.objects.bulk_create(Child(given_name=f"C{n}") for n in range(number))
        Enrolment.objects.bulk_create(
            Enrolment(child=child, school=cast.team, grade="3", class_name="B", **kept) for child in children
        )
        pairs = zip(people, children, strict=True)
        GuardianLink.objects.bulk_create(GuardianLink(person=p, child=c, kind="parent", **kept) for p, c in pairs)
        ContactPoint.objects.bulk_create(
            ContactPoint(person=p, kind="email", value=f"{p.pk}@x.invalid") for p in people
        )
        analyze()
        return people, children

    return enter


def url(name, *args):
    return reverse(f"people_desk:{name}", args=["team-charter", *args])


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize(("query", "queries"), [("", 6), ("?letter=F&grade=3&reads=es", 7)])
def test_the_list_costs_the_same_at_any_number_of_families(cast, many, number, query, queries):
    many(number)
    client = signed_in(cast.coordinator)
    with own_queries(queries):
        assert client.get(url("list") + query).status_code == 200


@pytest.mark.parametrize("number", SIZES)
def test_the_next_page_costs_the_same_at_any_number_of_families(cast, many, number):
    people, _ = many(number)
    client = signed_in(cast.coordinator)
    with own_queries(6):
        assert client.get(f"{url('list')}?after={people[0].pk}").status_code == 200


@pytest.mark.parametrize("number", SIZES)
def test_a_search_costs_the_same_at_any_number_of_families(cast, many, number):
    many(number)
    client = signed_in(cast.coordinator)
    with own_queries(5):
        assert client.post(url("search"), {"words": "F0"}).status_code == 200


@pytest.mark.parametrize("number", SIZES)
def test_a_family_costs_the_same_at_any_number_of_students(cast, many, number):
    _, children = many(number)
    kept = {"on": DAY, "for_year": 2026, "entered_by": cast.county, "entered_at": now()}
    GuardianLink.objects.bulk_create(GuardianLink(person=cast.ana, child=c, kind="parent", **kept) for c in children)
    client = signed_in(cast.coordinator)
    with own_queries(10):
        assert client.get(url("family", cast.ana.pk)).status_code == 200


def test_a_long_list_shows_each_family_once(cast, many):
    many(230)
    client, found, address = signed_in(cast.coordinator), [], url("list")
    while address:
        context = client.get(address).context
        found += [person.pk for person in context["lines"]]
        address = context["more_url"]
    assert len(found) == len(set(found)) == 233
    names = [(p.family_name, p.given_name, p.pk) for p in Person.objects.at_school(cast.team.pk, DAY).by_name()]
    assert found == [pk for _, _, pk in names]


def test_no_name_stands_in_an_address(cast, many):
    many(230)
    client = signed_in(cast.coordinator)
    shown = client.get(url("list"))
    assert not any(word in shown.context["more_url"] for word in ("F0", "P1", "Invento"))
