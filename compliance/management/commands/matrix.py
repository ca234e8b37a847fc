"""The matrix of a year as CSV."""

import csv
from datetime import date, datetime, time
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from accounts.clock import now, today
from compliance.forms import FIRST_YEAR, LAST_YEAR
from compliance.matrix import COLUMNS, lines, rows
from schools.choices import year_end
from schools.models import School


def default_day(year: int) -> date:
    """Today, or June 30 of a past year."""
    return min(today(), year_end(year))


class Command(BaseCommand):
    help = "Print the standings of every school and the office for a school year, one line a provision."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", required=True, help="first year of the school year: 2026 is 2026-27")
        parser.add_argument("--on", help="the day asked about, YYYY-MM-DD (default: today, or June 30 of a past year)")
        parser.add_argument(
            "--known-at", help="only what was entered by then: YYYY-MM-DD or YYYY-MM-DDTHH:MM (default: now)"
        )
        parser.add_argument("--format", choices=["csv"], default="csv")

    def handle(self, *args: Any, year: int | str, on: str | None, known_at: str | None, **options: Any) -> None:
        first = _first_year(str(year))
        day = _day(on) if on else default_day(first)
        known = _moment(known_at) if known_at else now()
        if day > today():
            self.stderr.write(f"{day} has not come yet: what follows is what was entered so far for that day.")
        writer = csv.writer(cast(TextIO, self.stdout), lineterminator="\n")
        writer.writerow(COLUMNS)
        schools = School.objects.listed().by_name()
        writer.writerows(lines(rows(schools, first, day, known), first, day))


def _first_year(text: str) -> int:
    """Judged here and not by the parser, whose refusal is a screenful."""
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise CommandError(
            f"--year {text!r} is not a school year: write its first year, from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return int(text)


def _day(text: str) -> date:
    try:
        found = _written(text)
    except ValueError as wrong:
        raise CommandError(f"--on {text!r} is not a date: write it as 2026-10-15.") from wrong
    _within_reach("--on", text, found.year)
    return found


def _written(text: str) -> date:
    """The day as written; ValueError where there is none."""
    if found := parse_date(text):
        return found
    raise ValueError(text)


def _within_reach(option: str, text: str, year: int) -> None:
    """Refuse what the page's form refuses; CommandError for a year the portal cannot speak of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandError(f"{option} {text!r} is too far away: choose a day between {FIRST_YEAR} and {LAST_YEAR}.")


def _moment(text: str) -> datetime:
    """A moment in the office's time; a day alone means its last second."""
    try:
        found = parse_datetime(text) if len(text) > len("2026-10-15") else None
        found = found or datetime.combine(_written(text), time(23, 59, 59))
    except ValueError as wrong:
        raise CommandError(f"--known-at {text!r} is not a time: write it as 2026-10-15 or 2026-10-15T17:30.") from wrong
    _within_reach("--known-at", text, found.year)
    return found if timezone.is_aware(found) else timezone.make_aware(found)
