"""T1: nobody sees or changes what is not theirs."""

from tests.servers.promises import scaled
from tests.trust.campaign import Campaign, cases, drawn

# Of all there are (test_patterns.py says that each pattern is among them), some 60,000.
FULL = 20_000


def test_nobody_sees_or_changes_what_is_not_theirs(world, promise):
    chosen = drawn(list(cases(world)), scaled(FULL))
    campaign, found = Campaign(world), []
    with promise("T1") as tally:
        for case in chosen:
            wrong = campaign.faults(case)
            found += wrong
            tally.count(not wrong)
        assert len(chosen) >= scaled(FULL)
        assert not found, "\n".join(found[:200])
