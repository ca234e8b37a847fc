"""Words of the feedback room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    INTERPRETER = "interpreter", _("Interpreter")
    CHILD_CARE = "child_care", _("Child care")
    RIDE = "ride", _("A ride")
    FORMAT = "format", _("Large print, audio, braille or sign language")
    CALL = "call", _("A phone call")
    QUESTION = "question", _("A question or suggestion")
    MEETING = "meeting", _("A meeting with the school")
    OTHER = "other", _("Something else")


class Spoken(models.TextChoices):
    """Languages a family may ask to be spoken to in; those heard most in the county's schools, and sign language."""

    SPANISH = "es", _("Spanish")
    ENGLISH = "en", _("English")
    PUNJABI = "pa", _("Punjabi")
    KHMER = "km", _("Cambodian (Khmer)")
    HMONG = "hmn", _("Hmong")
    VIETNAMESE = "vi", _("Vietnamese")
    TAGALOG = "tl", _("Tagalog")
    SIGN = "ase", _("Sign language")
    OTHER = "other", _("Another: we will call you")


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("staff", "Waiting for an answer")
    MET = "met", pgettext_lazy("staff", "Provided")
    ANSWERED = "answered", pgettext_lazy("staff", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("staff", "No longer needed")


TRANSITIONS: dict[str, set[str]] = {
    State.OPEN: {State.MET, State.ANSWERED, State.WITHDRAWN},
    State.MET: {State.OPEN},
    State.ANSWERED: {State.OPEN},
    State.WITHDRAWN: set(),
}

# School days within which a request is answered; the office's promise to families.
PROMISED_DAYS = 5
