"""Words of the people room."""

from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy


class LinkKind(models.TextChoices):
    PARENT = "parent", _("Mother or father")
    LEGAL_GUARDIAN = "legal_guardian", _("Legal guardian")
    CAREGIVER = "caregiver", _("Caregiver")
    FOSTER = "foster", _("Foster family")
    RIGHTS_HOLDER = "rights_holder", _("Person who decides about school")
    SURROGATE = "surrogate", _("Surrogate parent")
    SELF = "self", _("The student, 18 or older")


class ContactKind(models.TextChoices):
    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    VOICE = "voice", _("Phone call")
    POST = "post", _("Paper")


class Reads(models.TextChoices):
    """The language a person reads; unknown gets both, Spanish first."""

    SPANISH = "es", _("Spanish")
    ENGLISH = "en", _("English")
    TOLD = "told", _("I'd rather be told")
    UNKNOWN = "", _("Not known")


class Unreachable(models.TextChoices):
    """Why nothing can be sent to the family of an enrolled student."""

    NO_GUARDIAN = "no_guardian", pgettext_lazy("staff", "No one is entered who may receive messages")
    NO_CONTACT = "no_contact", pgettext_lazy("staff", "No email or phone is entered")


GRADES = ["TK", "K", *[str(n) for n in range(1, 13)], "UG"]
NAMED = {
    "TK": pgettext_lazy("staff", "transitional kindergarten"),
    "K": pgettext_lazy("staff", "kindergarten"),
    "UG": pgettext_lazy("staff", "no grade"),
}


def grade_name(code: str) -> str:
    """A grade in words, in the active language: K -> "kindergarten", 3 -> "grade 3"."""
    return str(NAMED[code]) if code in NAMED else pgettext("staff", "grade %(grade)s") % {"grade": code}


def _option(code: str) -> str:
    return capfirst(grade_name(code))


# For a list to choose from, worded when it is shown.
GRADE_CHOICES = [(code, lazy(_option, str)(code)) for code in GRADES]
