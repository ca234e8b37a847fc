"""Who may do what with documents. No query in any predicate."""

from typing import TYPE_CHECKING, Any, NamedTuple

import rules

from schools.rules import approves, is_county, publishes, writes

if TYPE_CHECKING:
    from documents.models import Document


class TextOf(NamedTuple):
    """One language of a school's documents, as permission to approve it is asked for."""

    owner_id: int
    language: str


@rules.predicate
def writes_document(user: Any, document: "Document | None") -> bool:
    return document is not None and writes(user, document.owner_id)


@rules.predicate
def adopts_document(user: Any, document: "Document | None") -> bool:
    return document is not None and publishes(user, document.owner_id)


@rules.predicate
def voids_edition(user: Any, document: "Document | None") -> bool:
    return is_county(user)


@rules.predicate
def approves_text(user: Any, text: TextOf | None) -> bool:
    return text is not None and approves(user, text.owner_id, text.language)


rules.add_perm("documents.write_document", writes_document)
rules.add_perm("documents.adopt_document", adopts_document)
rules.add_perm("documents.void_edition", voids_edition)
rules.add_perm("documents.approve_text", approves_text)
