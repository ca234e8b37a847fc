"""What the measured portal holds: the demo year, 100 schools in all, 50 families at one, two signed-in people.

`python -m scripts.bench.data` prints the two session keys as JSON.
"""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from accounts.models import User

SCHOOLS, FAMILIES = 100, 50
FIRST_DAY = date(2026, 8, 3)


def main() -> None:
    """Fill an empty database whose tables exist."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sjcoe_portal.settings")
    django.setup()
    from django.core.management import call_command

    from accounts.models import User
    from sjcoe_portal.demo.cast import COORDINATOR, COUNTY

    call_command("seed_demo", verbosity=0)
    county, coordinator = (User.objects.get(email=email) for email in (COUNTY, COORDINATOR))
    add_schools(county)
    add_families(county)
    print("\n" + json.dumps({"county": session_of(county), "coordinator": session_of(coordinator)}))


def add_schools(county: User) -> None:
    """Add schools until there are a hundred, a third of them with each Title I status."""
    from schools.actions import confirm, designate
    from schools.models import School

    for n in range(SCHOOLS - School.objects.public().count()):
        school = School.objects.create(
            cds=f"3999999{n:07}",
            slug=f"generated-{n}",
            name=f"Generated School {n:03}",
            street=f"{n} Example Street",
            city="Stockton",
            grades_served="K-8",
            charter=n % 4 == 0,
        )
        title_i = ("schoolwide", "targeted", "none")[n % 3]
        confirm(designate(school, title_i=title_i, on=FIRST_DAY, by=county), by=county)


def add_families(county: User) -> None:
    """Add families to the coordinator's school until it has fifty."""
    from people.actions import add_contact, add_person, enrol, link
    from people.models import Child, Enrolment
    from schools.models import School
    from sjcoe_portal.demo.cast import TEAM

    school = School.objects.get(slug=TEAM)
    for n in range(FAMILIES - Enrolment.objects.filter(school=school).count()):
        person = add_person(given_name=f"Given{n}", family_name="Generated", reads="es", speaks="", by=county)
        add_contact(person, "email", f"generated{n}@families.invalid", by=county, source="office")
        child = enrol(f"Child{n}", school, "3", on=FIRST_DAY, by=county).child_id
        link(person, Child.objects.get(pk=child), "parent", on=FIRST_DAY, by=county)


def session_of(user: User) -> str:
    """Sign a person in as by password and second factor; return the session's key."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main()
