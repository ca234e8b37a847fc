"""Standing: the desk, why, attested actions, the matrix."""

from tests.trust.patterns.entry import COUNTY, PUBLISHERS, WRITERS, Pattern, by, fixed, own
from tests.trust.words import STAFF

PATTERNS = {
    "desk:why": Pattern(
        lambda side: {"code": "B1"},
        (fixed(standing="complete", reason="Seen on paper"), fixed(due_on="2026-12-01")),
        STAFF,
        COUNTY,
    ),
    "compliance_desk:new": by(
        WRITERS,
        lambda world, side: {
            "provision": side.provision,
            "on": "2026-10-06",
            "description": "A talk",
            "person": "The principal",
        },
    ),
    "compliance_desk:action": Pattern(own("action"), (fixed(reason="Entered twice"),), STAFF, PUBLISHERS),
    "compliance_desk:file": Pattern(own("action")),
}
