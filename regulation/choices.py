"""Words of the regulation room: what binds, how often, and which of the three lists a provision stands in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Force(models.TextChoices):
    """Only what a school shall do can be overdue; what it may do is shown as practice."""

    SHALL = "shall", pgettext_lazy("force of a provision", "Required")
    MAY = "may", pgettext_lazy("force of a provision", "Optional")


class Cadence(models.TextChoices):
    """How often a provision is asked for, in words for families."""

    ANNUAL = "annual", _("Every school year")
    ONGOING = "ongoing", _("All through the school year")
    EVENT = "event", _("When the need comes up")
    STANDING = "standing", _("Always in place, looked at again every year")


class Part(models.TextChoices):
    """The regulation's three lists."""

    A = "A", _("What the county office does for Title I schools")
    B = "B", _("What each Title I school does")
    C = "C", _("What each school without Title I does")


class Extent(models.TextChoices):
    """PRACTICABLE: "as far as possible"; a recorded reason in good faith completes the row, silence does not."""

    FULL = "full", _("In full")
    PRACTICABLE = "practicable", _("As far as possible")


class Checked(models.TextChoices):
    """How sure a rule of law is: read in a public copy, or still to be confirmed by the office."""

    READ = "read", pgettext_lazy("staff", "Read in a public copy")
    OFFICE = "office", pgettext_lazy("staff", "The office should confirm it")
