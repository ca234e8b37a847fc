"""A message as it leaves: plain text and simple HTML, in one language or both, each part marked with its own."""

import re
from email.utils import format_datetime, formataddr, parseaddr
from functools import cached_property
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.clock import now
from accounts.mail import Mail
from notices import links
from notices.choices import sender
from notices.delivery.text import parts
from notices.models import Delivery, Notice

MARK_ADDRESS = "reader@reader.invalid"
MARK_KEY = "key-of-the-delivery"
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
# Beyond it a mail line is written in another encoding, and a mark in it may be torn apart.
LONGEST_LINE = 800
RULE = "\n\n" + "-" * 40 + "\n\n"


class Message:
    """One notice in one choice of languages, made once and filled in for each reader; `enters`: who has an account."""

    def __init__(self, notice: Notice, language: str, *, enters: bool = False) -> None:
        self.notice = notice
        self.parts = parts(notice, language, enters=enters)
        self.languages = [part.language for part in self.parts]
        self.subject = " / ".join(dict.fromkeys(part.subject for part in self.parts))
        self.text = RULE.join(part.whole for part in self.parts) + "\n"
        self.html = str(render_to_string("notices/mail.html", {"parts": self.parts, "title": self.subject}))

    @cached_property
    def from_email(self) -> str:
        """The school as families may be told it, at the office's address."""
        return formataddr((sender(self.notice.owner, self.languages[0]), return_address()))

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where a link leads in each language, with `{token}` for the token."""
        purpose = self.notice.link_purpose
        marks = {code: links.address(purpose, "TOKEN", code) for code in self.languages}
        return {code: address.replace("TOKEN", "{token}") for code, address in marks.items()}

    def filled(self, delivery: Delivery, token: str) -> Mail:
        """The message to one reader."""
        own = self.own(token)
        text, html = fill(self.text, own), fill(self.html, own)
        message = Stamped(self.subject, text, self.from_email, [delivery.address])
        message.attach_alternative(html, "text/html")
        message.extra_headers = {"Message-ID": message_id(delivery.key), **self.headers}
        if PLAIN_ADDRESS.fullmatch(delivery.address) and self.pattern:
            stamps = {MARK_ADDRESS: delivery.address, message_id(MARK_KEY): message_id(delivery.key), **own}
            message.raw = fill(self.pattern, stamps)
        return message

    def own(self, token: str) -> dict[str, str]:
        """What stands for a reader's own link, and the link."""
        if not token:
            return {}
        return {f"{{link_{code}}}": self.addresses[code].replace("{token}", token) for code in self.languages}

    @cached_property
    def headers(self) -> dict[str, str]:
        """What every reader's message says of itself."""
        return {
            "Date": format_datetime(timezone.localtime(now())),
            "Auto-Submitted": "auto-generated",
            "Content-Language": ", ".join(self.languages),
        }

    @cached_property
    def pattern(self) -> str:
        """The whole message with marks in place of what differs; "" where an encoding may have torn a mark apart."""
        message = Mail(self.subject, self.text, self.from_email, [MARK_ADDRESS])
        message.attach_alternative(self.html, "text/html")
        message.extra_headers = {"Message-ID": message_id(MARK_KEY), **self.headers}
        whole: Any = message.message()  # Django's own, which knows linesep
        raw: str = whole.as_bytes(linesep="\r\n").decode()
        is_short = all(len(line) < LONGEST_LINE for line in raw.splitlines())
        return raw if is_short and raw.count("{link_") == (self.text + self.html).count("{link_") else ""


class Stamped(Mail):
    """A message whose bytes were made from a pattern: to write each anew takes longer than to send it."""

    raw = ""

    def message(self, *, policy: Any = None) -> Any:
        """What the mail backends ask for: the finished bytes where there are some."""
        return Raw(self.raw) if self.raw else super().message()


class Raw:
    """The finished bytes of a message."""

    def __init__(self, text: str) -> None:
        self.text = text

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        """The bytes with the line ends asked for."""
        return (self.text if linesep == "\r\n" else self.text.replace("\r\n", linesep)).encode()

    def get_charset(self) -> str:
        """How the bytes are to be read."""
        return "utf-8"


def fill(text: str, stamps: dict[str, str]) -> str:
    """Text with each mark replaced."""
    for mark, value in stamps.items():
        text = text.replace(mark, value)
    return text


def message_id(key: str) -> str:
    """The Message-ID of an attempt, by which it can be found again at the provider."""
    return f"<{key}@{return_address().partition('@')[2]}>"


def return_address() -> str:
    """The office's own address: no school is named in it."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
