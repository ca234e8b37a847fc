"""What people fill in around documents: who helped, decisions, reasons, comments and what becomes of them."""

from documents.forms.answering import CopyForm, LetterForm, ReplyForm, SendBackForm, WindowForm, WithholdForm
from documents.forms.commenting import CommentForm, EnterForm
from documents.forms.deciding import NEW_BODY, AdoptionForm, ContributorForm, ReasonForm, SendForm
from documents.forms.pointing import StrategyForm
from documents.forms.writing import (
    REVIEW_DAYS,
    AskedSectionForm,
    HeadingForm,
    LookedAgainForm,
    OlderForm,
    OwnSectionForm,
    PlanForm,
    WordForm,
)

__all__ = [
    "NEW_BODY",
    "REVIEW_DAYS",
    "AdoptionForm",
    "AskedSectionForm",
    "CommentForm",
    "ContributorForm",
    "CopyForm",
    "EnterForm",
    "HeadingForm",
    "LetterForm",
    "LookedAgainForm",
    "OlderForm",
    "OwnSectionForm",
    "PlanForm",
    "ReasonForm",
    "ReplyForm",
    "SendBackForm",
    "SendForm",
    "StrategyForm",
    "WindowForm",
    "WithholdForm",
    "WordForm",
]
