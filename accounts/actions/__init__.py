"""Verbs of the accounts room."""

from accounts.actions.accounts import (
    disable,
    drop_second_factor,
    enable,
    end_sessions,
    enrol_totp,
    has_second_factor,
    make_staff,
    note_second_factor,
    open_family_account,
    open_staff_account,
)
from accounts.actions.audit import BEGINNING, Fault, digest, last_seal, record, seal, verify
from accounts.actions.guesses import (
    PER_CODE,
    PER_HOUR,
    forget_old_guesses,
    forgive_code,
    forgive_second_factor,
    may_guess_code,
    may_guess_second_factor,
)
from accounts.actions.limits import admit, digest_of

__all__ = [
    "BEGINNING",
    "PER_CODE",
    "PER_HOUR",
    "Fault",
    "admit",
    "digest",
    "digest_of",
    "disable",
    "drop_second_factor",
    "enable",
    "end_sessions",
    "enrol_totp",
    "forget_old_guesses",
    "forgive_code",
    "forgive_second_factor",
    "has_second_factor",
    "last_seal",
    "make_staff",
    "may_guess_code",
    "may_guess_second_factor",
    "note_second_factor",
    "open_family_account",
    "open_staff_account",
    "record",
    "seal",
    "verify",
]
