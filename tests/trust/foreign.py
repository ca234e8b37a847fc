"""Forged values: ids of other families and other schools, put wherever the portal takes a value."""

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.trust.actors import ROLES
from tests.trust.addresses import Address, addresses
from tests.trust.campaign import SEED
from tests.trust.forge import Seen
from tests.trust.judge import may_see, may_write
from tests.trust.objects import Target, is_known, targets
from tests.trust.patterns import told
from tests.trust.world import World

# Names a careless form or filter might listen to.
ALSO = (
    "school", "school_id", "owner", "owner_id", "person", "person_id", "person_ids", "child", "child_id", "contact",
    "link", "meeting", "meeting_id", "session", "document", "section", "notice", "request", "user", "user_id", "pk",
    "id", "by", "entered_by", "stop", "start", "slug",
)  # fmt: skip
FILTERS = (
    *ALSO, "q", "year", "edition", "after", "before", "outcome", "class", "sort", "order", "ids", "who", "kind",
    "export",
)  # fmt: skip
ACTORS = ("coordinator", "assistant", "guardian", "anonymous", "approver", "liaison")
PREFIXED = re.compile(r"([a-z]+-)\d+$")
# A number on its own or in a list, not a text a person typed.
NUMBER = re.compile(r"(?<!['\"\w.])\d{7,9}(?!['\"\w.])|(?<=\[)\d{7,9}")


class Forgery(NamedTuple):
    address: Address
    actor: str
    target: Target
    method: str
    form: dict[str, Any]
    what: str

    def __str__(self) -> str:
        return f"{self.method} {self.address.name} as {self.actor} with {self.what}"


def forgeries(world: World, number: int) -> list[Forgery]:
    """Posts first, each form and each of its own fields at least once; then filters; the same every time."""
    chance = random.Random(SEED)
    everything = [*_posts(world, chance), *_filters(world, chance)]
    chance.shuffle(everything)
    first: dict[tuple[str, str, str], Forgery] = {}
    for one in everything:
        first.setdefault((one.address.name, one.method, ""), one)
    chosen = list(first.values())
    kept = set(map(id, chosen))
    return (chosen + [one for one in everything if id(one) not in kept])[: max(number, len(chosen))]


def _posts(world: World, chance: random.Random) -> Iterator[Forgery]:
    for address in filter(is_known, addresses()):
        target = next(iter(targets(address, world)))
        forms = [form(world, world.here) for form in told(address.name).forms] or [{}]
        for actor in ACTORS:
            if may_write(actor, address, target, "POST"):
                for form, field in ((one, field) for one in forms for field in (*one, *ALSO)):
                    forged = _forged(form.get(field), chance.choice(foreign(world, actor)))
                    yield Forgery(address, actor, target, "POST", {**form, field: forged}, f"{field}={forged}")


def _filters(world: World, chance: random.Random) -> Iterator[Forgery]:
    for address in filter(is_known, addresses()):
        target = next(iter(targets(address, world)))
        for actor in ("coordinator", "guardian", "anonymous"):
            for field in FILTERS:
                forged = chance.choice([world.there.school.slug, *foreign(world, actor)])
                yield Forgery(address, actor, target, "GET", {field: forged}, f"?{field}={forged}")


def foreign(world: World, actor: str) -> list[int]:
    """Ids that are none of an actor's business; a family's neighbour is none of a family's."""
    ids = list(world.foreign)
    return ids if actor in ROLES else ids + list(world.neighbours)


def _forged(value: Any, number: int) -> str:
    match = PREFIXED.match(str(value or ""))
    return f"{match[1]}{number}" if match else str(number)


def _numbers(params: str) -> set[int]:
    return set(map(int, NUMBER.findall(params)))


def accepted(forgery: Forgery, seen: Seen, world: World) -> list[str]:
    """What came of a forged value: rows written with it, words shown because of it, a crash."""
    said = [f"answers {seen.status}: {seen.log[-400:]}"] if seen.status == 500 else []
    strange = set(foreign(world, forgery.actor))
    said += [f"writes {table} {params[:200]}" for table, params in seen.written if strange & _numbers(params)]
    shown = world.words.found(seen.text)
    hidden = [word for word in shown if not may_see(word, forgery.actor, forgery.address, forgery.target)]
    said += [f"shows {word.what} of {word.side}" for word in hidden]
    return [f"{forgery}: {sentence}" for sentence in said]
