"""Reads of the accounts room."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models

from accounts.choices import Kind

if TYPE_CHECKING:
    from accounts.models import AuditEntry, User  # noqa: F401  # in the quoted bases


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, name: str, *, kind: str = Kind.FAMILY, password: str | None = None, **extra: Any
    ) -> "User":
        """A saved user; without a password the account can sign in by emailed code only."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, kind=kind, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def by_email(self, email: str, *, kind: str) -> "User | None":
        """The account in use of that kind which signs in with this address."""
        return self.filter(email=email.strip().lower(), kind=kind, is_active=True).first()


class AuditEntries(models.QuerySet["AuditEntry"]):
    def unsealed(self) -> "AuditEntries":
        """Committed entries that have no number yet, oldest first."""
        return self.filter(seal=None).order_by("pk")
