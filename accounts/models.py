"""The user and the audit log."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.choices import Kind
from accounts.clock import now
from accounts.querysets import AuditEntries, UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """An account. A guardian may live without one; a staff member always has one."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FAMILY)
    language = models.CharField(
        _("language"), max_length=2, choices=[("es", "Español"), ("en", "English")], default="es"
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)
    # Part of every session's signature: one more and all sessions of the account have ended.
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    # Live roles of the request's user, filled once by schools.middleware; never a query in a predicate.
    roles: Any = ()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="user_kind_known"),
            # One mailbox, one account, however its letters are cased.
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Django's signature of a session, with the round in it beside the password."""
        signed = f"{self.session_round}:{self.password}"
        return salted_hmac("accounts.User.session", signed, secret=secret, algorithm="sha256").hexdigest()


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

    objects = AuditEntries.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record", "record_id"], name="audit_by_record")]

    def __str__(self) -> str:
        return f"{self.verb} {self.record} {self.record_id}"


class AuditSeal(models.Model):
    """A committed audit entry's place in the chain: a row of its own, so that the entry never changes."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return f"seal {self.number}"


class CodeAttempts(models.Model):
    """Guesses at one code, or at one account in an hour, counted in a row before comparing, so that all count.

    The key is a keyed hash: no address stands here, and an unknown address counts as a known one does.
    """

    key = models.CharField(max_length=64, unique=True)
    used = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        verbose_name_plural = "code attempts"

    def __str__(self) -> str:
        return f"{self.used} attempts"


class FormPost(models.Model):
    """One accepted post of a public form, by a keyed hash of the sender's network address of that day."""

    place = models.CharField(max_length=60)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "sender", "at"], name="form_post_by_sender")]

    def __str__(self) -> str:
        return self.place
