"""Tables of the documents room: texts, editions, the work with families, and what goes on from it."""

from documents.models.editions import (
    Edition,
    EditionFile,
    EditionSection,
    EditionVoid,
    Receipt,
    Recording,
)
from documents.models.joint import Answer, Comment, CommentCopy, ReviewText, ReviewWindow
from documents.models.onward import OpenPoint, Submission, SubmittedComment
from documents.models.returned import SentBack
from documents.models.texts import (
    AddedSection,
    Adoption,
    Contributor,
    Document,
    Parity,
    PeriodicReview,
    Section,
)

__all__ = [
    "AddedSection",
    "Adoption",
    "Answer",
    "Comment",
    "CommentCopy",
    "Contributor",
    "Document",
    "Edition",
    "EditionFile",
    "EditionSection",
    "EditionVoid",
    "OpenPoint",
    "Parity",
    "PeriodicReview",
    "Receipt",
    "Recording",
    "ReviewText",
    "ReviewWindow",
    "Section",
    "SentBack",
    "Submission",
    "SubmittedComment",
]
