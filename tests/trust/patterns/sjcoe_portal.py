"""A guardian's own pages."""

from tests.trust.patterns.entry import Pattern, fixed, own

PATTERNS = {
    "me": Pattern(forms=(fixed(reads="en"), lambda world, side: {"stop": str(side.family.email.pk)})),
    "me_answer": Pattern(own("coming"), (fixed(),)),
}
