"""The user and the audit log."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from accounts.clock import now
from django.utils.translation import gettext_lazy as _

from accounts.choices import Kind
from accounts.querysets import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """An account. A guardian may live without one; a staff member always has one."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FAMILY)
    language = models.CharField(_("language"), max_length=2, choices=[("es", "Español"), ("en", "English")], default="es")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    # Live roles of the request's user, filled once by schools.middleware; never a query in a predicate.
    roles: Any = ()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="user_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """Who did what to which record when: ids and field names, never a family's values.

    Append-only (triggers refuse UPDATE and DELETE). Rooms above are named by text, so nothing here points upward.
    """

    at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    record = models.CharField(max_length=60)
    record_id = models.BigIntegerField(null=True)
    fields = models.JSONField(default=list)
    school_id = models.BigIntegerField(null=True)
    year = models.SmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record", "record_id"], name="audit_by_record")]

    def __str__(self) -> str:
        return f"{self.verb} {self.record} {self.record_id}"


class AuditSeal(models.Model):
    """A committed audit entry's place in the chain, written by the sealer; a row of its own so the entry never changes."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return f"seal {self.number}"


class CodeAttempts(models.Model):
    """Guesses at one sign-in code, counted in a row before comparing, so that parallel guesses all count."""

    key = models.CharField(max_length=64, unique=True)
    used = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.used} attempts"
