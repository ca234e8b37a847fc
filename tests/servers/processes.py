"""What the private servers share: an account without rights, a folder, a port, an end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Any

SECONDS_TO_END = 20


def program(name: str) -> str:
    """Return the path of a server's program, the newest PostgreSQL's on Debian.

    Raises:
        RuntimeError: it is not installed.
    """
    found = shutil.which(name)
    versions = sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]))
    if not (found or versions):
        raise RuntimeError(f"{name} is not installed; `make test` says how to get it")
    return versions[-1] if versions else str(found)


def account() -> dict[str, Any]:
    """Return what makes subprocess run a server as nobody when the tests run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def throwaway_folder(name: str) -> Iterator[Path]:
    """Give an empty folder that belongs to the servers' account, and remove it with all in it."""
    folder = Path(tempfile.mkdtemp(prefix=f"portal-{name}-", dir="/tmp"))
    if who := account():
        os.chown(folder, who["user"], who["group"])
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a loopback port that nothing listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: list[str], folder: Path, end_by: signal.Signals) -> subprocess.Popen[bytes]:
    """Start a server that writes to server.log in its folder and ends when its parent dies."""
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", end_by.name.removeprefix("SIG"), *command]
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log, **account())


def end(process: subprocess.Popen[bytes], by: signal.Signals) -> None:
    """Ask a server to end, and make it if it does not."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
