"""T2: T1 would notice each scope and permission removed; a case counts only if it is clean with it in place."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice

import pytest

from tests.servers.promises import IS_FULL
from tests.trust.campaign import SEED, Campaign, Case, cases
from tests.trust.guards import Guard, before, guards
from tests.trust.judge import may_open, may_write
from tests.trust.world import World

MOST = 3000 if IS_FULL else 1000
# Whose rights end somewhere: a removed guard shows with them.
TELLING = {"assistant", "approver", "liaison", "elsewhere", "readonly", "reviewer", "guardian", "revoked"}


class Knocks:
    """Reading and posting what is there, in one language, in a fixed order: the most telling first."""

    def __init__(self, world: World) -> None:
        chance = random.Random(SEED)
        spanish = (case for case in cases(world) if case.language == "es" and case.target.kind != "absent")
        chosen = [case for case in spanish if case.method in ("GET", "POST")]
        self.all = sorted(chosen, key=lambda case: chance.random() + 2 * (case.actor not in TELLING) + is_allowed(case))
        self._near: dict[str, list[Case]] = defaultdict(list)
        for case in self.all:
            name, actor = case.address.name, case.actor
            for key in (
                case.address.room,
                f"{case.address.room} {case.target.kind}",
                name,
                actor,
                f"{name} as {actor}",
            ):
                self._near[key].append(case)
        # Cases found wrong even with every guard in place, which say nothing here.
        self.faulty: set[int] = set()

    def near(self, guard: Guard) -> Iterator[Case]:
        """The cases where its loss would show first, then the others; as many as one waits for."""
        first = self._near.get(guard.near) or self._near.get(guard.near.split(" ")[0], [])
        seen = set(map(id, first))
        return islice(chain(first, (case for case in self.all if id(case) not in seen)), MOST)


def is_allowed(case: Case) -> bool:
    """Whether it may do what it does anyway, so that a guard gone changes little."""
    if case.method == "POST":
        return may_write(case.actor, case.address, case.target, "POST")
    return may_open(case.actor, case.address, case.target)


@contextmanager
def removed(world: World, *gone: Guard) -> Iterator[Campaign]:
    """The portal without some of its guards."""
    with pytest.MonkeyPatch.context() as patch:
        for guard in gone:
            guard.remove(patch)
        # The others are asked for anew at each request.
        if anew := any(guard.group == "doors" for guard in gone):
            world.restart()
        yield Campaign(world)
    if anew:
        world.restart()


def caught(world: World, guard: Guard, knocks: Knocks) -> str:
    """The first fault that shows with the guard gone and not with it in place; empty where none does."""
    left, first = knocks.near(guard), before(guard)
    while True:
        with removed(world, *first, guard) as broken:
            tried = ((case, broken.faults(case)) for case in left if id(case) not in knocks.faulty)
            found = next((pair for pair in tried if pair[1]), None)
        if found is None:
            return ""
        with removed(world, *first) as whole:
            if not whole.faults(found[0]):
                return found[1][0]
        if not first:
            knocks.faulty.add(id(found[0]))


@pytest.fixture(scope="module")
def knocks(shared_world: World) -> Knocks:
    return Knocks(shared_world)


GROUPS = sorted({guard.group for guard in guards()})


@pytest.mark.parametrize("group", GROUPS)
def test_each_scope_and_permission_removed_is_noticed(world, knocks, promise, group):
    missed = []
    with promise("T2") as tally:
        for guard in guards():
            if guard.group == group:
                is_caught = bool(caught(world, guard, knocks))
                tally.count(is_caught)
                missed += [] if is_caught else [guard.name]
        assert not missed, f"removed without anybody noticing: {missed}"
