"""What a coordinator is asked once before it is saved: it may be meant, and it may be a slip."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import pgettext

from accounts.clock import today
from meetings.choices import Kind, State
from meetings.models import Meeting
from schools.choices import school_year
from schools.facts import days_off
from schools.models import School

SUNDAY = 6
# More people than any school of the county has families: rather a digit too many.
MANY_PEOPLE = 1000


def another_annual(owner: School, kind: str, year: int, apart_from: int = 0) -> list[str]:
    """A sentence where a school has an annual meeting for the school year already. One query for that kind."""
    if kind != Kind.ANNUAL:
        return []
    rows = Meeting.objects.filter(owner=owner, kind=Kind.ANNUAL, for_year=year).exclude(pk=apart_from)
    if not rows.exclude(state=State.CANCELLED).exists():
        return []
    sentence = pgettext("staff", "There is already an annual meeting for school year %(year)s.")
    return [sentence % {"year": _years(year)}]


def unusual_days(meeting: Meeting, days: Iterable[date]) -> list[str]:
    """Sentences for days without school, Sundays and days of another school year than this one. Two queries at most."""
    found = sorted(set(days))
    off = days_off([meeting.owner_id])[meeting.owner_id] if found else frozenset()
    said = [_sentence(day, pgettext("staff", "%(day)s is a day without school.")) for day in found if day in off]
    sunday = pgettext("staff", "%(day)s is a Sunday.")
    said += [_sentence(day, sunday) for day in found if day.weekday() == SUNDAY and day not in off]
    year = school_year(found[0]) if found else meeting.for_year
    if year != school_year(today()):
        said.append(pgettext("staff", "The meeting would be in school year %(year)s.") % {"year": _years(year)})
    if year != meeting.for_year:
        said += another_annual(meeting.owner, meeting.kind, year, meeting.pk)
    return said


def many_people(people: int) -> list[str]:
    """A sentence where a count is larger than a meeting of one school is likely to be."""
    if people <= MANY_PEOPLE:
        return []
    return [pgettext("staff", "%(people)s people is a great many for one session.") % {"people": f"{people:,}"}]


def _sentence(day: date, sentence: str) -> str:
    shown = str(sentence % {"day": date_format(day, "DATE_FORMAT")})
    return shown[:1].upper() + shown[1:]


def _years(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"
