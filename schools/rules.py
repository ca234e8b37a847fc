"""Who may do what at a school: predicates over the roles of the request's user. No query in any of them."""

from typing import TYPE_CHECKING, Any

import rules

from schools.choices import ALL_SCHOOLS, RoleKind

if TYPE_CHECKING:
    from schools.models import School

WRITERS = frozenset({RoleKind.COORDINATOR, RoleKind.ASSISTANT})


def _holds(user: Any, school_id: int | None, kinds: frozenset[Any]) -> bool:
    return any(role.kind in kinds and role.school_id == school_id for role in getattr(user, "roles", ()))


def is_county(user: Any) -> bool:
    """County staff: every school; confirms, overrides, voids."""
    return any(role.kind == RoleKind.COUNTY for role in getattr(user, "roles", ()))


def sees(user: Any, school_id: int | None) -> bool:
    """Any role at the school, or one that sees every school."""
    return any(role.kind in ALL_SCHOOLS or role.school_id == school_id for role in getattr(user, "roles", ()))


def writes(user: Any, school_id: int | None) -> bool:
    """Enters and edits: the school's coordinator and assistant, and county staff."""
    return is_county(user) or _holds(user, school_id, WRITERS)


def publishes(user: Any, school_id: int | None) -> bool:
    """Makes public, releases, adopts: the school's coordinator and county staff, never an assistant."""
    return is_county(user) or _holds(user, school_id, frozenset({RoleKind.COORDINATOR}))


def approves(user: Any, school_id: int | None, language: str) -> bool:
    """Approves texts of one language at the school. That it is not a text they wrote is the action's to check."""
    return any(
        role.kind == RoleKind.APPROVER and role.school_id == school_id and role.language == language
        for role in getattr(user, "roles", ())
    )


@rules.predicate
def county_staff(user: Any, school: "School | None") -> bool:
    return is_county(user)


@rules.predicate
def sees_school(user: Any, school: "School | None") -> bool:
    return school is not None and sees(user, school.pk)


rules.add_perm("schools.view_school", sees_school)
rules.add_perm("schools.designate_school", county_staff)
rules.add_perm("schools.appoint_staff", county_staff)
