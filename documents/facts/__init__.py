"""What compliance and the documents' own pages read: editions in force, the work with families, what is lacking."""

from documents.facts.joint import Joint, Paper, joint
from documents.facts.lacks import Held, Lack, added_sections, held, lacking, required, undecidable
from documents.facts.published import (
    EditionFact,
    kinds_in_force,
    last_sections,
    last_texts,
    of_kinds,
    own_headings,
    published,
)

__all__ = [
    "EditionFact",
    "Held",
    "Joint",
    "Lack",
    "Paper",
    "added_sections",
    "held",
    "joint",
    "kinds_in_force",
    "lacking",
    "last_sections",
    "last_texts",
    "of_kinds",
    "own_headings",
    "published",
    "required",
    "undecidable",
]
