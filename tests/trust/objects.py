"""Which record each address is tried on: one's own, another family's, another school's, and none at all."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

from tests.trust.addresses import Address
from tests.trust.world import World

ABSENT_ID, ABSENT_WORD = 999_999_999, "nothing-here"
# The side of a school the directory has closed: the office's alone.
CLOSED = "nowhere"
# Not the id of anybody's record.
PLAIN = frozenset({"slug", "code", "verb", "key", "number"})
Kwargs = dict[str, Any]
Found = Callable[[SimpleNamespace], Kwargs]


def _meeting(name: str) -> Found:
    return lambda side: {"pk": getattr(side, name).pk}


# Beside `slug`, which is always the side's school. A pattern without a line is refused by test_payloads.py.
RECORDS: dict[str, Found] = {
    **dict.fromkeys(("regulation:detail", "desk:why"), lambda side: {"code": "B1"}),
    **{f"meetings:{name}": _meeting("coming") for name in ("page", "flyer", "calendar_one", "answer")},
    "me_answer": _meeting("coming"),
    **{f"meetings_desk:{name}": _meeting("draft") for name in ("what", "sessions", "agenda", "services")},
    "meetings_desk:page": _meeting("coming"),
    "meetings_desk:call": _meeting("ready"),
    "meetings_desk:invite": _meeting("uninvited"),
    "meetings_desk:cancel": _meeting("coming"),
    "meetings_desk:minutes": _meeting("held"),
    "meetings_desk:count": lambda side: {"pk": side.uncounted.pk, "session": side.uncounted.sessions.get().pk},
    "meetings_desk:void_count": lambda side: {"pk": side.held.pk, "count": side.count.pk},
    **{f"compliance_desk:{name}": lambda side: {"pk": side.action.pk} for name in ("action", "file")},
    "feedback_desk:answer": lambda side: {"pk": side.request.pk},
    "feedback_desk:reopen": lambda side: {"pk": side.answered.pk},
    **{
        f"people_desk:{name}": lambda side: {"pk": side.family.person.pk}
        for name in ("family", "correct", "new_contact", "new_student")
    },
    "people_desk:new_link": lambda side: {"pk": side.second.person.pk},
    "people_desk:contact": lambda side: {"pk": side.family.person.pk, "contact": side.family.email.pk, "verb": "end"},
    **{
        f"people_desk:{name}": lambda side: {"pk": side.family.person.pk, "link": side.family.link.pk}
        for name in ("link", "end_link")
    },
    **{
        f"people_desk:{name}": lambda side: {"pk": side.family.enrolment.pk}
        for name in ("student", "new_guardian", "end_enrolment")
    },
    **{f"schools_county:{name}": lambda side: {"pk": side.designation.pk} for name in ("confirm", "void")},
    "schools_county:end_role": lambda side: {"pk": side.by.staff_roles.filter(voided_at=None).get().pk},
    "meetings_token:answer": lambda side: {"token": side.family.token},
    **{f"meetings_token:{name}": lambda side: {"key": side.family.key} for name in ("done", "change", "calendar")},
    **{f"documents_desk:{name}": lambda side: {"pk": side.document.pk} for name in ("page", "contributor", "adopt")},
    "policies_desk:amended": lambda side: {"pk": side.document.pk},
    **{
        f"documents_desk:{name}": lambda side: {"pk": side.document.pk, "key": side.section.key}
        for name in ("section", "approve", "lead")
    },
    "documents_desk:contributor_void": lambda side: {"pk": side.document.pk, "row": side.contributor.pk},
    "documents_desk:void_edition": lambda side: {"pk": side.document.pk, "number": side.edition.number},
    "documents_desk:publish": lambda side: {"pk": side.adopted.pk},
    "documents_desk:take_back": lambda side: {"pk": side.adopted.pk},
    **{f"notices_desk:{name}": lambda side: {"pk": side.invitation.pk} for name in ("page", "paper", "letters")},
    "notices_desk:cancel": lambda side: {"pk": side.draft_notice.pk},
    "account_reset_password_from_key": lambda side: dict(zip(("uidb36", "key"), side.reset_key, strict=True)),
}


class Target(NamedTuple):
    """One record under an address: its kind, the side it belongs to ("" for nobody's), and the link that shows it."""

    kind: str
    side: str
    kwargs: Kwargs
    absent: Kwargs
    bearer: str = ""


def is_known(address: Address) -> bool:
    """Whether it is said which record stands for each side at an address."""
    return address.name in RECORDS or not set(address.params) - {"slug"}


def targets(address: Address, world: World) -> Iterator[Target]:
    """Every kind of record there is to try at an address, each with the absent one it must read like."""
    if not address.params:
        yield Target("only", "here", {}, {})
        return
    here, there = (_kwargs(address, side) for side in (world.here, world.there))
    yield Target("here", "here", here, _absent(address, here), _bearer(address, "here", "family"))
    yield Target("there", "there", there, _absent(address, there), _bearer(address, "there", "family"))
    yield Target("absent", "", _absent(address, here), _absent(address, here))
    ids = [name for name in address.params if name not in PLAIN]
    if "slug" in address.params:
        closed = here | {"slug": world.closed.slug}
        yield Target("closed", CLOSED, closed, _absent(address, here))
        if ids:
            nothing = dict.fromkeys(ids, ABSENT_ID)
            yield Target("crossed", "", here | {name: there[name] for name in ids}, here | nothing)
            last = ids[-1]
            yield Target("mixed", "", here | {last: there[last]}, here | {last: ABSENT_ID})
    for key in ("neighbour", "revoked"):
        if address.audience == "token" and (key == "neighbour" or "token" in address.params):
            yield _linked(address, world.here, key)


def _kwargs(address: Address, side: SimpleNamespace) -> Kwargs:
    found = RECORDS[address.name](side) if set(address.params) - {"slug"} else {}
    return {"slug": side.school.slug, **found} if "slug" in address.params else found


def _absent(address: Address, like: Kwargs) -> Kwargs:
    """No such school; where no school is named, no such record."""
    if "slug" in address.params:
        return like | {"slug": ABSENT_WORD}
    return {name: ABSENT_ID if isinstance(value, int) else ABSENT_WORD for name, value in like.items()}


def _linked(address: Address, side: SimpleNamespace, key: str) -> Target:
    """A link of another family of the same school; one whose guardian's link has ended is nobody's."""
    param = address.params[0]
    kwargs = {param: getattr(getattr(side, key), param)}
    owner = "" if key == "revoked" else side.key
    return Target(key, owner, kwargs, {param: ABSENT_WORD}, _bearer(address, side.key, key))


def _bearer(address: Address, side: str, key: str) -> str:
    return f"key:{side}:{key}" if address.audience == "token" and "key" in address.params else ""
