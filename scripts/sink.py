"""A mail server for one machine: every message becomes a file in the outbox, none leaves (`sink.py PORT FOLDER`)."""

from __future__ import annotations

import signal
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


def main(port: int, folder: Path) -> None:
    """Serve on the loopback address until told to stop."""
    controller = Controller(Outbox(folder), hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: over.set())
    over.wait()
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
