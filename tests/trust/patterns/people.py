"""Families at the desk."""

from types import SimpleNamespace

from tests.trust.patterns.entry import NOBODY, WRITERS, Kwargs, Pattern, by, fixed
from tests.trust.words import READERS

GUARDIAN = {
    "given_name": "Nadia",
    "family_name": "Nueva",
    "reads": "es",
    "speaks": "",
    "email": "nadia@families.invalid",
}
STUDENT = {"child_name": "Noel", "grade": "2", "class_name": "", "on": "2026-10-01"}
TIE = {"kind": "parent", "may_receive": "on"}


def _person(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.family.person.pk}


def _tie(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.family.person.pk, "link": side.family.link.pk}


def _enrolment(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.family.enrolment.pk}


PATTERNS = {
    "people_desk:list": Pattern(None, (), READERS, NOBODY),
    "people_desk:search": Pattern(None, (fixed(words="a"),), READERS, NOBODY),
    "people_desk:new": by(WRITERS, fixed(**GUARDIAN, **STUDENT, **TIE)),
    "people_desk:family": Pattern(_person, (), READERS, NOBODY),
    "people_desk:correct": by(
        WRITERS, fixed(given_name="Nadia", family_name="Nueva", reads="en", speaks=""), record=_person
    ),
    "people_desk:new_contact": by(WRITERS, fixed(kind="email", value="another@families.invalid"), record=_person),
    "people_desk:contact": by(
        WRITERS,
        fixed(),
        record=lambda side: {"pk": side.family.person.pk, "contact": side.family.email.pk, "verb": "end"},
    ),
    "people_desk:new_student": by(WRITERS, fixed(**STUDENT, **TIE), record=_person),
    "people_desk:new_link": by(
        WRITERS,
        lambda world, side: {"child": side.second.sibling.child_id, "on": "2026-10-01", **TIE},
        record=lambda side: {"pk": side.second.person.pk},
    ),
    "people_desk:link": by(WRITERS, fixed(kind="caregiver", may_receive="on"), record=_tie),
    "people_desk:end_link": by(WRITERS, fixed(order_seen_on="2026-10-20"), record=_tie),
    "people_desk:student": by(
        WRITERS, fixed(child_name="Noel", grade="4", class_name="", on="2026-10-01"), record=_enrolment
    ),
    "people_desk:new_guardian": by(WRITERS, fixed(**GUARDIAN, **TIE, on="2026-10-01"), record=_enrolment),
    "people_desk:end_enrolment": by(WRITERS, fixed(ends_on="2026-10-20"), record=_enrolment),
}
