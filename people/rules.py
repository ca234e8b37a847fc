"""Who may open and change families' records."""

from typing import TYPE_CHECKING, Any

import rules

from schools.choices import RoleKind
from schools.rules import is_county, writes

if TYPE_CHECKING:
    from schools.models import School

# Approvers of texts and outside reviewers have no need of families' names.
AT_SCHOOL = frozenset({RoleKind.COORDINATOR, RoleKind.ASSISTANT, RoleKind.LIAISON})


@rules.predicate
def reads_families(user: Any, school: "School | None") -> bool:
    return school is not None and any(
        role.kind in (RoleKind.COUNTY, RoleKind.COUNTY_READONLY)
        or (role.kind in AT_SCHOOL and role.school_id == school.pk)
        for role in getattr(user, "roles", ())
    )


@rules.predicate
def writes_families(user: Any, school: "School | None") -> bool:
    return school is not None and writes(user, school.pk)


@rules.predicate
def ends_by_order(user: Any, school: "School | None") -> bool:
    """Ends a link by an order seen: the school's coordinator and assistant who saw it, and county staff."""
    return is_county(user) or writes_families(user, school)


rules.add_perm("people.view_families", reads_families)
rules.add_perm("people.change_families", writes_families)
rules.add_perm("people.end_link", ends_by_order)
