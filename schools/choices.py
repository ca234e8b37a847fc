"""Words and dates of the schools room."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIRST_MONTH = 7


def school_year(on: date) -> int:
    """First year of the school year (July 1 to June 30) a day falls in: 2026-10-15 -> 2026."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def year_start(year: int) -> date:
    return date(year, FIRST_MONTH, 1)


def year_end(year: int) -> date:
    return date(year + 1, 6, 30)


class SchoolKind(models.TextChoices):
    OFFICE = "office", _("County office")
    SCHOOL = "school", _("School")


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    PENDING = "pending", _("Pending")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Merged")


# The directory's types of school that need words of their own: what a model text is fitted to.
SETTINGS: dict[str, str] = {"14": "court", "10": "community", "09": "special"}


class TitleI(models.TextChoices):
    """A school's Title I designation (20 USC 6314, 6315; part D: 6421)."""

    SCHOOLWIDE = "schoolwide", pgettext_lazy("staff", "Title I, schoolwide")
    TARGETED = "targeted", pgettext_lazy("staff", "Title I, targeted")
    NEGLECTED = "neglected", pgettext_lazy("staff", "Neglected set-aside")
    PART_D = "part_d", pgettext_lazy("staff", "Part D only")
    NONE = "none", pgettext_lazy("staff", "No Title I")


# The part that follows from a designation; the two others take the part the office decided, with its reason.
PART_BY_TITLE_I: dict[str, str] = {TitleI.SCHOOLWIDE: "B", TitleI.TARGETED: "B", TitleI.NONE: "C"}


class Operator(models.TextChoices):
    OFFICE = "office", pgettext_lazy("staff", "The county office")
    CHARTER = "charter", pgettext_lazy("staff", "A charter of its own")


class RoleKind(models.TextChoices):
    COORDINATOR = "coordinator", pgettext_lazy("staff", "Coordinator")
    ASSISTANT = "assistant", pgettext_lazy("staff", "Assistant")
    APPROVER = "approver", pgettext_lazy("staff", "Language approver")
    COUNTY = "county", pgettext_lazy("staff", "County staff")
    COUNTY_READONLY = "county_readonly", pgettext_lazy("staff", "County, reading only")
    LIAISON = "liaison", pgettext_lazy("staff", "Liaison")
    REVIEWER = "reviewer", pgettext_lazy("staff", "Reviewer")


# Roles that see every school; they hang on the office.
ALL_SCHOOLS = frozenset({RoleKind.COUNTY, RoleKind.COUNTY_READONLY, RoleKind.REVIEWER})

LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
