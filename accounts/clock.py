"""The portal's clock: the wall's, unless a block of code is told to work on another day.

The demo year enters each row on its own day, and tests ask about other days, through the same actions people use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("portal_moment", default=None)


def now() -> datetime:
    """Aware datetime: now, or the moment of the surrounding `at` block."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The local date of `now()`."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Run a block as if it were `moment` (aware)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
