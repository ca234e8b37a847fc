"""Families in numbers."""

from django.db import connection

from people.models import Child, ContactPoint, Enrolment, GuardianLink, Person
from tests.cast import ENTERED, FIRST_DAY


def many_families(cast, number):
    """So many families more at the school, reading Spanish, English, or nobody knows what."""
    stamp = {"for_year": 2026, "on": FIRST_DAY, "entered_at": ENTERED, "entered_by": cast.county}
    people = Person.objects.bulk_create(
        Person(given_name=f"Familia {n}", reads=("es", "en", "")[n % 3]) for n in range(number)
    )
    children = Child.objects.bulk_create(Child(given_name=f"Niña {n}") for n in range(number))
    Enrolment.objects.bulk_create(Enrolment(child=c, school=cast.team, grade="3", **stamp) for c in children)
    GuardianLink.objects.bulk_create(
        GuardianLink(person=p, child=c, kind="parent", **stamp) for p, c in zip(people, children, strict=True)
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(person=p, kind="email", value=f"familia{n}@families.invalid") for n, p in enumerate(people)
    )
    tell_the_planner()
    return people


def tell_the_planner():
    """PostgreSQL counts rows from time to time; a test's own rows it has not counted yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (Person, Child, Enrolment, GuardianLink, ContactPoint):
                cursor.execute(f"ANALYZE {model._meta.db_table}")
