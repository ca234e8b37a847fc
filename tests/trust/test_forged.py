"""T1: nobody sees or changes what is not theirs."""

import zlib

import pytest

from tests.servers.promises import scaled
from tests.trust.campaign import Campaign, Case, cases, drawn

# Of all there are, some 90,000; test_patterns.py says that each pattern is among them. A tenth is most of the people at
# each pattern once; the whole is every person there, and more of their records and methods.
FULL = 12_000
# By address, so that workers share them and what an absent record answers is asked once.
PARTS = 8


@pytest.fixture(scope="module")
def chosen(shared_world) -> list[Case]:
    return drawn(list(cases(shared_world)), scaled(FULL))


def part_of(case: Case) -> int:
    return zlib.crc32(case.address.name.encode()) % PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_sees_or_changes_what_is_not_theirs(world, chosen, promise, part):
    campaign, found = Campaign(world), []
    with promise("T1") as tally:
        for case in filter(lambda case: part_of(case) == part, chosen):
            wrong = campaign.faults(case)
            found += wrong
            tally.count(not wrong)
        assert not found, "\n".join(found[:200])


def test_there_are_as_many_as_promised(chosen):
    assert len(chosen) >= scaled(FULL)
