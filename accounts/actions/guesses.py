"""Guesses at codes, counted in rows before comparing, so that parallel guesses and new sessions all count."""

from datetime import timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.clock import now
from accounts.models import CodeAttempts

PER_CODE = 5
PER_HOUR = 15
KEPT = timedelta(days=1)


def may_guess_code(email: str, asked_at: float) -> bool:
    """Count one guess at the code asked for at that moment (seconds since 1970); False when it must not be compared.

    An unknown address counts exactly as a known one. The code counts first: a burst at one code uses up no more of
    the hour than that code had.
    """
    return _count("code", f"{email.lower()}:{asked_at}", PER_CODE) and _count(
        "code.hour", f"{email.lower()}:{_hour()}", PER_HOUR
    )


def may_guess_second_factor(user_id: int) -> bool:
    """Count one guess at an account's second factor; False when it must not be compared."""
    return _count("second_factor.hour", f"{user_id}:{_hour()}", PER_HOUR)


def forgive_second_factor(user_id: int) -> None:
    """A right code clears the hour's count, so that a person who signs in often is not shut out."""
    CodeAttempts.objects.filter(key=_key("second_factor.hour", f"{user_id}:{_hour()}")).update(used=0)


def forgive_code(email: str) -> None:
    """A right code clears the hour's count of its address."""
    CodeAttempts.objects.filter(key=_key("code.hour", f"{email.lower()}:{_hour()}")).update(used=0)


def forget_old_guesses() -> int:
    """Remove counts that no code can need any more; say how many."""
    return CodeAttempts.objects.filter(created_at__lt=now() - KEPT).delete()[0]


def _count(purpose: str, what: str, limit: int) -> bool:
    key = _key(purpose, what)
    CodeAttempts.objects.bulk_create([CodeAttempts(key=key)], ignore_conflicts=True)
    return CodeAttempts.objects.filter(key=key, used__lt=limit).update(used=F("used") + 1) == 1


def _key(purpose: str, what: str) -> str:
    return salted_hmac(f"accounts.CodeAttempts.{purpose}", what, algorithm="sha256").hexdigest()


def _hour() -> str:
    return f"{now():%Y-%m-%dT%H}"
