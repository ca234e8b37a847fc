"""What a notice must be like before it may go to families."""

import unicodedata
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from notices import links
from notices.choices import TELLING_WORDS, Audience
from notices.models import Notice
from schools.models import Site


def one_line(text: str) -> str:
    """A subject without line breaks or control characters, which would break a message's headers."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def plain(text: str) -> str:
    """A body with one kind of line break and no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(char for char in line if char.isprintable() or char == "\t") for line in lines).strip()


def guard_release(notice: Notice, send_at: datetime) -> None:
    """Refuse what must not leave.

    Raises:
        ValidationError: with a sentence that says what to do.
    """
    _guard_languages(notice)
    _guard_link(notice)
    _guard_secret(notice)
    if notice.not_after is not None and notice.not_after <= send_at:
        raise ValidationError(_("It is too late to send this notice: choose a later last moment."))
    if notice.audience == Audience.PERSONS and not notice.person_ids:
        raise ValidationError(_("Choose at least one person to send this notice to."))


def _guard_languages(notice: Notice) -> None:
    if notice.is_whole("es") and notice.is_whole("en"):
        return
    if not notice.one_language_reason:
        raise ValidationError(_("Write the subject and the text in Spanish and in English before sending."))
    if not (notice.is_whole("es") or notice.is_whole("en")):
        raise ValidationError(_("Write the subject and the text in one whole language before sending."))


def _guard_link(notice: Notice) -> None:
    if "{link}" not in notice.body_es + notice.body_en:
        return
    if not links.known(notice.link_purpose) or notice.about_id is None:
        raise ValidationError(_("The text has a place for a link, but nothing says where the link leads."))


def _guard_secret(notice: Notice) -> None:
    """Nothing sent to a family names a school that is its families' secret; no subject tells its type."""
    school = notice.owner
    if not school.confidential_setting:
        return
    subjects = folded(f"{notice.subject_es} {notice.subject_en}")
    text = f"{subjects} {folded(notice.body_es)} {folded(notice.body_en)}"
    names = [school.name, school.slug, school.cds, *Site.objects.filter(school=school).values_list("name", flat=True)]
    if any(folded(name) in text for name in names if name) or TELLING_WORDS.search(subjects):
        raise ValidationError(
            _("This school is not named in messages to families. Write “the school of your family” instead.")
        )


def folded(text: str) -> str:
    """Text for comparing: no case, no accents, single spaces."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).casefold().split())
