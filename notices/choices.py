"""Words of the notices room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    RELEASED = "released", pgettext_lazy("staff", "Going out")
    EXPANDED = "expanded", pgettext_lazy("staff", "Sent")
    CANCELLED = "cancelled", pgettext_lazy("staff", "Cancelled")


TRANSITIONS = {
    State.DRAFT: {State.RELEASED, State.CANCELLED},
    State.RELEASED: {State.EXPANDED, State.CANCELLED},
    State.EXPANDED: set(),
    State.CANCELLED: set(),
}


class Audience(models.TextChoices):
    FAMILIES = "families", pgettext_lazy("staff", "Every family of the school")
    PARTICIPATING = "participating", pgettext_lazy("staff", "Families of participating students")
    PERSONS = "persons", pgettext_lazy("staff", "Named people")


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
