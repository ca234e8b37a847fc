"""Who may make a policy public. No query in any predicate."""

from typing import TYPE_CHECKING, Any

import rules

from schools.rules import publishes

if TYPE_CHECKING:
    from documents.models import Document


@rules.predicate
def publishes_policy(user: Any, document: "Document | None") -> bool:
    return document is not None and publishes(user, document.owner_id)


rules.add_perm("policies.publish_policy", publishes_policy)
