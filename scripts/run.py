"""Start the portal on this machine and watch over it: web, worker with beat, mail sink; Ctrl-C ends them all.

Standard library only. Honours PORT (8000), PORTAL_HOME (var/), DATABASE_URL, REDIS_URL and EMAIL_URL.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 15
SECONDS_TO_ANSWER = 60
SINK_PORT = 2525


def stop(sentence: str) -> None:
    """End with one clear line."""
    sys.exit(f"make run: {sentence}")


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Say whether a server could listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def wanted_port() -> int:
    """Return the port of the web server, or stop with what to do about it."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 1024 <= int(text) <= 65535:
        stop(f"PORT is {text!r}: give a number from 1024 to 65535, for example: make run PORT=8001")
    if not is_free(int(text)):
        stop(f"port {text} is in use by another program; choose another: make run PORT={int(text) + 1}")
    return int(text)


def free_port(first: int) -> int:
    """Return the first free port from `first` on."""
    return next(port for port in range(first, first + 200) if is_free(port))


def environment(port: int, sink_port: int) -> dict[str, str]:
    """Return what the children see: the caller's environment, a demo by default, mail to the sink."""
    home = Path(os.environ.get("PORTAL_HOME", ROOT / "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    ours = {"PORT": str(port), "DEMO": "1", "EMAIL_URL": f"smtp://127.0.0.1:{sink_port}", "PYTHONUNBUFFERED": "1"}
    # So that manage.py beside a running demo means the same demo (the settings read it).
    kept = {name: os.environ.get(name, ours[name]) for name in ("DEMO", "PORT", "EMAIL_URL")}
    (home / "demo.env").touch(mode=0o600)
    (home / "demo.env").write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**ours, **os.environ, "PORTAL_HOME": str(home), "PATH": path}


def commands(port: int, sink_port: int, env: dict[str, str]) -> dict[str, list[str]]:
    """Return the children by name."""
    python = sys.executable
    home = Path(env["PORTAL_HOME"])
    web = [python, "-m", "gunicorn", "sjcoe_portal.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    web += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    # In a container everything is root; a demo may be.
    worker = [python, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "sjcoe_portal"]
    worker += ["worker", "--beat", "--pool", "threads"]
    worker += ["--concurrency", "4", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    worker += ["--schedule", str(home / "beat-schedule")]
    found = {"web": web, "worker": worker}
    if "EMAIL_URL" not in os.environ:
        found["mail"] = [python, str(ROOT / "scripts" / "sink.py"), str(sink_port), str(home / "outbox")]
    return found


def start(found: dict[str, list[str]], env: dict[str, str]) -> dict[str, subprocess.Popen[bytes]]:
    """Start each child in a group of its own, so that Ctrl-C reaches this script first."""
    return {
        name: subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True) for name, command in found.items()
    }


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, and make those that don't in time; a second Ctrl-C leaves none behind."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    over = time.monotonic() + SECONDS_TO_END
    for child in children.values():
        try:
            child.wait(max(0.1, over - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def answers(address: str) -> bool:
    """Say whether the web server answers at all."""
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (our own loopback address)
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def ended(children: dict[str, subprocess.Popen[bytes]]) -> str | None:
    """Return the name of a child that is no longer running."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def wait_until_ready(children: dict[str, subprocess.Popen[bytes]], port: int) -> None:
    """Wait for the first answer, or stop if a child ends before."""
    over = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < over:
        if gone := ended(children):
            stop(f"the {gone} process ended at once; what it said stands above")
        if answers(f"http://127.0.0.1:{port}/healthz"):
            return
        time.sleep(0.1)
    stop(f"the web server gave no answer in {SECONDS_TO_ANSWER} seconds")


def interrupt(*_: object) -> None:
    """Treat a request to end as Ctrl-C."""
    raise KeyboardInterrupt


def watch(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return when a child ended."""
    while not (gone := ended(children)):
        time.sleep(0.5)
    stop(f"the {gone} process ended; the others were ended too")


def main() -> None:
    """Prepare, start, say where, watch, end."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)
    port = wanted_port()
    sink_port = free_port(SINK_PORT)
    env = environment(port, sink_port)
    if subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=env).returncode:
        stop("the portal's data could not be prepared (see above)")
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children = start(commands(port, sink_port, env), env)
        people = subprocess.Popen(
            [sys.executable, "manage.py", "demo_people"], cwd=ROOT, env=env, stdout=subprocess.PIPE
        )
        wait_until_ready(children, port)
        print(
            f"\nThe portal is at http://localhost:{port}/  (Ctrl-C ends it; data in {env['PORTAL_HOME']})", flush=True
        )
        print(people.communicate()[0].decode(), flush=True)
        watch(children)
    except KeyboardInterrupt:
        print("\nEnding", flush=True)
    finally:
        end(children)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
