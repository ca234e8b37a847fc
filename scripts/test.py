"""The whole suite: on SQLite, on a private PostgreSQL, and the journeys in a browser (`make test`, `make trust`).

More arguments go to pytest: `.venv/bin/python scripts/test.py tests/schools`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = sys.executable
PYTEST = [PY, "-m", "pytest", "-q"]
ON_POSTGRES = [PY, "-m", "tests.servers", "postgres", "--"]
NO_TEST_RAN = 5

PARTS: list[tuple[str, list[str]]] = [
    ("all but the journeys, on SQLite", [*PYTEST, "-m", "not journey", "-n", "2"]),
    ("all but the journeys, on PostgreSQL", [*ON_POSTGRES, *PYTEST, "-m", "not journey", "-n", "2"]),
    ("journeys in a browser, on PostgreSQL", [*ON_POSTGRES, *PYTEST, "-m", "journey"]),
]


def environment() -> dict[str, str]:
    """Return what the tests see: no database, broker, mail server or home of this machine's."""
    ours = {"DEMO": "1", "PORTAL_HOME": str(ROOT / "var" / "test"), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    path = f"{Path(PY).parent}:{os.environ['PATH']}"
    left_out = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL", "PORT")
    return {**{k: v for k, v in os.environ.items() if k not in left_out}, **ours, "PATH": path}


def run(title: str, command: list[str]) -> int:
    """Run one part and return its exit status; a part that selects no test has passed."""
    print(f"\n== {title}", flush=True)
    begin = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env=environment()).returncode
    print(f"== {title}: {'passed' if status in (0, NO_TEST_RAN) else 'FAILED'} in {time.monotonic() - begin:.0f} s")
    return 0 if status == NO_TEST_RAN else status


def main(arguments: list[str]) -> int:
    """Run every part, even after one failed; return 1 if one did."""
    failed = [title for title, command in PARTS if run(title, [*command, *arguments])]
    print("\n" + ("\n".join(f"FAILED: {title}" for title in failed) or "every part passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
