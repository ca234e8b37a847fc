"""A private Redis: a random port, a random password, nothing kept on disk."""

from __future__ import annotations

import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from tests.servers.processes import end, free_port, program, start, throwaway_folder

SECONDS_TO_START = 20


class RedisServer:
    """One Redis that can be stopped, started again and emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.password = secrets.token_hex(16)
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def client(self) -> Redis:
        """Return a client of this server."""
        return Redis(host="127.0.0.1", port=self.port, password=self.password)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [program("redis-server"), "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        command += ["--appendonly", "no", "--requirepass", self.password, "--dir", str(self.folder)]
        self.process = start(command, self.folder, signal.SIGTERM)
        over = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > over:
                raise RuntimeError("Redis did not start:\n" + (self.folder / "server.log").read_text()[-2000:])
            time.sleep(0.05)

    def answers(self) -> bool:
        """Say whether the server answers."""
        client = self.client()
        try:
            return bool(client.ping())
        except RedisError:
            return False
        finally:
            client.close()

    def stop(self) -> None:
        """End the server; what it held is lost."""
        if self.process:
            end(self.process, signal.SIGTERM)


@contextmanager
def private_redis() -> Iterator[RedisServer]:
    """Give a running private Redis, and leave nothing of it."""
    with throwaway_folder("redis") as folder:
        server = RedisServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
