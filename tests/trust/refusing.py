"""A mail server that refuses everyone, and says whom."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        refused = {to: (550, f"{to} is unknown".encode()) for message in messages for to in message.to}  # type: ignore[attr-defined]
        raise SMTPRecipientsRefused(refused)
