"""What a notice says in each language, for plain text and for HTML."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from notices.choices import Channel, Language, sender
from notices.models import Notice

OTHER = {"es": "en", "en": "es"}
OFFICE_PHONE = "(209) 468-4800"


class Part(NamedTuple):
    """One language of a notice."""

    language: str
    subject: str
    text: str
    foot: str
    html: SafeString
    greeting: str
    also: str = ""
    also_language: str = ""

    @property
    def whole(self) -> str:
        """The part as plain text."""
        return "\n\n".join(filter(None, (self.greeting, self.text, self.also, self.foot)))


def phone(notice: Notice) -> str:
    """The number families may call: the school's, or the office's where the school is a secret or has none."""
    office = getattr(settings, "OFFICE_PHONE", OFFICE_PHONE)
    return office if notice.owner.confidential_setting else notice.owner.phone or office


def parts(notice: Notice, language: str, channel: str = Channel.EMAIL, *, enters: bool = False) -> list[Part]:
    """What a reader is sent ("es", "en", "both"); `{link_es}` and `{link_en}` stand for the reader's own link.

    enters: the reader has an account, and so a page to stop the messages on.
    """
    wanted = [code for code in notice.languages if language in (code, Language.BOTH)]
    return [_part(notice, code, channel, enters) for code in wanted]


def _part(notice: Notice, language: str, channel: str, enters: bool) -> Part:
    mark = f"{{link_{language}}}"
    text = getattr(notice, f"body_{language}").replace("{phone}", phone(notice))
    link = f'<a href="{mark}">{mark}</a>'
    html = mark_safe(linebreaks(text, autoescape=True).replace("{link}", link))  # noqa: S308  # escaped by linebreaks
    subject = getattr(notice, f"subject_{language}")
    also = _promise(OTHER[language]) if notice.is_half else ""
    foot = _foot(notice, language, channel, enters)
    return Part(language, subject, text.replace("{link}", mark), foot, html, _greeting(language), also, OTHER[language])


def _greeting(language: str) -> str:
    """To the family, not by a name: two people may share an address, and a letter may be seen on its way."""
    with translation.override(language):
        return _("Dear family,")


def _promise(language: str) -> str:
    """What readers of the language that is not there yet are told, in it."""
    with translation.override(language):
        return _("This notice is urgent. It reaches you in your own language within two school days.")


def _foot(notice: Notice, language: str, channel: str, enters: bool) -> str:
    with translation.override(language):
        lines = [f"{sender(notice.owner, language)} · {phone(notice)}", _stop(notice, channel, enters)]
        if settings.DEMO:
            lines.append(_("Invented data: this is a demonstration."))
    return "\n".join(lines)


def _stop(notice: Notice, channel: str, enters: bool) -> str:
    """How to be sent no more by this way, in the language that is active."""
    names = {"phone": phone(notice), "address": settings.SITE_URL.rstrip("/") + reverse("me")}
    if channel == Channel.PRINT:
        return _("You do not want letters any more? Call %(phone)s and tell us.") % names
    if enters:
        said = _("You do not want these emails any more? Call %(phone)s, or sign in and stop them here: %(address)s")
        return said % names
    said = _("You do not want these emails any more? Call %(phone)s or answer this one, and the school stops them.")
    return said % names


def needs_link(notice: Notice) -> bool:
    """Whether its readers get a link of their own."""
    return bool(notice.link_purpose) and "{link}" in notice.body_es + notice.body_en


def preview(notice: Notice) -> list[Part]:
    """Both languages as readers get them, with words in place of the reader's own link."""
    return [part._replace(html=_worded(part)) for part in parts(notice, Language.BOTH)]


def _worded(part: Part) -> SafeString:
    with translation.override(part.language):
        link = escape(_("(each reader's own link)"))
    mark = f"{{link_{part.language}}}"
    return mark_safe(linebreaks(part.text, autoescape=True).replace(mark, link))  # noqa: S308  # escaped by linebreaks
