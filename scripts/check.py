"""Every check that runs no test, one after the other: a line for each, and what failed again at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS_OF_TEMPLATES = ["templates"]
PY = sys.executable

CHECKS: list[tuple[str, list[str]]] = [
    ("lock files fit requirements/*.in", [PY, "scripts/lock.py", "--check"]),
    ("ruff: rules", ["ruff", "check", "--quiet", "."]),
    ("ruff: format", ["ruff", "format", "--check", "--quiet", "."]),
    ("import contracts: rooms, files inside a room, Celery, notices", ["lint-imports", "--no-cache"]),
    ("mypy: types", ["mypy"]),
    ("Django: system check", [PY, "manage.py", "check", "--fail-level", "WARNING"]),
    ("Django: no model without its migration", [PY, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("catalogues: complete, not fuzzy, up to date", [PY, "scripts/catalogues.py", "check"]),
    ("djlint: templates", ["djlint", "--lint", "--quiet", *ROOMS_OF_TEMPLATES]),
    ("codespell: English texts", ["codespell"]),
    ("words that name a machine or a package host", [PY, "scripts/words.py"]),
]


def tracked(*patterns: str) -> list[str]:
    """Return the files git would keep, without those removed since."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def run(title: str, command: list[str], env: dict[str, str]) -> bool:
    """Run one check, show what it said only if it failed; say whether it passed."""
    begin = time.monotonic()
    if command[0] == "codespell":
        command = [*command, *tracked("*.py", "*.html", "*.md", "*.yaml", "*.toml", "Makefile")]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    passed = done.returncode == 0
    print(f"{'ok  ' if passed else 'FAIL'} {title} ({time.monotonic() - begin:.1f} s)", flush=True)
    if not passed:
        print(done.stdout.rstrip(), flush=True)
    return passed


def main() -> int:
    """Run them all; return 1 if one failed."""
    home = ROOT / "var" / "check"
    env = {**os.environ, "DEMO": "1", "PORTAL_HOME": str(home), "PATH": f"{Path(PY).parent}:{os.environ['PATH']}"}
    env.pop("DATABASE_URL", None)
    failed = [title for title, command in CHECKS if not run(title, command, env)]
    print(f"\n{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed" + "".join(f"\nFAILED: {t}" for t in failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
