"""Words of the documents room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    ADOPTED = "adopted", pgettext_lazy("staff", "Adopted")
    PUBLISHED = "published", pgettext_lazy("staff", "Published")


# Adopted goes back to draft when the adopted words change; published when a new version is begun or an edition voided.
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


class Body(models.TextChoices):
    """Bodies that decide on documents; another one is kept by the name it has."""

    SITE_COUNCIL = "site_council", _("the School Site Council (SSC)")
    CHARTER_BOARD = "charter_board", _("the school’s board")
    COUNTY_BOARD = "county_board", _("the County Board of Education")
    FAMILIES = "families", _("the families, at a meeting")


class Outcome(models.TextChoices):
    """What became of a comment."""

    CHANGED = "changed", _("We changed it")
    UNCHANGED = "unchanged", _("We did not change it")


class Recipient(models.TextChoices):
    """Who gets a plan with families' comments: the county office from a school, the State from an agency."""

    COUNTY = "county", pgettext_lazy("staff", "The county office")
    STATE = "state", pgettext_lazy("staff", "The State")


class PointSource(models.TextChoices):
    COMMENT = "comment", pgettext_lazy("staff", "A comment that came late")
    FINDING = "finding", pgettext_lazy("staff", "A finding of the yearly evaluation")
    OTHER = "other", pgettext_lazy("staff", "Something else")


class Tier(models.TextChoices):
    """How well a strategy is shown to work (20 USC 7801(21)(A))."""

    STRONG = "1", pgettext_lazy("staff", "Strong evidence")
    MODERATE = "2", pgettext_lazy("staff", "Moderate evidence")
    PROMISING = "3", pgettext_lazy("staff", "Promising evidence")
    RATIONALE = "4", pgettext_lazy("staff", "Demonstrates a rationale")


LANGUAGES = ("es", "en")
# School days within which a text that waits on the translation desk is promised to be settled.
PROMISED_SCHOOL_DAYS = 5
# The most a person may write in one comment, characters.
LONGEST_COMMENT = 5_000
# The most an approver may say of a text they send back, characters.
LONGEST_REMARK = 500
# Where a text stands that was sent back: a draft or stale by its hashes, and its writer's again.
SENT_BACK = "sent_back"
# How long a worker may take over one PDF before another may claim it, seconds.
CLAIM_SECONDS = 120


def other(language: str) -> str:
    """The other one of the two languages."""
    return "en" if language == "es" else "es"


def text_state(text_hash: str, source_hash: str, approved_hash: str, todays_source: str) -> TextState:
    """Where one language's text stands, from hashes alone (an empty hash is no text)."""
    if not text_hash:
        return TextState.MISSING
    if source_hash != todays_source:
        return TextState.STALE
    return TextState.APPROVED if approved_hash == text_hash else TextState.DRAFT
