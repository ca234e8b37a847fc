"""Families of one side: each name, child, address and class a word of its own."""

from types import SimpleNamespace

import notices.actions
import people.actions
from accounts.models import User
from people.models import Child, GuardianLink, Person
from tests.cast import FIRST_DAY, Cast
from tests.trust.words import READERS, Words

# Whose browser a family's account is, by side.
BROWSER = {
    "here": {"family": "guardian", "neighbour": "neighbour", "revoked": "revoked"},
    "there": {"family": "guardian_elsewhere"},
}


def families(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """A family, their neighbour, one whose link an order ended, and a second adult kept confidential."""
    for key in ("family", "neighbour", "revoked", "paper"):
        setattr(side, key, _family(cast, side, words, key))
    link = side.revoked.link
    side.revoked.link = people.actions.end_link(link, order_seen_on=FIRST_DAY, by=cast.county)
    side.second = _second_adult(cast, side, words)


def accounts(side: SimpleNamespace) -> dict[str, User]:
    """The family accounts of a side by the actor who holds their browser."""
    return {actor: getattr(side, key).user for key, actor in BROWSER[side.key].items()}


def _family(cast: Cast, side: SimpleNamespace, words: Words, key: str) -> SimpleNamespace:
    own = [BROWSER[side.key].get(key, "")]
    seen = {"side": side.key, "kinds": READERS, "own": own}
    given = words.new(f"{key}: first name and email", **seen)
    family_name = words.new(f"{key}: last name", **seen)
    person = people.actions.add_person(given_name=given, family_name=family_name, reads="es", speaks="", by=cast.county)
    way = ("post", "") if key == "paper" else ("email", f"{given}@families.invalid")
    email = people.actions.add_contact(person, *way, by=cast.county, source="school")
    number = words.phone(f"{key}: phone", **seen)
    phone = people.actions.add_contact(person, "voice", number, by=cast.county, source="school")
    enrolment, link = _child(cast, side, words, person, key, [] if key == "revoked" else own)
    user = User.objects.create_user(f"{given}@families.invalid", f"{given} {family_name}")
    Person.objects.filter(pk=person.pk).update(user=user)
    found = {"person": person, "user": user, "email": email, "phone": phone}
    return SimpleNamespace(**found, enrolment=enrolment, child=enrolment.child, link=link)


def _child(cast: Cast, side: SimpleNamespace, words: Words, person: Person, key: str, own: list[str]) -> tuple:
    name = words.new(f"{key}: child", side.key, READERS, own=own)
    room = words.new(f"{key}: class", side.key, READERS)
    enrolment = people.actions.enrol(name, side.school, "3", on=FIRST_DAY, by=cast.county, class_name=room)
    child = Child.objects.get(pk=enrolment.child_id)
    people.actions.link(person, child, "parent", on=FIRST_DAY, by=cast.county)
    return enrolment, GuardianLink.objects.standing().get(person=person, child=child)


def _second_adult(cast: Cast, side: SimpleNamespace, words: Words) -> SimpleNamespace:
    """Another guardian of the family's child, whom no other family may see, and a sibling they are not linked to."""
    given = words.new("second adult: name", side.key, READERS)
    person = people.actions.add_person(given_name=given, family_name="", reads="en", speaks="", by=cast.county)
    people.actions.add_contact(person, "email", f"{given}@families.invalid", by=cast.county, source="school")
    child = side.family.child
    people.actions.link(person, child, "caregiver", on=FIRST_DAY, by=cast.county, confidential=True)
    sibling, _link = _child(cast, side, words, side.family.person, "sibling", list(side.own_family))
    return SimpleNamespace(person=person, sibling=sibling)


def tokens(side: SimpleNamespace, meeting_id: int) -> None:
    """A link to answer for each family; the one of a guardian whose link ended leads nowhere."""
    for key in ("family", "neighbour", "revoked"):
        one = getattr(side, key)
        one.token = notices.actions.issue(one.person, side.school, "rsvp", meeting_id)
