"""Handing messages to the mail server over one connection, and reading its answers."""

import smtplib
from enum import Enum
from typing import Any, NamedTuple

from django.core.mail import EmailMessage, get_connection

from notices.choices import PROVIDER_SECONDS

PERMANENT = 500


class Answer(Enum):
    """What the provider said of one message."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    UNSURE = "unsure"


class Said(NamedTuple):
    """An answer and its reason: a code and a kind of error, never the server's own words, which may hold an address."""

    answer: Answer
    reason: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether the connection can no longer be used."""
        return self.answer == Answer.UNSURE


class Unavailable(Exception):
    """The mail server cannot be reached: nothing was handed over."""


def connect() -> Any:
    """An open connection to the mail server.

    Raises:
        Unavailable: it does not answer, or refuses us.
    """
    connection = get_connection(timeout=PROVIDER_SECONDS)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(type(error).__name__) from None
    return connection


def hand(connection: Any, message: EmailMessage) -> Said:
    """Hand over one message."""
    if not all("@" in address for address in message.to):
        # Read as a mailbox of the server's own.
        return Said(Answer.NEVER, "no address")
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        return _by_code(next(iter(error.recipients.values()))[0], error)
    except smtplib.SMTPSenderRefused as error:
        # Our own address is refused: no reader's fault, and nothing to put on paper for.
        return Said(Answer.LATER, _reason(error.smtp_code, error))
    except smtplib.SMTPResponseException as error:
        return _by_code(error.smtp_code, error)
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        return Said(Answer.NEVER, type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        return Said(Answer.UNSURE, type(error).__name__)
    return Said(Answer.TAKEN)


def _by_code(code: int, error: Exception) -> Said:
    return Said(Answer.NEVER if code >= PERMANENT else Answer.LATER, _reason(code, error))


def _reason(code: int, error: Exception) -> str:
    return f"{code} {type(error).__name__}"
