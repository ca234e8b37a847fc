from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

from accounts.choices import Kind

if TYPE_CHECKING:
    from accounts.models import User


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, *, kind: str = Kind.FAMILY, password: str | None = None, **extra: Any) -> "User":
        """A saved user; without a password the account can sign in by emailed code only."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, kind=kind, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user
