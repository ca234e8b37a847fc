"""Who knocks at every address: eighteen people, each with a live browser, and the role each has where."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from accounts.actions import end_sessions
from accounts.models import User
from schools.actions import appoint, end_role
from schools.models import School
from tests.cast import FIRST_DAY, Cast, signed_in, staff
from tests.trust.words import COUNTY

# actor -> (kind of role, side); "all" is every school.
ROLES = {
    "coordinator": ("coordinator", "here"),
    "assistant": ("assistant", "here"),
    "approver": ("approver", "here"),
    "liaison": ("liaison", "here"),
    "elsewhere": ("coordinator", "there"),
    "county": ("county", "all"),
    "readonly": ("county_readonly", "all"),
    "reviewer": ("reviewer", "all"),
}
# Accounts that once had, or would have, a coordinator's role here, and families and strangers, who never do.
SHUT_OUT = ("former", "disabled", "ended", "unenrolled")
FAMILIES = ("guardian", "neighbour", "guardian_elsewhere", "revoked")
ACTORS = (*ROLES, *SHUT_OUT, *FAMILIES, "anonymous")
# A live session of theirs is nobody's: they read what strangers read.
NO_SESSION = ("anonymous", "disabled", "ended")


@dataclass
class Actor:
    """A browser and what it carries; put back before every request."""

    key: str
    user: User | None
    client: Client
    cookies: str

    def fresh(self) -> Client:
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        return self.client


def holds(actor: str, kinds: Any, side: str) -> bool:
    """Whether an actor has one of these kinds of role at a side."""
    kind, where = ROLES.get(actor, ("", ""))
    return kind in kinds and where in (side, "all")


def is_staff_of(actor: str, side: str) -> bool:
    return holds(actor, {"coordinator", "assistant", "approver", "liaison", *COUNTY}, side)


def users(cast: Cast, families: dict[str, User]) -> dict[str, User]:
    """Each actor's account, its role given by the real verbs."""
    found = {
        "coordinator": cast.coordinator,
        "assistant": cast.assistant,
        "approver": cast.approver_es,
        "liaison": _staff(cast, "liaison", cast.team),
        "elsewhere": cast.elsewhere,
        "county": cast.county,
        "readonly": cast.readonly,
        "reviewer": _staff(cast, "reviewer", cast.office),
        **families,
    }
    for key in SHUT_OUT:
        found[key] = _staff(cast, "coordinator", cast.team, name=key)
    role = found["former"].staff_roles.get()
    end_role(role, ends_on=FIRST_DAY, by=cast.county)
    return found


def _staff(cast: Cast, kind: str, where: School, name: str = "") -> User:
    user = staff(f"{name or kind}@office.invalid", f"{(name or kind).title()} Prueba")
    appoint(user, where, kind, by=cast.county, on=FIRST_DAY)
    return user


def browsers(found: dict[str, User], by: User) -> dict[str, Actor]:
    """Everyone signed in; then what shuts some of them out happens to their accounts."""
    clients = {key: signed_in(user) for key, user in found.items()} | {"anonymous": Client()}
    User.objects.filter(pk=found["disabled"].pk).update(is_active=False)
    end_sessions(found["ended"], by=by)
    found["unenrolled"].authenticator_set.all().delete()
    for client in clients.values():
        client.raise_request_exception = False
    carried = {key: client.cookies.output(header="", sep=";") for key, client in clients.items()}
    return {key: Actor(key, found.get(key), client, carried[key]) for key, client in clients.items()}
