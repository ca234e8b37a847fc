"""Who may see, undo and hand out notices. No query in any of them."""

from typing import TYPE_CHECKING, Any

import rules

from people.rules import AT_SCHOOL
from schools.rules import WRITERS, publishes, sees

if TYPE_CHECKING:
    from notices.models import Notice


def _works_at(user: Any, school_id: int, kinds: frozenset[Any]) -> bool:
    return any(role.kind in kinds and role.school_id == school_id for role in getattr(user, "roles", ()))


@rules.predicate
def sees_notice(user: Any, notice: "Notice | None") -> bool:
    return notice is not None and sees(user, notice.owner_id)


@rules.predicate
def cancels(user: Any, notice: "Notice | None") -> bool:
    return notice is not None and publishes(user, notice.owner_id)


@rules.predicate
def sees_recipients(user: Any, notice: "Notice | None") -> bool:
    """Names are for who works with the families at the school; the county sees numbers."""
    return notice is not None and _works_at(user, notice.owner_id, AT_SCHOOL)


@rules.predicate
def hands_out(user: Any, notice: "Notice | None") -> bool:
    """Prints letters, and so makes links in families' names: who enters families at the school."""
    return notice is not None and _works_at(user, notice.owner_id, WRITERS)


rules.add_perm("notices.view_notice", sees_notice)
rules.add_perm("notices.cancel_notice", cancels)
rules.add_perm("notices.view_recipients", sees_recipients)
rules.add_perm("notices.print_letters", hands_out)
