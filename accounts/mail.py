"""How the portal's mails are written out."""

from email.header import Header
from typing import Any

from django.core.mail import EmailMultiAlternatives


class Mail(EmailMultiAlternatives):
    """A mail whose subject begins on the line that names it.

    An encoded word is made as long as a line and so moved, whole, to the next one (RFC 5322, 2.2.3; RFC 2047, 2):
    some readers then show a blank before the subject. Told how long the name is, the first word leaves room for it.
    """

    def message(self, *, policy: Any = None) -> Any:
        """The message as Django writes it, its subject encoded anew where it is not plain ASCII."""
        written: Any = super().message()
        if not str(self.subject).isascii():
            encoding = self.encoding or "utf-8"
            del written["Subject"]
            written["Subject"] = Header(str(self.subject), encoding, header_name="Subject").encode(linesep="")
        return written
