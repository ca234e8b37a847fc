"""Who may do what with actions, overrides and the calendar."""

import rules

from schools.rules import is_county, publishes, writes


@rules.predicate
def writes_here(user, school):  # type: ignore[no-untyped-def]
    return school is not None and writes(user, school.pk)


@rules.predicate
def publishes_here(user, school):  # type: ignore[no-untyped-def]
    return school is not None and publishes(user, school.pk)


@rules.predicate
def county_staff(user):  # type: ignore[no-untyped-def]
    return is_county(user)


rules.add_perm("compliance.attest", writes_here)
rules.add_perm("compliance.void_action", publishes_here)
rules.add_perm("compliance.override", county_staff)
