"""A private PostgreSQL: its own cluster, a random port, a random password, nothing synced to disk."""

from __future__ import annotations

import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2

from tests.servers.processes import account, end, free_port, program, start, throwaway_folder

FAST = {
    # It would count the rows of rolled-back tests as none, and the planner would believe it.
    "autovacuum": "off",
    "fsync": "off",  # a commit still reaches the operating system, so that a fall of the server loses none
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "listen_addresses": "127.0.0.1",
}
SECONDS_TO_START = 60


class Postgres:
    """One running cluster with a superuser and a database called portal."""

    def __init__(self, folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.password = secrets.token_hex(16)
        self.port = free_port()
        self.settings = {**FAST, **(settings or {}), "port": str(self.port), "unix_socket_directories": str(folder)}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://portal:{self.password}@127.0.0.1:{self.port}/portal"

    def create(self) -> None:
        """Make the cluster's files."""
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)  # the folder itself is closed to others
        command = [program("initdb"), "-D", str(self.folder / "data"), "-U", "portal", "--no-sync"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, **account())

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [program("postgres"), "-D", str(self.folder / "data")]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        self.process = start(command, self.folder, signal.SIGINT)
        over = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > over:
                raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "server.log").read_text()[-2000:])
            time.sleep(0.05)

    def connect(self, database: str = "portal") -> psycopg2.extensions.connection:
        """Open a connection of the superuser's."""
        return psycopg2.connect(
            host="127.0.0.1", port=self.port, user="portal", password=self.password, dbname=database, connect_timeout=5
        )

    def answers(self) -> bool:
        """Say whether a connection can be opened."""
        with suppress(psycopg2.OperationalError):
            self.connect("postgres").close()
            return True
        return False

    def create_database(self, name: str) -> None:
        """Make an empty database."""
        connection = self.connect("postgres")
        connection.autocommit = True
        try:
            connection.cursor().execute(f'CREATE DATABASE "{name}"')
        finally:
            connection.close()

    def stop(self, *, immediately: bool = False) -> None:
        """End the server; `immediately` is a fall, without ending anyone's transaction."""
        if self.process:
            end(self.process, signal.SIGQUIT if immediately else signal.SIGINT)


@contextmanager
def private_postgres(settings: dict[str, str] | None = None) -> Iterator[Postgres]:
    """Give a running private PostgreSQL, and leave nothing of it."""
    with throwaway_folder("postgres") as folder:
        server = Postgres(folder, settings=settings)
        server.create()
        try:
            server.start()
            server.create_database("portal")
            yield server
        finally:
            server.stop()
