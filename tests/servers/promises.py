"""Promises with a figure: a tenth of each n in `make test`, the whole in `make trust`, one line each at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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
        line = f"{name} n={tally.n} bad={tally.bad} seconds={time.monotonic() - begin:.1f}"
        request.node.user_properties.append((KEY, line))
        assert tally.n > 0, f"{name} counted nothing"
        assert tally.bad == 0, line

    return counting


def pytest_terminal_summary(terminalreporter):
    """Print the promises' lines before the closing line."""
    reports = [report for group in ("passed", "failed") for report in terminalreporter.getreports(group)]
    lines = sorted({value for report in reports for key, value in report.user_properties if key == KEY})
    if lines:
        terminalreporter.write_sep("-", "promises")
        for line in lines:
            terminalreporter.write_line(line)
