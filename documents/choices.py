"""Words of the documents room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    ADOPTED = "adopted", pgettext_lazy("staff", "Adopted")
    PUBLISHED = "published", pgettext_lazy("staff", "Published")


TRANSITIONS = {
    State.DRAFT: {State.ADOPTED},
    State.ADOPTED: {State.DRAFT, State.PUBLISHED},
    State.PUBLISHED: {State.DRAFT},
}


class TextState(models.TextChoices):
    MISSING = "missing", pgettext_lazy("staff", "Missing")
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    APPROVED = "approved", pgettext_lazy("staff", "Approved")
    STALE = "stale", pgettext_lazy("staff", "Stale")


class ContributorRole(models.TextChoices):
    FAMILY = "family", _("Families")
    STUDENT = "student", _("Students")
    TEACHER = "teacher", _("Teachers")
    STAFF = "staff", _("School staff")
    ADMINISTRATOR = "administrator", _("Administrators")
    COMMUNITY = "community", _("Community")


LANGUAGES = ("es", "en")


def other(language: str) -> str:
    return "en" if language == "es" else "es"
