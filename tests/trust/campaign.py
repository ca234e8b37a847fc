"""Every forged request there is, and a part of them chosen the same way every time."""

import random
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from tests.trust.actors import ACTORS
from tests.trust.addresses import Address, addresses
from tests.trust.forge import METHODS, Seen, send
from tests.trust.judge import faults, may_open
from tests.trust.objects import Target, is_known, targets
from tests.trust.patterns import payload, told
from tests.trust.world import World

SEED = 6020
# How often a method and a record are drawn when not all are: reading and posting what is there finds the most.
METHOD = {"GET": 6, "POST": 6}
RECORD = {"here": 4, "there": 3, "only": 3, "crossed": 2, "mixed": 2}


class Case(NamedTuple):
    address: Address
    actor: str
    target: Target
    method: str
    language: str
    # Which of the page's forms is posted.
    form: int = 0

    def __str__(self) -> str:
        form = f" form {self.form + 1}" if self.form else ""
        return f"{self.method}{form} {self.address.name} ({self.target.kind}, {self.language}) as {self.actor}"


def cases(world: World) -> Iterator[Case]:
    """Every pattern x person x record x method; reading and posting in both languages, the rest in one of them."""
    for address in filter(is_known, addresses()):
        found = list(targets(address, world))
        for actor in ACTORS:
            for target in found:
                for method in METHODS:
                    for language in _languages(address, actor, method):
                        for form in range(_forms(address, method)):
                            yield Case(address, actor, target, method, language, form)


def _forms(address: Address, method: str) -> int:
    """How many different things are sent to an address this way."""
    return max(1, len(told(address.name).forms)) if method == "POST" else 1


def _languages(address: Address, actor: str, method: str) -> tuple[str, ...]:
    if not address.has_language:
        return ("es",)
    if method in ("GET", "POST"):
        return ("es", "en")
    return (("es", "en")[zlib.crc32(f"{address.name}{actor}{method}".encode()) % 2],)


def drawn(everything: list[Case], number: int) -> list[Case]:
    """A part, the same every time: for each person each page they may open, else one try; then others.

    Of fewer than there are people at pages, each page gets as many as the others.
    """
    chance = random.Random(SEED)
    shuffled = sorted(everything, key=lambda case: chance.random() ** (1 / _weight(case)), reverse=True)
    shuffled.sort(key=lambda case: not (case.method == "GET" and case.target.kind in ("only", "here") and _opens(case)))
    first: dict[tuple[str, str], Case] = {}
    for case in shuffled:
        first.setdefault((case.address.name, case.actor), case)
    chosen = list(first.values())
    chance.shuffle(chosen)
    chosen = _evenly(chosen)[:number]
    kept = set(map(id, chosen))
    more = [case for case in shuffled if id(case) not in kept]
    more.sort(key=lambda case: chance.random() ** (1 / _weight(case)), reverse=True)
    return chosen + more[: max(0, number - len(chosen))]


def _evenly(given: list[Case]) -> list[Case]:
    """Each address's first case, then each one's second, and so on."""
    met: Counter[str] = Counter()
    rank: dict[int, int] = {}
    for case in given:
        rank[id(case)] = met[case.address.name]
        met[case.address.name] += 1
    return sorted(given, key=lambda case: rank[id(case)])


def _weight(case: Case) -> int:
    return METHOD.get(case.method, 1) * RECORD.get(case.target.kind, 1)


def _opens(case: Case) -> bool:
    return may_open(case.actor, case.address, case.target)


@dataclass
class Campaign:
    """Sends cases and judges them; what the absent record answers is asked once."""

    world: World
    sent: int = 0

    def __post_init__(self) -> None:
        self._absent: dict[tuple[str, str, str, str, str, int], Seen] = {}

    def faults(self, case: Case) -> list[str]:
        """Everything wrong with one case, each with the case in words."""
        seen = self._send(case, case.target)
        absent = partial(self._of_absent, case) if case.target.kind != "only" else None
        return [f"{case} {sentence}" for sentence in faults(case, seen, absent, self.world.words)]

    def _of_absent(self, case: Case) -> Seen:
        key = (case.address.name, case.actor, str(case.target.absent), case.method, case.language, case.form)
        if key not in self._absent:
            self._absent[key] = self._send(case, case.target._replace(kwargs=case.target.absent))
        return self._absent[key]

    def _send(self, case: Case, target: Target) -> Seen:
        self.sent += 1
        url = case.address.url(case.language, **target.kwargs)
        # Another school's record is posted what one would post there.
        side = self.world.side(target.side)
        data = payload(case.address.name, self.world, side, case.form) if case.method == "POST" else None
        return send(self.world.actors[case.actor], case.method, url, data)
