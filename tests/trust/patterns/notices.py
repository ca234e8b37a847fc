"""Notices at the desk."""

from tests.trust.patterns.entry import AT_SCHOOL, NOBODY, PUBLISHERS, Pattern, by, fixed, own

PATTERNS = {
    "notices_desk:page": Pattern(own("invitation")),
    "notices_desk:cancel": by(PUBLISHERS, fixed(), record=own("draft_notice")),
    # Who hands out letters knows the families by name: those at the school who enter them.
    "notices_desk:paper": Pattern(own("invitation"), (), AT_SCHOOL, NOBODY),
    "notices_desk:letters": by(AT_SCHOOL, fixed(), record=own("invitation")),
}
