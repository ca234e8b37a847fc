"""What families are sent about a meeting, written anew in each language; staff may change it before it goes.

`{link}` and `{phone}` stay in the text: each reader gets an own link when the message leaves.
"""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.clock import now
from meetings.facts.places import with_street
from meetings.models import Meeting
from notices.facts import school_words
from schools.models import School

LANGUAGES = ("es", "en")


class Letter(NamedTuple):
    """Subject and text in both languages."""

    subject_es: str
    subject_en: str
    body_es: str
    body_en: str


def invitation_letter(meeting: Meeting, school: School) -> Letter:
    """The invitation for one school's families: when, where, what about, what help there is, how to answer."""
    return _letter("invitation", meeting, school)


def cancellation_letter(meeting: Meeting, school: School) -> Letter:
    """The word that a meeting is off, for those who were invited."""
    return _letter("cancellation", meeting, school)


def _letter(name: str, meeting: Meeting, school: School) -> Letter:
    parts = {language: _rendered(name, meeting, school, language) for language in LANGUAGES}
    return Letter(parts["es"][0], parts["en"][0], parts["es"][1], parts["en"][1])


def _rendered(name: str, meeting: Meeting, school: School, language: str) -> tuple[str, str]:
    """Subject (the first line of the template) and body in one language."""
    upcoming = [row for row in meeting.sessions.all() if row.ends_at > now()] or list(meeting.sessions.all())
    context = {
        "title": getattr(meeting, f"title_{language}"),
        "school": school_words(school, language),
        "no_identification": meeting.no_identification,
        "day": upcoming[0].on if upcoming else None,
        "sessions": [
            {
                "starts": timezone.localtime(row.starts_at),
                "ends": timezone.localtime(row.ends_at),
                "place": with_street(getattr(row, f"place_{language}"), meeting, school),
            }
            for row in upcoming
        ],
        "places": list(
            dict.fromkeys(with_street(getattr(row, f"place_{language}"), meeting, school) for row in upcoming)
        ),
        "topics": [getattr(row, f"text_{language}") for row in meeting.agenda.all()],
        "services": meeting.services.all(),
    }
    with translation.override(language):
        text = render_to_string(f"meetings/letters/{name}.{language}.txt", context)
    subject, _line, body = text.partition("\n")
    return subject.strip(), body.strip()
