"""The portal's processes on one machine: started together, watched, ended together. Standard library only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 15
SECONDS_TO_ANSWER = 60
ASK_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Children = dict[str, subprocess.Popen[bytes]]


def stop(sentence: str) -> NoReturn:
    """End with one clear line."""
    sys.exit(f"make run: {sentence}")


def start(found: dict[str, list[str]], env: dict[str, str], mail: socket.socket) -> Children:
    """Start each child in a group of its own, so that Ctrl-C reaches this script first."""
    return {
        name: subprocess.Popen(
            command, cwd=ROOT, env=env, start_new_session=True, pass_fds=[mail.fileno()] if name == "mail" else []
        )
        for name, command in found.items()
    }


def end(children: Children) -> None:
    """Ask every child to end, and make those that don't in time; a second Ctrl-C leaves none behind."""
    for name in ASK_TO_END:
        signal.signal(name, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    over = time.monotonic() + SECONDS_TO_END
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, over - time.monotonic()))
        # What is left of its group: a child that hangs, or a web process whose master was killed.
        with suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)


def answers(address: str) -> bool:
    """Say whether the web server answers at all."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def ended(children: Children) -> str | None:
    """Return the name of a child that is no longer running."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def wait_until_ready(children: Children, port: int) -> None:
    """Wait for the first answer, or stop if a child ends before."""
    over = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < over:
        if gone := ended(children):
            stop(f"the {gone} process ended at once; what it said stands above")
        if answers(f"http://127.0.0.1:{port}/healthz"):
            return
        time.sleep(0.1)
    stop(f"the web server gave no answer in {SECONDS_TO_ANSWER} seconds")


def listen() -> None:
    """Take every request to end as Ctrl-C; a closed terminal is none for who started it under nohup."""
    for name in ASK_TO_END:
        if name != signal.SIGHUP or signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, interrupt)


def interrupt(*_: object) -> None:
    """Treat a request to end as Ctrl-C."""
    raise KeyboardInterrupt


def watch(children: Children) -> None:
    """Return when a child ended."""
    while not (gone := ended(children)):
        time.sleep(0.5)
    stop(f"the {gone} process ended; the others were ended too")
