"""T2: T1 would notice each scope and permission removed; a case counts only if it is clean with it in place."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.servers.promises import IS_FULL
from tests.trust.campaign import SEED, Campaign, Case, cases
from tests.trust.guards import Guard, before, guards
from tests.trust.judge import may_open, may_write
from tests.trust.world import World

MOST = 1500 if IS_FULL else 700
# Whose rights end somewhere: a removed guard shows with them.
TELLING = {"assistant", "approver", "liaison", "elsewhere", "readonly", "reviewer", "guardian", "revoked"}


@contextmanager
def removed(world: World, *gone: Guard) -> Iterator[Campaign]:
    """The portal without some of its guards."""
    with pytest.MonkeyPatch.context() as patch:
        for guard in gone:
            guard.remove(patch)
        world.restart()
        yield Campaign(world)
    world.restart()


def near(guard: Guard, everything: list[Case]) -> Iterator[Case]:
    """The cases where its loss would show first, then the others; as many as one waits for."""
    first = sorted(everything, key=lambda case: guard.near not in (case.address.room, case.address.name, case.actor))
    return iter(first[:MOST])


def caught(world: World, guard: Guard, everything: list[Case], faulty: set[str]) -> str:
    """The first fault that shows with the guard gone and not with it in place; empty where none does.

    `faulty`: cases found wrong even with every guard in place, which say nothing here.
    """
    left, first = near(guard, everything), before(guard)
    while True:
        with removed(world, *first, guard) as broken:
            tried = ((case, broken.faults(case)) for case in left if str(case) not in faulty)
            found = next((pair for pair in tried if pair[1]), None)
        if found is None:
            return ""
        with removed(world, *first) as whole:
            if not whole.faults(found[0]):
                return found[1][0]
        if not first:
            faulty.add(str(found[0]))


@pytest.fixture
def reduced(world: World) -> list[Case]:
    """Reading and posting what is there, in one language, in a fixed order: the most telling first."""
    chance = random.Random(SEED)
    spanish = (case for case in cases(world) if case.language == "es" and case.target.kind != "absent")
    chosen = [case for case in spanish if case.method in ("GET", "POST")]
    return sorted(chosen, key=lambda case: chance.random() + 2 * (case.actor not in TELLING) + is_allowed(case))


def is_allowed(case: Case) -> bool:
    """Whether it may do what it does anyway, so that a guard gone changes little."""
    if case.method == "POST":
        return may_write(case.actor, case.address, case.target, "POST")
    return may_open(case.actor, case.address, case.target)


def chosen() -> list[Guard]:
    """All of them; of the doors of single addresses a part, unless everything is asked for."""
    found = list(guards())
    doors = [guard for guard in found if guard.name.startswith("audience of")]
    left_out = set() if IS_FULL else {guard.name for place, guard in enumerate(doors) if place % 5}
    return [guard for guard in found if guard.name not in left_out]


def test_each_scope_and_permission_removed_is_noticed(world, reduced, promise):
    missed, faulty = [], set()
    with promise("T2") as tally:
        for guard in chosen():
            found = caught(world, guard, reduced, faulty)
            tally.count(bool(found))
            if not found:
                missed.append(guard.name)
        assert not missed, f"removed without anybody noticing: {missed}"
