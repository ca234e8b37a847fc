"""Start the portal on this machine and watch over it: web, worker, beat, mail sink; Ctrl-C ends them all.

Standard library only. Honours PORT (8000), PORTAL_HOME (var/), DATABASE_URL, REDIS_URL and EMAIL_URL.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from scripts.children import Children, end, listen, start, stop, wait_until_ready, watch

ROOT = Path(__file__).resolve().parent.parent
SINK_PORT = 2525


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


def mail_socket() -> socket.socket:
    """Return a listening socket for the mail sink: held from here on, so that no other start can take its port."""
    for port in range(SINK_PORT, SINK_PORT + 200):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError:
            listener.close()
        else:
            listener.set_inheritable(True)
            return listener
    stop(f"no port is free from {SINK_PORT} on for the mail sink")


def take(home: Path) -> IO[str]:
    """Hold the portal's home for this start alone, without messages of an earlier one: the rows are the queue."""
    home.mkdir(parents=True, exist_ok=True)
    held = (home / "running").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stop(f"the data in {home} is in use by a running portal; end that one, or give another PORTAL_HOME")
    for broker in home.glob("broker.sqlite3*"):
        broker.unlink()
    return held


def environment(home: Path, port: int, mail: socket.socket) -> dict[str, str]:
    """Return what the children see: the caller's environment, a demo by default, mail to the sink."""
    ours = {
        "PORT": str(port),
        "DEMO": "1",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.getsockname()[1]}",
        "PYTHONUNBUFFERED": "1",
    }
    # So that manage.py beside a running demo means the same demo (the settings read it).
    kept = {name: os.environ.get(name, ours[name]) for name in ("DEMO", "PORT", "EMAIL_URL")}
    (home / "demo.env").touch(mode=0o600)
    (home / "demo.env").write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**ours, **os.environ, "PORTAL_HOME": str(home), "PATH": path}


def commands(home: Path, port: int, mail: socket.socket) -> dict[str, list[str]]:
    """Return the children by name."""
    python = sys.executable
    web = [python, "-m", "gunicorn", "sjcoe_portal.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    web += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    # In a container everything is root; a demo may be.
    celery = [python, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "sjcoe_portal"]
    worker = ["worker", "--pool", "threads", "--concurrency", "4", "--without-gossip", "--without-mingle"]
    found = {
        "web": web,
        "worker": [*celery, *worker, "--loglevel", "WARNING"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", str(home / "beat-schedule")],
    }
    if "EMAIL_URL" not in os.environ:
        found["mail"] = [python, str(ROOT / "scripts" / "sink.py"), str(mail.fileno()), str(home / "outbox")]
    return found


def main() -> None:
    """Prepare, start, say where, watch, end."""
    listen()
    port = wanted_port()
    home = Path(os.environ.get("PORTAL_HOME", ROOT / "var")).resolve()
    held = take(home)
    mail = mail_socket()
    env = environment(home, port, mail)
    if subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=env).returncode:
        stop("the portal's data could not be prepared (see above)")
    children: Children = {}
    try:
        children = start(commands(home, port, mail), env, mail)
        telling = [sys.executable, "manage.py", "demo_people"]
        people = subprocess.Popen(telling, cwd=ROOT, env=env, stdout=subprocess.PIPE, start_new_session=True)
        wait_until_ready(children, port)
        print(f"\nThe portal is at http://localhost:{port}/  (Ctrl-C ends it; data in {home})", flush=True)
        print(people.communicate()[0].decode(), flush=True)
        watch(children)
    except KeyboardInterrupt:
        with suppress(OSError):  # the terminal may be gone
            print("\nEnding", flush=True)
    finally:
        end(children)
        held.close()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
