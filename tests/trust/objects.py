"""Which record each address is tried on: one's own, another family's, another school's, and none at all."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import NamedTuple

from tests.trust.addresses import Address
from tests.trust.patterns import told
from tests.trust.patterns.entry import Kwargs
from tests.trust.world import World

ABSENT_ID, ABSENT_WORD = 999_999_999, "nothing-here"
# The side of a school the directory has closed: the office's alone.
CLOSED = "nowhere"
# Not the id of anybody's record.
PLAIN = frozenset({"slug", "code", "verb", "key", "number", "kind"})


class Target(NamedTuple):
    """One record under an address: its kind, the side it belongs to ("" for nobody's), and the link that shows it."""

    kind: str
    side: str
    kwargs: Kwargs
    absent: Kwargs
    bearer: str = ""


def is_known(address: Address) -> bool:
    """Whether it is said which record stands for each side at an address."""
    return told(address.name).record is not None or not set(address.params) - {"slug"}


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
    record = told(address.name).record
    found = record(side) if record else {}
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
