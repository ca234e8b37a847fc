"""Schools at the county: facts and roles."""

from tests.trust.patterns.entry import COUNTY, by, fixed, own

PATTERNS = {
    "schools_county:designate": by(
        COUNTY, fixed(on="2026-10-20", governed="yes", operator="office", agency="", title_i="none")
    ),
    "schools_county:confirm": by(COUNTY, fixed(), record=own("designation")),
    "schools_county:void": by(COUNTY, fixed(reason="Never held"), record=own("designation")),
    "schools_county:add_day": by(COUNTY, fixed(on="2026-12-11", name="Staff day")),
    "schools_county:void_day": by(COUNTY, fixed(reason="A school day after all"), record=own("day_off")),
    "schools_county:add_count": by(COUNTY, fixed(on="2026-10-07", students="312", english_learners="96")),
    "schools_county:void_count": by(COUNTY, fixed(reason="Miscounted"), record=own("head_count")),
    "schools_county:appoint": by(
        COUNTY,
        lambda world, side: {
            "email": world.cast.readonly.email,
            "kind": "assistant",
            "language": "",
            "on": "2026-10-20",
        },
    ),
    "schools_county:end_role": by(
        COUNTY,
        fixed(ends_on="2026-11-01"),
        record=lambda side: {"pk": side.by.staff_roles.filter(voided_at=None).get().pk},
    ),
}
