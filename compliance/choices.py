"""Words of the compliance room. The portal never says "compliant": only the monitoring agency finds that."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    COMPLETE = "complete", pgettext_lazy("staff", "Evidence complete")
    OVERDUE = "overdue", pgettext_lazy("staff", "Overdue")
    DUE_SOON = "due_soon", pgettext_lazy("staff", "Due soon")
    PARTLY = "partly", pgettext_lazy("staff", "Partly")
    NONE = "none", pgettext_lazy("staff", "No evidence")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("staff", "Not applicable")


class Basis(models.TextChoices):
    COMPUTED = "computed", pgettext_lazy("staff", "Computed from records")
    ATTESTED = "attested", pgettext_lazy("staff", "Attested")
    OVERRIDE = "override", pgettext_lazy("staff", "Override")


SOON_DAYS = 30
