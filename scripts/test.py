"""The whole suite: on SQLite, on a private PostgreSQL, and the journeys in a browser (`make test`, `make trust`).

More arguments go to pytest: `.venv/bin/python scripts/test.py tests/schools`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = sys.executable
PYTEST = [PY, "-m", "pytest", "-q"]
ON_POSTGRES = [PY, "-m", "tests.servers", "postgres", "--"]
NO_TEST_RAN = 5

PARTS: list[tuple[str, list[str]]] = [
    ("all but the journeys, on SQLite", [*PYTEST, "-m", "not journey", "-n", "2"]),
    ("all but the journeys, on PostgreSQL", [*ON_POSTGRES, *PYTEST, "-m", "not journey and not once", "-n", "2"]),
    ("journeys in a browser, on PostgreSQL", [*ON_POSTGRES, *PYTEST, "-m", "journey", "-n", "2", "--dist", "loadfile"]),
]


def environment() -> dict[str, str]:
    """Return what the tests see: no database, broker, mail server or home of this machine's."""
    ours = {"DEMO": "1", "PORTAL_HOME": str(ROOT / "var" / "test"), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    path = f"{Path(PY).parent}:{os.environ['PATH']}"
    left_out = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL", "PORT")
    return {**{k: v for k, v in os.environ.items() if k not in left_out}, **ours, "PATH": path}


def run(title: str, command: list[str]) -> tuple[int, str]:
    """Run one part, show what it says as it says it; return its exit status and pytest's closing line."""
    print(f"\n== {title}", flush=True)
    closing = "said nothing"
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None  # noqa: S101
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
            closing = line.strip() or closing
        return process.wait(), closing
    finally:
        process.terminate()


def asked_to_end(*_: object) -> None:
    """Leave as by Ctrl-C, so that the running part is ended too."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run every part, even after one failed; end with the closing line of each; return 1 if one failed."""
    done = {title: run(title, [*command, *arguments]) for title, command in PARTS}
    print()
    for title, (_, closing) in done.items():
        print(f"{title}: {closing}")
    # A part that selects no test has passed only where the caller named what to select.
    passed = (0, NO_TEST_RAN) if arguments else (0,)
    return 0 if all(status in passed for status, _ in done.values()) else 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, asked_to_end)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
