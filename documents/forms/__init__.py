"""What people fill in around documents: who helped, decisions, reasons, comments and what becomes of them."""

from documents.forms.deciding import NEW_BODY, AdoptionForm, ContributorForm, ReasonForm

__all__ = ["NEW_BODY", "AdoptionForm", "ContributorForm", "ReasonForm"]
