"""Words of the notices room, and how a notice names its school."""

import re
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    RELEASED = "released", pgettext_lazy("staff", "Going out")
    EXPANDED = "expanded", pgettext_lazy("staff", "All sent")
    CANCELLED = "cancelled", pgettext_lazy("staff", "Not sent")


# An expanded notice may still be cancelled until its first message is due: the undo minute outlasts the expansion.
TRANSITIONS = {
    State.DRAFT: {State.RELEASED, State.CANCELLED},
    State.RELEASED: {State.EXPANDED, State.CANCELLED},
    State.EXPANDED: {State.CANCELLED},
    State.CANCELLED: set(),
}


class Audience(models.TextChoices):
    FAMILIES = "families", pgettext_lazy("staff", "Every family of the school")
    PARTICIPATING = "participating", pgettext_lazy("staff", "Families of participating students")
    PERSONS = "persons", pgettext_lazy("staff", "Named people")


class Language(models.TextChoices):
    """The text a person is sent; whoever's language is not known gets both, Spanish first."""

    SPANISH = "es", _("Spanish")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Spanish and English")


class Outcome(models.TextChoices):
    """A recipient's one final outcome; under way until it has one. "Delivered" is never "read"."""

    UNDER_WAY = "under_way", _("on its way")
    DELIVERED = "delivered", _("delivered")
    ACCEPTED = "accepted", _("sent")
    PRINTED = "printed", _("goes on paper")
    FAILED = "failed", _("did not arrive")
    OPTED_OUT = "opted_out", _("asked not to get messages")
    UNCONFIRMED = "unconfirmed", _("not confirmed")
    CANCELLED = "cancelled", _("cancelled")


# What counts as having been told: an unfinished, failed or called-off message does not.
REACHED = (Outcome.DELIVERED, Outcome.ACCEPTED, Outcome.PRINTED, Outcome.OPTED_OUT, Outcome.UNCONFIRMED)


class DeliveryState(models.TextChoices):
    DUE = "due", "due"
    CLAIMED = "claimed", "claimed"
    ACCEPTED = "accepted", "accepted"
    FAILED = "failed", "failed"
    UNCONFIRMED = "unconfirmed", "unconfirmed"
    PRINTED = "printed", "printed"
    CANCELLED = "cancelled", "cancelled"


class Channel(models.TextChoices):
    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    PRINT = "print", _("Paper")


class Purpose(models.TextChoices):
    RSVP = "rsvp", "answer an invitation"


UNDO_SECONDS = 60
LEASE_SECONDS = 120
BATCH = 100
# Rows handed to the provider between two writes: at most so many are unconfirmed when a worker dies.
SLICE = 10
MAX_ATTEMPTS = 8
FIRST_RETRY_SECONDS = 60
LONGEST_RETRY_SECONDS = 3600
PROVIDER_SECONDS = 20
TOKEN_DAYS = 120
# The other language of an urgent notice follows within so many school days.
OTHER_LANGUAGE_DAYS = 2

NEUTRAL_SCHOOL = {"es": "la escuela de su familia", "en": "the school of your family"}
# Never in the subject of what goes to families of a school that is their secret: they tell its type.
TELLING_WORDS = re.compile(
    r"\b(juvenil(es?)?|corte|court|tribunal(es)?|delin(cuen|quen)\w+|deten(id|tion)\w*|detain\w*)\b"
)


def school_words(school: Any, language: str) -> str:
    """How a text to families names the school: by its name, or neutrally where the school is their secret."""
    return NEUTRAL_SCHOOL[language] if school.confidential_setting else school.name


def sender(school: Any, language: str) -> str:
    """The name a message to families comes from: the office's short name, then the school as families may hear it."""
    office = parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or "SJCOE"
    return office if school.kind == "office" else f"{office}, {school_words(school, language)}"
