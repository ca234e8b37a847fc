"""One start of the portal as a newcomer starts it: all its processes come up, say how to sign in, and end together."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from scripts.children import ASK_TO_END, interrupt, listen
from tests.servers.processes import free_port

pytestmark = pytest.mark.servers
ROOT = Path(settings.BASE_DIR)
LEFT_OUT = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "DJANGO_SETTINGS_MODULE")


def processes_of(home: Path) -> dict[int, str]:
    """Return the command lines of the processes that were started with this home."""
    mark = f"PORTAL_HOME={home}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def environment(home: Path) -> dict[str, str]:
    """What a start with a home of its own is given."""
    env = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return env | {"PORTAL_HOME": str(home), "PORT": str(free_port()), "DEMO": "1"}


@pytest.fixture
def portal(tmp_path):
    """A running portal with a home of its own, and what it said until it was ready."""
    env = environment(tmp_path)
    command = [sys.executable, "-m", "scripts.run"]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said)
    over = time.monotonic() + 120
    while b"demo_code" not in (tmp_path / "said").read_bytes() and process.poll() is None and time.monotonic() < over:
        time.sleep(0.2)
    assert process.poll() is None, (tmp_path / "said").read_text()
    yield process, env
    if process.poll() is None:
        process.terminate()
        process.wait(60)


def read(env: dict[str, str], path: str) -> int:
    """Return the status of a page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}{path}", timeout=20) as answer:
        return answer.status


def test_the_portal_starts_whole_and_ends_whole(portal, tmp_path):
    process, env = portal
    assert [read(env, path) for path in ("/healthz", "/es/", "/en/")] == [200, 200, 200]
    running = " ".join(processes_of(tmp_path).values())
    assert all(part in running for part in ("gunicorn", " worker ", " beat ", "sink.py"))
    other = subprocess.run(
        [sys.executable, "-m", "scripts.run"], cwd=ROOT, env={**env, "PORT": str(free_port())}, capture_output=True
    )
    assert other.returncode == 1
    assert b"is in use by a running portal" in other.stderr
    said = (tmp_path / "said").read_text()
    assert f"http://localhost:{env['PORT']}/" in said
    assert all(who in said for who in ("parent", "coordinator", "county staff"))
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert processes_of(tmp_path) == {}


def test_when_one_process_dies_all_end_and_it_is_named(portal, tmp_path):
    process, _ = portal
    worker = next(pid for pid, command in processes_of(tmp_path).items() if " worker " in command)
    os.kill(worker, signal.SIGKILL)
    assert process.wait(60) == 1
    assert "the worker process ended" in (tmp_path / "said").read_text()
    assert processes_of(tmp_path) == {}


def in_a_terminal(home: Path, *before: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the portal as the leader of a terminal; gives it and the terminal's other end once it has said who may
    sign in."""
    ours, theirs = pty.openpty()
    command = [*before, sys.executable, "-m", "scripts.run"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(home), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    said, over = b"", time.monotonic() + 120
    while b"demo_code" not in said and time.monotonic() < over:
        if select.select([ours], [], [], 1)[0]:
            said += os.read(ours, 65536)
        assert process.poll() is None, said.decode()
    return process, ours


def test_a_closed_terminal_ends_it_whole(tmp_path):
    process, terminal = in_a_terminal(tmp_path)
    running = " ".join(processes_of(tmp_path).values())
    assert all(part in running for part in ("gunicorn", " worker ", " beat ", "sink.py"))
    os.close(terminal)
    process.wait(60)
    assert processes_of(tmp_path) == {}


def test_under_nohup_a_closed_terminal_is_no_request_to_end():
    before = {name: signal.getsignal(name) for name in ASK_TO_END}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        listen()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        listen()
        assert {signal.getsignal(name) for name in ASK_TO_END} == {interrupt}
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
