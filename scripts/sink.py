"""A mail server for one machine: every message becomes a file in the outbox, none leaves (`sink.py SOCKET FOLDER`)."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Outbox:
    """Writes each message it is given as one .eml file, oldest name first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message whole before saying that it was accepted."""
        now = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = self.folder / f"{now}-{next(self.numbers):04d}.eml"
        half = target.with_suffix(".part")
        half.write_bytes(envelope.original_content or envelope.content)
        half.rename(target)
        return "250 kept"


class Held(Controller):
    """Serves on a socket that its parent opened, so that its port is known and taken before it starts."""

    def __init__(self, outbox: Outbox, listener: socket.socket) -> None:
        super().__init__(outbox, hostname="127.0.0.1", port=listener.getsockname()[1], ready_timeout=10)
        self.listener = listener

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


def main(descriptor: int, folder: Path) -> None:
    """Serve on the open socket until told to stop."""
    controller = Held(Outbox(folder), socket.socket(fileno=descriptor))
    controller.start()
    over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: over.set())
    over.wait()
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
