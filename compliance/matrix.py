"""The matrix: schools x provisions with standings, computed from the records at each read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override as language
from django.utils.translation import pgettext

from compliance.facts import gather
from compliance.provisions import Standing, judge
from compliance.provisions.engine import Facts
from regulation.provisions import PROVISIONS
from schools.choices import TitleI
from schools.models import School

COLUMNS = ["school", "cds", "year", "on", "provision", "force", "standing", "basis", "due_on", "evidence", "missing"]
CODES = {part: [code for code in PROVISIONS if code.startswith(part)] for part in "ABC"}


@dataclass(frozen=True)
class Row:
    """One school (or the office, part A) and its standings by provision, in the regulation's order."""

    school: School
    facts: Facts
    standings: dict[str, Standing]

    @property
    def binding_words(self) -> str:
        """What binds it, in words: its designation, marked while the office has not confirmed it."""
        if not self.facts.title_i:
            return ""
        words = str(TitleI(self.facts.title_i).label)
        unconfirmed = pgettext("staff", "to confirm")
        return words if self.facts.confirmed else f"{words} ({unconfirmed})"


def rows(schools: Iterable[School], year: int, on: date, known_at: datetime) -> list[Row]:
    """Standings of every school that part A, B or C binds on `on`, as known at `known_at`."""
    everyone = list(schools)
    facts = gather(everyone, year, on, known_at)
    return [_row(school, facts[school.pk], on) for school in everyone if school.pk in facts]


def _row(school: School, facts: Facts, on: date) -> Row:
    return Row(school, facts, {code: judge(code, facts, on) for code in CODES[facts.part]})


def to_confirm(schools: Iterable[School], bound: Iterable[Row]) -> list[School]:
    """Schools without rows: what binds them is not entered, or the regulation does not govern them."""
    shown = {row.school.pk for row in bound}
    return [school for school in schools if school.pk not in shown]


def lines(found: Iterable[Row], year: int, on: date) -> Iterator[list[str]]:
    """The matrix as text cells under COLUMNS; `missing` is always English, and says what a draft lacks too."""
    with language("en"):
        for row in found:
            for code, standing in row.standings.items():
                yield [
                    row.school.slug,
                    row.school.cds,
                    str(year),
                    on.isoformat(),
                    code,
                    str(PROVISIONS[code].force),
                    str(standing.state),
                    str(standing.basis),
                    standing.due_on.isoformat() if standing.due_on else "",
                    str(len(standing.records)),
                    "; ".join(str(text) for text in (*standing.missing, *standing.notes)),
                ]
