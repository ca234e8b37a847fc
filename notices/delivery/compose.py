"""A message as it leaves: plain text and simple HTML, in one language or both, each part marked with its own."""

from email.utils import format_datetime, formataddr, parseaddr
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.clock import now
from notices import links
from notices.choices import Language, sender
from notices.models import Delivery, Notice

RULE = "\n\n" + "-" * 40 + "\n\n"
OFFICE_PHONE = "(209) 468-4800"


class Part(NamedTuple):
    """One language of a notice."""

    language: str
    subject: str
    text: str
    foot: str
    html: SafeString

    @property
    def whole(self) -> str:
        """The part as plain text."""
        return f"{self.text}\n\n{self.foot}"


def phone(notice: Notice) -> str:
    """The number families may call: the school's, or the office's where the school is a secret or has none."""
    office = getattr(settings, "OFFICE_PHONE", OFFICE_PHONE)
    return office if notice.owner.confidential_setting else notice.owner.phone or office


def parts(notice: Notice, language: str) -> list[Part]:
    """What a reader is sent ("es", "en", "both"); `{link_es}` and `{link_en}` stand for the reader's own link."""
    wanted = [code for code in notice.languages if language in (code, Language.BOTH)]
    return [_part(notice, code) for code in wanted]


def _part(notice: Notice, language: str) -> Part:
    mark = f"{{link_{language}}}"
    text = getattr(notice, f"body_{language}").replace("{phone}", phone(notice))
    link = f'<a href="{mark}">{mark}</a>'
    html = mark_safe(linebreaks(text, autoescape=True).replace("{link}", link))  # noqa: S308  # escaped by linebreaks
    subject = getattr(notice, f"subject_{language}")
    return Part(language, subject, text.replace("{link}", mark), _foot(notice, language), html)


def _foot(notice: Notice, language: str) -> str:
    with translation.override(language):
        lines = [f"{sender(notice.owner, language)} · {phone(notice)}"]
        if notice.is_half:
            lines.insert(0, _("This message comes in Spanish and in English. The other one follows in a few days."))
        if settings.DEMO:
            lines.append(_("Invented data: this is a demonstration."))
    return "\n".join(lines)


class Message:
    """One notice in one choice of languages, made once and filled in for each reader."""

    def __init__(self, notice: Notice, language: str) -> None:
        self.notice = notice
        self.parts = parts(notice, language)
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

    def filled(self, delivery: Delivery, token: str) -> EmailMultiAlternatives:
        """The message to one reader."""
        text, html = self.text, self.html
        for code in self.languages if token else ():
            address = self.addresses[code].replace("{token}", token)
            mark = f"{{link_{code}}}"
            text, html = text.replace(mark, address), html.replace(mark, address)
        message = EmailMultiAlternatives(self.subject, text, self.from_email, [delivery.address])
        message.attach_alternative(html, "text/html")
        message.extra_headers = {
            "Message-ID": f"<{delivery.key}@{return_address().partition('@')[2]}>",
            "Date": format_datetime(timezone.localtime(now())),
            "Auto-Submitted": "auto-generated",
            "Content-Language": ", ".join(self.languages),
        }
        return message


def return_address() -> str:
    """The office's own address: no school is named in it."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def needs_link(notice: Notice) -> bool:
    """Whether its readers get a link of their own."""
    return bool(notice.link_purpose) and "{link}" in notice.body_es + notice.body_en
