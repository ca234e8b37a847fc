"""Words of the accounts room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Who an account belongs to. Sign-in reads it: families by code, staff by password and second factor."""

    FAMILY = "family", _("Family")
    STAFF = "staff", _("Staff")


class Audience(models.TextChoices):
    """Who a page is for. Every URL declares one; a URL without one fails the tests."""

    PUBLIC = "public", "anyone reads; same bytes for everyone, no cookie"
    FORM = "form", "anyone posts without an account; never cached"
    TOKEN = "token", "whoever holds a link sent to a family"
    SIGN_IN = "sign_in", "anyone, to sign in or out"
    ACCOUNT = "account", "any signed-in person, about their own account"
    GUARDIAN = "guardian", "a signed-in person, their own family's records"
    DESK = "desk", "staff with a role at the school"
    COUNTY = "county", "county staff, county read-only and reviewers"
    SYSTEM = "system", "monitoring"


# Role kinds are the schools room's; accounts only compares their text.
COUNTY_ROLES = frozenset({"county", "county_readonly", "reviewer"})
