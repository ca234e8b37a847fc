"""The welcome packet, and how many were given."""

from tests.trust.patterns.entry import WRITERS, Pattern, by, fixed
from tests.trust.words import STAFF

PATTERNS = {
    "compacts_desk:welcome": Pattern(None, (fixed(week="2026-10-21", es="2", en="", other=""),), STAFF, WRITERS),
    "compacts_desk:void": by(WRITERS, fixed(reason="Entered twice"), record=lambda side: {"week": str(side.week)}),
}
