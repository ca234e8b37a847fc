"""Until when a record counts that is asked for on a day, as known at a moment."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.clock import now


def last_moment(on: date | None, known_at: datetime | None) -> datetime:
    """The last moment that counts: the end of the day asked for, or the moment of knowing if that is earlier."""
    known = known_at or now()
    if on is None:
        return known
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min)) - timedelta(microseconds=1)
    return min(end, known)
