"""CPU time of process trees, and the web servers that are measured."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 60


def _stat(pid: str) -> list[str]:
    """Return a process's numbers after its name (see proc(5)), or nothing if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_seconds(roots: list[int]) -> float:
    """Return the CPU seconds used so far by process trees, ended children that were waited for included."""
    numbers = {pid: _stat(pid) for pid in os.listdir("/proc") if pid.isdigit()}
    family, found = {str(root) for root in roots}, 1
    while found:
        more = {pid for pid, stat in numbers.items() if stat and stat[1] in family} - family
        family, found = family | more, len(more)
    # Of a root also what its ended children used: user, system, and the same of those.
    ticks = sum(int(value) for pid in family for value in numbers.get(pid, [])[11 : 15 if int(pid) in roots else 13])
    return ticks / TICKS


def free_port() -> int:
    """Return a loopback port that nothing listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A running web server and one kept-open connection to it."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, session: str = "") -> tuple[int, bytes]:
        """Return status and body of one page, read as its person."""
        headers = {"Cookie": f"sessionid={session}"} if session else {}
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def is_up(self) -> bool:
        """Say whether anything listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def served(application: str, env: dict[str, str], port: int) -> Iterator[Site]:
    """Serve an application by gunicorn with two workers, and end it."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "2", "--log-level", "error", "--keep-alive", "600"]
    process = subprocess.Popen(command, env=env)
    site = Site(port, process)
    try:
        over = time.monotonic() + SECONDS_TO_START
        while not site.is_up():
            if process.poll() is not None or time.monotonic() > over:
                raise RuntimeError(f"{application} did not start")
            time.sleep(0.1)
        yield site
    finally:
        process.terminate()
        process.wait()
