"""Opening, changing and closing accounts. Sessions end where the account's round or password changes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from accounts.actions.audit import record
from accounts.addresses import plain, validate_writable
from accounts.choices import Kind
from accounts.models import User


def open_family_account(email: str, name: str, language: str, *, by: User | None) -> User:
    """Open an account that signs in by a code sent to `email`, an address the person has shown to be theirs.

    Raises:
        ValidationError: no address, or another account signs in with it.
    """
    return _open(email, name, language, Kind.FAMILY, by=by)


def open_staff_account(email: str, name: str, language: str, *, by: User | None) -> User:
    """Open a staff account; its owner chooses a password by email and sets up the second factor at first sign-in.

    Raises:
        ValidationError: no address, or another account signs in with it.
    """
    return _open(email, name, language, Kind.STAFF, by=by)


def _open(email: str, name: str, language: str, kind: str, *, by: User | None) -> User:
    email = plain(email).lower()
    validate_email(email)
    validate_writable(email)
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name, kind=kind, language=language)
            record("open_account", user, by=by, fields=("email", "name", "kind", "language"))
    except IntegrityError:
        raise ValidationError(_("This address is in use by another account. Use a new one.")) from None
    return user


@transaction.atomic
def make_staff(user: User, *, by: User | None = None) -> User:
    """Make a family's account a staff account: no more codes by email, and every session ends. Nothing if it is one."""
    changed = User.objects.filter(pk=user.pk).exclude(kind=Kind.STAFF).update(kind=Kind.STAFF, **_ending())
    user.refresh_from_db(fields=("kind", "session_round"))
    if changed:
        record("make_staff", user, by=by, fields=("kind",))
    return user


@transaction.atomic
def disable(user: User, *, by: User | None) -> User:
    """Close an account: its sessions are nobody's from the next request on, and it cannot sign in."""
    return _switch(user, to=False, verb="disable_account", by=by)


@transaction.atomic
def enable(user: User, *, by: User | None) -> User:
    """Open a closed account again; old sessions stay ended."""
    return _switch(user, to=True, verb="enable_account", by=by)


def _switch(user: User, *, to: bool, verb: str, by: User | None) -> User:
    changed = User.objects.filter(pk=user.pk, is_active=not to).update(is_active=to, **_ending())
    user.refresh_from_db(fields=("is_active", "session_round"))
    if changed:
        record(verb, user, by=by, fields=("is_active",))
    return user


@transaction.atomic
def end_sessions(user: User, *, by: User | None) -> None:
    """Sign an account out everywhere."""
    _end(user)
    record("end_sessions", user, by=by, fields=("session_round",))


@transaction.atomic
def enrol_totp(user: User, secret: str, *, by: User | None) -> Authenticator:
    """Give a staff account a second factor with a known secret (base32), as the demo's seed does.

    Raises:
        ValidationError: it is a family's account, or it has one already.
    """
    if user.kind != Kind.STAFF:
        raise ValidationError(_("Families sign in with a code by email; only staff have a second step."))
    if has_second_factor(user):
        raise ValidationError(_("This account already has a second step. Remove the old one first."))
    row: Authenticator = TOTP.activate(user, secret).instance
    note_second_factor(user, by=by)
    return row


@transaction.atomic
def note_second_factor(user: User, *, by: User | None) -> None:
    """What follows an enrolment: sessions that did not pass the new factor end."""
    _end(user)
    record("enrol_second_factor", user, by=by)


@transaction.atomic
def drop_second_factor(user: User, *, by: User | None) -> None:
    """Take a lost phone off the account, its recovery codes too: signed out everywhere, set-up at the next sign-in."""
    Authenticator.objects.filter(user=user).delete()
    _end(user)
    record("drop_second_factor", user, by=by)


def has_second_factor(user: User) -> bool:
    """Whether the account has an authenticator app enrolled."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def _end(user: User) -> None:
    User.objects.filter(pk=user.pk).update(**_ending())
    user.refresh_from_db(fields=("session_round",))


def _ending() -> dict[str, Combinable]:
    return {"session_round": F("session_round") + 1}
