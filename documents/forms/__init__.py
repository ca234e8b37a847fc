"""What people fill in around documents: who helped, decisions, reasons, comments and what becomes of them."""

from documents.forms.answering import CopyForm, LetterForm, ReplyForm, WindowForm, WithholdForm
from documents.forms.commenting import CommentForm, EnterForm
from documents.forms.deciding import NEW_BODY, AdoptionForm, ContributorForm, ReasonForm

__all__ = [
    "NEW_BODY",
    "AdoptionForm",
    "CommentForm",
    "ContributorForm",
    "CopyForm",
    "EnterForm",
    "LetterForm",
    "ReasonForm",
    "ReplyForm",
    "WindowForm",
    "WithholdForm",
]
