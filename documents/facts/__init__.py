"""What compliance and the documents' own pages read: editions in force, the work with families, what is lacking."""

from documents.facts.lacks import Held, Lack, added_sections, held, lacking, required, undecidable
from documents.facts.published import EditionFact, last_texts, published

__all__ = [
    "EditionFact",
    "Held",
    "Lack",
    "added_sections",
    "held",
    "lacking",
    "last_texts",
    "published",
    "required",
    "undecidable",
]
