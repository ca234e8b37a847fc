"""A school's policy."""

from tests.trust.patterns.entry import PUBLISHERS, Pattern, fixed, own
from tests.trust.words import STAFF

PATTERNS = {
    "policies_desk:amended": Pattern(own("document"), (fixed(mark="1"),), STAFF, PUBLISHERS),
}
