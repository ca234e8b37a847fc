"""Promises with a figure: a tenth of each n in `make test`, the whole in `make trust`, one line each at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import pytest

KEY = "promise"
IS_FULL = bool(os.environ.get("TRUST"))


@dataclass
class Tally:
    """What one promise counted: `n` tries, `bad` of them not as promised."""

    name: str
    n: int = 0
    bad: int = 0

    def count(self, good: bool) -> None:
        """Count one try."""
        self.n += 1
        self.bad += not good


def scaled(full: int) -> int:
    """Return the whole n under TRUST, else a tenth, at least one."""
    return full if IS_FULL else max(1, full // 10)


@pytest.fixture
def promise(request):
    """Give `with promise("T1") as tally:`, which reports its line and fails if anything was bad."""

    @contextmanager
    def counting(name: str) -> Iterator[Tally]:
        tally, begin = Tally(name), time.monotonic()
        yield tally
        told = [name, tally.n, tally.bad, time.monotonic() - begin]
        request.node.user_properties.append((KEY, told))
        assert tally.n > 0, f"{name} counted nothing"
        assert tally.bad == 0, line(*told)

    return counting


def line(name: str, n: int, bad: int, seconds: float) -> str:
    """Return what the run says of a promise."""
    return f"{name} n={n} bad={bad} seconds={seconds:.1f}"


def pytest_terminal_summary(terminalreporter):
    """Print the promises' lines before the closing line; parts of one promise, from any worker, are one line."""
    reports = [report for group in ("passed", "failed") for report in terminalreporter.getreports(group)]
    told = sorted(value for report in reports for key, value in report.user_properties if key == KEY)
    if told:
        terminalreporter.write_sep("-", "promises")
    for name, parts in groupby(told, key=itemgetter(0)):
        _names, numbers, bad, seconds = zip(*parts, strict=True)
        terminalreporter.write_line(line(name, sum(numbers), sum(bad), sum(seconds)))
