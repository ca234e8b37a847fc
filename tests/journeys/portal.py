"""The portal as it runs for real: gunicorn on a database of its own, seeded with the demo year, mail to a sink."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import psycopg2
from django.conf import global_settings, settings
from django.db import connection
from django.test import override_settings

from tests.servers.processes import end, free_port
from tests.servers.smtp import SmtpSink

ROOT = Path(settings.BASE_DIR)
SECONDS_TO_START = 120
# One for each process that runs journeys beside the others.
DATABASE = f"journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@dataclass
class Portal:
    """A running portal: its address, its home, its database as Django names it, and the mail that left it."""

    address: str
    home: Path
    database: dict[str, str]
    sink: SmtpSink

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Work on the portal's own rows, files and mail server from the test, as its worker would."""
        kept, raw = connection.settings_dict["NAME"], connection.connection
        connection.connection = None
        connection.settings_dict["NAME"] = self.database["NAME"]
        ours = {
            "SITE_URL": self.address,
            "MEDIA_ROOT": self.home / "files",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": self.sink.port,
            # What the server can compare, not the quick one of the tests.
            "PASSWORD_HASHERS": global_settings.PASSWORD_HASHERS,
        }
        try:
            with override_settings(**ours):
                yield
        finally:
            connection.close()
            connection.settings_dict["NAME"], connection.connection = kept, raw


@contextmanager
def running_portal(home: Path, sink: SmtpSink) -> Iterator[Portal]:
    """Give a seeded portal that serves on loopback, and end it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    name, url = _database(home)
    ours = {
        "DATABASE_URL": url,
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "sjcoe_portal.settings",
        "EMAIL_URL": sink.url,
        "LOG_LEVEL": "WARNING",
        "PORTAL_HOME": str(home),
        "SITE_URL": address,
    }
    env = {**os.environ, **ours}
    subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "gunicorn", "sjcoe_portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--log-level", "warning"]
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        _wait(address, process, log)
        yield Portal(address, home, {"NAME": name}, sink)
    finally:
        end(process, signal.SIGTERM)
        _drop(name)


def _database(home: Path) -> tuple[str, str]:
    """A new empty database beside the one the suite is told to use: (NAME, DATABASE_URL)."""
    if connection.vendor == "sqlite":
        file = home / "portal.sqlite3"
        return str(file), f"sqlite:///{file}"
    _drop(DATABASE)
    _execute(f'CREATE DATABASE "{DATABASE}"')
    return DATABASE, os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{DATABASE}"


def _drop(name: str) -> None:
    if connection.vendor != "sqlite":
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    admin = psycopg2.connect(os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/postgres")
    admin.autocommit = True
    try:
        admin.cursor().execute(statement)
    finally:
        admin.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    over = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < over and process.poll() is None:
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"{address}/healthz", timeout=20),
        ):
            return
        time.sleep(0.1)
    raise RuntimeError("the portal did not start:\n" + log.read_text()[-2000:])
