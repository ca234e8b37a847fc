"""A database of its own beside the suite's, of the same vendor, for a program in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
NAME = "trust_scratch"


@contextmanager
def scratch_database(folder: Path) -> Iterator[str]:
    """Its address as DATABASE_URL has it; gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'scratch.sqlite3'}"
        return
    name = f"{NAME}_{os.getpid()}"
    _on_server(f'CREATE DATABASE "{name}"')
    try:
        yield _address(name)
    finally:
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _address(name: str) -> str:
    known = connection.settings_dict
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgres://{who}@{quote(str(known['HOST']), safe='')}{port}/{name}"


def _on_server(statement: str) -> None:
    """Outside any transaction, on the server's own database."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def run(database: str, home: Path, module: str) -> str:
    """A module of the tests run as a program on that database; its last line. Fails with it."""
    ours = {"DATABASE_URL": database, "PORTAL_HOME": str(home), "DEMO": "1", "EMAIL_URL": "dummymail://"}
    environment = {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-W", "error", "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{module}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout.strip().splitlines()[-1]
