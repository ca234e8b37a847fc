"""Run a command with private servers: `python -m tests.servers postgres redis -- pytest tests`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack

from tests.servers.postgres import private_postgres
from tests.servers.redis import private_redis

SERVERS = {"postgres": ("DATABASE_URL", private_postgres), "redis": ("REDIS_URL", private_redis)}


def asked_to_end(*_: object) -> None:
    """Leave through the servers' own endings."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Start the named servers, run the command with their addresses, end them; return its status."""
    cut = arguments.index("--")
    signal.signal(signal.SIGTERM, asked_to_end)
    with ExitStack() as stack:
        env = dict(os.environ)
        for name in arguments[:cut]:
            variable, server = SERVERS[name]
            env[variable] = stack.enter_context(server()).url  # type: ignore[attr-defined]
        child = subprocess.Popen(arguments[cut + 1 :], env=env)
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.terminate()
            child.wait(30)
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
