"""The fixed cast of the tests: four schools and the office, who works there, and families. All people are invented."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

import people.actions
from accounts.clock import at
from accounts.models import User
from people.models import Child, GuardianLink, Person
from schools.actions import appoint, confirm, designate
from schools.models import School

PACIFIC = ZoneInfo("America/Los_Angeles")
FIRST_DAY = date(2026, 8, 3)
ENTERED = datetime(2026, 8, 3, 9, 0, tzinfo=PACIFIC)


def moment(text: str) -> datetime:
    """An office-time moment: moment("2026-10-15T18:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=PACIFIC)


def staff(email: str, name: str) -> User:
    """A staff account with a password and a second factor."""
    from accounts.actions import enrol_totp

    user = User.objects.create_user(email, name, kind="staff", password="correct horse battery")
    enrol_totp(user, "JBSWY3DPEHPK3PXP", by=None)
    return user


def signed_in(user: User) -> Client:
    """A browser signed in as this person."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@dataclass
class Cast:
    """Who is who; see build()."""

    office: School
    team: School
    one: School
    special: School
    court: School
    county: User
    readonly: User
    coordinator: User
    assistant: User
    approver_es: User
    approver_en: User
    elsewhere: User
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError as absent:
            raise AttributeError(name) from absent


def school(slug: str, name: str, cds: str, **extra: object) -> School:
    return School.objects.create(slug=slug, name=name, cds=cds, street="600 East Main Street", city="Stockton", **extra)


def build() -> Cast:
    """Everything entered on August 3, 2026: schoolwide, targeted, no Title I, a confidential school, the office."""
    with at(ENTERED):
        cast = Cast(
            office=school("sjcoe", "San Joaquin County Office of Education", "39103970000000", kind="office"),
            team=school(
                "team-charter",
                "TEAM Charter",
                "39103970124958",
                charter=True,
                grades_served="K-5",
                phone="(209) 462-2282",
            ),
            one=school("one-charter", "one.Charter", "39103970120717", charter=True, grades_served="3-12"),
            special=school(
                "special-education", "San Joaquin County Special Education", "39103976069215", grades_served="K-12"
            ),
            court=school(
                "cruikshank",
                "John F. Cruikshank, Jr.",
                "39103973930195",
                grades_served="7-12",
                confidential_setting=True,
            ),
            county=staff("teodoro@county.invalid", "Teodoro Sample"),
            readonly=staff("lectora@county.invalid", "Lina Lectora"),
            coordinator=staff("ofelia@team.invalid", "Ofelia Ejemplo"),
            assistant=staff("asis@team.invalid", "Asis Tente"),
            approver_es=staff("esperanza@team.invalid", "Esperanza Muestra"),
            approver_en=staff("edith@team.invalid", "Edith Muster"),
            elsewhere=staff("otto@one.invalid", "Otto Otherwhere"),
        )
        _roles(cast)
        _bindings(cast)
        _families(cast)
    return cast


def _roles(cast: Cast) -> None:
    given = [
        (cast.county, cast.office, "county", ""),
        (cast.readonly, cast.office, "county_readonly", ""),
        (cast.coordinator, cast.team, "coordinator", ""),
        (cast.assistant, cast.team, "assistant", ""),
        (cast.approver_es, cast.team, "approver", "es"),
        (cast.approver_en, cast.team, "approver", "en"),
        (cast.elsewhere, cast.one, "coordinator", ""),
    ]
    for user, where, kind, language in given:
        appoint(user, where, kind, by=cast.county, on=FIRST_DAY, language=language)


def _bindings(cast: Cast) -> None:
    for where, title_i in [
        (cast.team, "schoolwide"),
        (cast.one, "targeted"),
        (cast.special, "none"),
        (cast.court, "schoolwide"),
    ]:
        confirm(designate(where, title_i=title_i, on=FIRST_DAY, by=cast.county), by=cast.county)


def _families(cast: Cast) -> None:
    """Ana reads Spanish, Ben English, Carla's language is unknown, Dora's link ended; Eva is at another school."""
    guardians = [
        ("ana", "Ana", "Invento", "es", cast.team, "Alma"),
        ("ben", "Ben", "Fiction", "en", cast.team, "Beth"),
        ("carla", "Carla", "Quimera", "", cast.team, "Ciro"),
        ("dora", "Dora", "Ficta", "es", cast.team, "Dino"),
        ("eva", "Eva", "Fábula", "es", cast.one, "Elia"),
    ]
    for key, given, family, reads, where, child in guardians:
        cast.people[key] = guardian(cast, given, family, reads, where, child)
    link = GuardianLink.objects.get(person=cast.dora)
    people.actions.end_link(link, order_seen_on=FIRST_DAY, by=cast.county)


def guardian(cast: Cast, given: str, family: str, reads: str, where: School, child: str) -> Person:
    """A guardian with an account, an email address and one child enrolled at a school."""
    email = f"{given.lower()}@families.invalid"
    person = people.actions.add_person(given_name=given, family_name=family, reads=reads, speaks="", by=cast.county)
    people.actions.add_contact(person, "email", email, by=cast.county, source="office")
    enrolment = people.actions.enrol(child, where, "3", on=FIRST_DAY, by=cast.county)
    people.actions.link(person, Child.objects.get(pk=enrolment.child_id), "parent", on=FIRST_DAY, by=cast.county)
    user = User.objects.create_user(email, f"{given} {family}", language=reads or "es")
    Person.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    return build()
