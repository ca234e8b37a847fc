"""What a person entitled to it would really post at each address: a hole must not hide behind a form's errors."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests.trust.world import World

Form = dict[str, Any]
Build = Callable[[World, SimpleNamespace], Form]
GUARDIAN = {
    "given_name": "Nadia",
    "family_name": "Nueva",
    "reads": "es",
    "speaks": "",
    "email": "nadia@families.invalid",
}
STUDENT = {"child_name": "Noel", "grade": "2", "class_name": "", "on": "2026-10-01"}
TIE = {"kind": "parent", "may_receive": "on"}
TITLES = {"title_es": "Junta de otoño", "title_en": "Autumn meeting"}
HOURS = {"day": "2026-11-30", "starts": "09:00", "ends": "10:00", "place_es": "Sala 2", "place_en": "Room 2"}
TEXTS = {"text_es": "Se habló de todo.", "text_en": "Everything was talked about."}


def fixed(**form: Any) -> Build:
    return lambda world, side: dict(form)


def _rows(*rows: Form) -> Form:
    """A formset's fields."""
    count = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    return count | {f"form-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def _session(world: World, side: SimpleNamespace) -> str:
    return f"session-{side.coming.sessions.get().pk}"


def _answer(key: str) -> Build:
    return lambda world, side: {
        "coming": _session(world, side), "party": "4", "ride": "on", "call_me": "no", "phone": "2095550100", "key": key,
    }  # fmt: skip


DESK: dict[str, Build] = {
    "desk:why": fixed(standing="complete", reason="Seen on paper"),
    "compliance_desk:new": lambda world, side: {
        "provision": side.provision, "on": "2026-10-06", "description": "A talk", "person": "The principal",
    },
    "compliance_desk:action": fixed(reason="Entered twice"),
    "documents_desk:start": fixed(kind="site_policy", year="2027"),
    "documents_desk:contributor": fixed(role="family", count="3", how="At a meeting", name="", on="2026-10-20"),
    "documents_desk:contributor_void": fixed(reason="Entered twice"),
    "documents_desk:adopt": fixed(body="another", other_body="The board", on="2026-10-20", vote="5-0"),
    "documents_desk:publish": fixed(),
    "documents_desk:take_back": fixed(),
    "documents_desk:void_edition": fixed(reason="The wrong text"),
    "documents_desk:section": lambda world, side: {"es": "Otro texto", "revision_es": str(side.section.revision)},
    "documents_desk:approve": lambda world, side: {
        "language": "es", "verb": side.verb, "revision": str(side.section.revision),
    },
    "documents_desk:lead": fixed(language="es"),
    "policies_desk:amended": fixed(mark="1"),
    "notices_desk:cancel": fixed(),
    "notices_desk:letters": fixed(),
    "feedback_desk:answer": fixed(met="yes", text="It was provided", on="2026-10-27"),
    "feedback_desk:reopen": fixed(reason="The wrong family"),
    "meetings_desk:new": fixed(kind="family", **TITLES),
    "meetings_desk:what": fixed(**TITLES),
    "meetings_desk:sessions": fixed(**_rows(HOURS)),
    "meetings_desk:agenda": fixed(**_rows({"topic": "other", **TEXTS})),
    "meetings_desk:services": fixed(ride="on"),
    "meetings_desk:call": fixed(),
    "meetings_desk:invite": fixed(subject_es="Venga", body_es="Aquí {link}", subject_en="Come", body_en="Here {link}"),
    "meetings_desk:cancel": fixed(reason="The room burned down"),
    "meetings_desk:count": fixed(people="7", method="counted"),
    "meetings_desk:void_count": fixed(reason="Counted twice"),
    "meetings_desk:minutes": fixed(**TEXTS),
    "people_desk:search": fixed(words="a"),
    "people_desk:new": fixed(**GUARDIAN, **STUDENT, **TIE),
    "people_desk:correct": fixed(given_name="Nadia", family_name="Nueva", reads="en", speaks=""),
    "people_desk:new_contact": fixed(kind="email", value="another@families.invalid"),
    "people_desk:contact": fixed(),
    "people_desk:new_student": fixed(**STUDENT, **TIE),
    "people_desk:new_link": lambda world, side: {"child": side.second.sibling.child_id, "on": "2026-10-01", **TIE},
    "people_desk:link": fixed(kind="caregiver", may_receive="on"),
    "people_desk:end_link": fixed(order_seen_on="2026-10-20"),
    "people_desk:student": fixed(child_name="Noel", grade="4", class_name="", on="2026-10-01"),
    "people_desk:new_guardian": fixed(**GUARDIAN, **TIE, on="2026-10-01"),
    "people_desk:end_enrolment": fixed(ends_on="2026-10-20"),
    "schools_county:designate": fixed(on="2026-10-20", governed="yes", operator="office", agency="", title_i="none"),
    "schools_county:confirm": fixed(),
    "schools_county:void": fixed(reason="Never held"),
    "schools_county:appoint": lambda world, side: {
        "email": world.cast.readonly.email, "kind": "assistant", "language": "", "on": "2026-10-20",
    },
    "schools_county:end_role": fixed(ends_on="2026-11-01"),
}  # fmt: skip
OPEN: dict[str, Build] = {
    "feedback:ask": fixed(kind="question", detail="When does it begin?", speaks="es", key="a"),
    "meetings:answer": _answer("forged"),
    "meetings_token:answer": _answer("forged-by-link"),
    "meetings_token:change": _answer("changed"),
}
OWN: dict[str, Build] = {
    "me": fixed(reads="en"),
    "me_answer": fixed(),
    "account_change_password": fixed(
        oldpassword="correct horse battery", password1="another horse battery", password2="another horse battery"
    ),
    "account_login": lambda world, side: {"email": side.family.email.value},
    "account_request_login_code": lambda world, side: {"email": side.family.email.value},
    "account_staff_login": lambda world, side: {"login": side.by.email, "password": "a wrong password"},
    "account_reset_password": lambda world, side: {"email": side.by.email},
    "account_reauthenticate": fixed(password="correct horse battery"),
}
PAYLOADS: dict[str, Build] = DESK | OPEN | OWN


def payload(name: str, world: World, side: SimpleNamespace) -> Form:
    return PAYLOADS[name](world, side) if name in PAYLOADS else {}
