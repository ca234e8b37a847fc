"""Set-based reads of the welcome packet: given by week and language, beside how many students were new."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count

from compacts.models import LANGUAGES, Handout
from people.models import Enrolment

WEEK = timedelta(days=7)


@dataclass
class Week:
    """The week that begins on `monday`: packets by language, and students whose enrolment began in it."""

    monday: date
    given: dict[str, int] = field(default_factory=lambda: {code: 0 for code, _word in LANGUAGES})
    new: int = 0

    @property
    def total(self) -> int:
        return sum(self.given.values())

    @property
    def last(self) -> date:
        return self.monday + WEEK - timedelta(days=1)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(school_id: int, first: date, last: date) -> list[Week]:
    """Each week from one day's to another's, newest first. Two queries."""
    start, end = monday_of(first), monday_of(last)
    found = {start + WEEK * n: Week(start + WEEK * n) for n in range((end - start) // WEEK + 1)}
    rows = Handout.objects.standing().filter(school_id=school_id, on__gte=start, on__lte=end)
    for monday, language, given in rows.values_list("on", "language", "given"):
        found[monday].given[language] = given
    begun = Enrolment.objects.standing().filter(school_id=school_id, on__gte=start, on__lt=end + WEEK)
    for day, count in begun.values_list("on").annotate(n=Count("child", distinct=True)).order_by():
        found[monday_of(day)].new += count
    return sorted(found.values(), key=lambda week: week.monday, reverse=True)


def packets(school_ids: Collection[int], year: int, on: date, known_at: datetime) -> dict[int, int]:
    """Packets each school gave in a school year's weeks begun by `on`, as known at `known_at`. One query."""
    rows = Handout.objects.known(known_at).filter(school_id__in=school_ids, for_year=year, on__lte=on)
    given: dict[int, int] = defaultdict(int)
    for school_id, count in rows.values_list("school_id", "given"):
        given[school_id] += count
    return dict(given)
