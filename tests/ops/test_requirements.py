"""Every library that is imported is pinned, and every pinned one is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

from scripts.lock import PIN

ROOT = Path(settings.BASE_DIR)
# Used by name in settings, Makefile or scripts, or needed by a library for a part of it that is used.
NAMED = {
    "gunicorn": "the web server",
    "whitenoise": "static files",
    "psycopg2-binary": "Django's PostgreSQL",
    "redis": "Celery's Redis",
    "sqlalchemy": "Celery's broker without a server",
    "tzdata": "time zones where the system has none",
    "codespell": "make check",
    "djlint": "make check",
    "import-linter": "make check",
    "mypy": "make check",
    "django-stubs": "make check",
    "ruff": "make check",
    "types-pyyaml": "make check",
    "uv": "make lock",
    "pytest-django": "pytest",
    "pytest-playwright": "pytest",
    "pytest-socket": "pytest",
    "pytest-xdist": "pytest",
}


def normal(name: str) -> str:
    """Return a library's name as the lock files write it."""
    return name.lower().replace("_", "-").replace(".", "-")


def sources() -> list[Path]:
    """Return the Python files git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def imported(path: Path) -> set[str]:
    """Return the top names a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def libraries(files: list[Path]) -> set[str]:
    """Return the libraries that files import."""
    known = packages_distributions()
    ours = {path.name for path in ROOT.iterdir()}
    names = set().union(*(imported(path) for path in files)) - set(sys.stdlib_module_names) - ours - {"manage"}
    return {normal(name) for top in names for name in known.get(top, [f"unknown {top}"])}


def pinned(*names: str) -> set[str]:
    """Return the libraries that .in files pin."""
    return {normal(pin) for name in names for pin, _ in PIN.findall((ROOT / "requirements" / name).read_text())}


def test_what_the_portal_imports_is_pinned_for_running():
    files = [path for path in sources() if "tests" not in path.parts and "bench" not in path.parts]
    assert libraries(files) - pinned("base.in") == set()


def test_what_the_tests_import_is_pinned():
    assert libraries(sources()) - pinned("base.in", "dev.in") == set()


def test_nothing_is_pinned_that_is_not_used():
    assert pinned("base.in", "dev.in") - libraries(sources()) - set(NAMED) == set()


def test_an_import_that_is_not_pinned_would_be_noticed(tmp_path):
    (tmp_path / "one.py").write_text("import left_pad\nfrom django import forms\n")
    assert libraries([tmp_path / "one.py"]) == {"unknown left-pad", "django"}
