"""Invented families: names that are plainly made up, in the languages the county's families read."""

from datetime import date
from itertools import cycle

import people.actions
from accounts.clock import at
from people.models import Child, Person
from sjcoe_portal.demo.cast import COMMUNITY, COURT, ONE, PARENT, SPECIAL, TEAM, UNBOUND, VENTURE, Stage, moment

FIRST_DAY = date(2026, 8, 5)
# How many families each school has in the demo.
FAMILIES = {TEAM: 24, ONE: 10, COMMUNITY: 12, COURT: 4, SPECIAL: 8, VENTURE: 8, UNBOUND: 4}
GRADES = {
    TEAM: "K12345",
    ONE: "3456789",
    COMMUNITY: "56789",
    COURT: "89",
    SPECIAL: "K12345678",
    VENTURE: "K12345678",
    UNBOUND: "45678",
}
GIVEN = [
    "Rosalba",
    "Bruno",
    "Consuelo",
    "Delia",
    "Elmer",
    "Fátima",
    "Gilda",
    "Homero",
    "Irma",
    "Jacinto",
    "Karina",
    "Lázaro",
]
FAMILY = [
    "Invento",
    "Fiction",
    "Quimera",
    "Fábula",
    "Makebelieve",
    "Ficticia",
    "Ensueño",
    "Pretend",
    "Leyenda",
    "Imaginada",
]
CHILDREN = ["Abril", "Bastián", "Celeste", "Darío", "Ema", "Farid", "Gala", "Hugo", "Isis", "Jade", "Kiran", "Luz"]
READS = ["es", "en", "es", "", "en", "es", "told"]


def enter_families(stage: Stage) -> None:
    """Every school's families, entered by the county on the first day of school; Ana's child is at TEAM Charter."""
    given, family, child, reads = cycle(GIVEN), cycle(FAMILY), cycle(CHILDREN), cycle(READS)
    with at(moment(FIRST_DAY)):
        _family(stage, TEAM, ("Ana", "Invento"), "Alma", "3", "es", PARENT)
        for slug, how_many in FAMILIES.items():
            for n, grade in zip(range(how_many), cycle(GRADES[slug]), strict=False):
                name = (next(given), next(family))
                # Every ninth family gave no address: it gets paper.
                email = "" if n % 9 == 8 else f"{slug.split('-')[0]}{n}@familias.invalid"
                _family(stage, slug, name, next(child), grade, next(reads), email)
    Person.objects.filter(contact_points__value=PARENT).update(user=stage.users[PARENT])


def _family(stage: Stage, slug: str, name: tuple[str, str], child: str, grade: str, reads: str, email: str) -> None:
    by = stage.county
    person = people.actions.add_person(given_name=name[0], family_name=name[1], reads=reads, speaks="", by=by)
    if email:
        people.actions.add_contact(person, "email", email, by=by, source="office")
    room = "K-1" if grade == "K" else f"{grade}A"
    # At the targeted school some take part, some don't, of some it isn't known.
    part = {"3": True, "4": True, "5": False}.get(grade) if slug == ONE else None
    enrolment = people.actions.enrol(
        child, stage.schools[slug], grade, on=FIRST_DAY, by=by, class_name=room, participating=part
    )
    people.actions.link(person, Child.objects.get(pk=enrolment.child_id), "parent", on=FIRST_DAY, by=by)
