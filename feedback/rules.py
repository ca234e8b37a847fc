"""Who reads what families ask, and who answers. What a family says is not for every role at a school."""

from typing import TYPE_CHECKING, Any

import rules

from schools.choices import RoleKind
from schools.rules import publishes, writes

if TYPE_CHECKING:
    from feedback.models import Request

READERS = frozenset({RoleKind.COUNTY_READONLY})
HELPERS = frozenset({RoleKind.LIAISON})


def reads_requests(user: Any, school_id: int | None) -> bool:
    """Those who answer, the school's liaison, and the county that reads."""
    roles = getattr(user, "roles", ())
    return writes(user, school_id) or any(
        role.kind in READERS or (role.kind in HELPERS and role.school_id == school_id) for role in roles
    )


@rules.predicate
def answers(user: Any, request: "Request | None") -> bool:
    return request is not None and writes(user, request.school_id)


@rules.predicate
def corrects(user: Any, request: "Request | None") -> bool:
    return request is not None and publishes(user, request.school_id)


rules.add_perm("feedback.answer_request", answers)
rules.add_perm("feedback.reopen_request", corrects)
