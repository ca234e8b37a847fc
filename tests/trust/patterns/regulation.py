"""The rules families and staff read."""

from tests.trust.patterns.entry import Pattern

PATTERNS = {
    "regulation:detail": Pattern(lambda side: {"code": "B1"}),
}
