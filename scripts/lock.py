"""Write the hashed lock files from the .in files (`make lock`), or say offline whether they still fit (`--check`).

A lock file carries in its first lines the hash of the .in files it was made from, so that a check needs no network.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
SOURCES = {"base.txt": ["base.in"], "dev.txt": ["dev.in", "base.in"]}
OLDEST_PYTHON = "3.11"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|file:|--(?:extra-)?index-url|--find-links|(?:^|\s)/\w", re.MULTILINE)


def digest_of(lock: str) -> str:
    """Return the SHA-256 of the .in files that `lock` is made from."""
    text = b"".join((FOLDER / name).read_bytes() for name in SOURCES[lock])
    return hashlib.sha256(text).hexdigest()


def header(lock: str) -> str:
    """Return the lines a lock file starts with."""
    return (
        f"# Written by `make lock` from {' and '.join(SOURCES[lock])}; not to be edited by hand.\n"
        f"# made from sha256:{digest_of(lock)}\n"
    )


def quiet_environment() -> dict[str, str]:
    """Return the environment without settings that would let this machine's own package sources in."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "PIP_"))}


def write(lock: str, *options: str) -> None:
    """Resolve the .in file of `lock` for every supported Python and system, and write it with hashes."""
    target = FOLDER / lock
    command = [sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-header", "--annotation-style", "line"]
    command += ["--no-emit-index-url", "--no-emit-find-links", *options]
    command += [SOURCES[lock][0], "--output-file", lock]
    subprocess.run(command, cwd=FOLDER, env=quiet_environment(), check=True, stdout=subprocess.DEVNULL)
    target.write_text(header(lock) + target.read_text())


def faults(lock: str) -> list[str]:
    """Return what is wrong with a lock file, as sentences."""
    text = (FOLDER / lock).read_text()
    wanted = {pin for name in SOURCES[lock] for pin in PIN.findall((FOLDER / name).read_text())}
    missing = sorted(wanted - set(PIN.findall(text)))
    found = [f"{lock} lacks {name}=={version}" for name, version in missing]
    if not text.startswith(header(lock)):
        found.append(f"{lock} was made from other .in files: run `make lock`")
    if ADDRESS.search(text):
        found.append(f"{lock} names an address or a path of one machine: {ADDRESS.search(text)!r}")
    return found


def main(arguments: list[str]) -> int:
    """Write the locks, or check them; return the exit status."""
    if "--check" in arguments:
        wrong = [fault for lock in SOURCES for fault in faults(lock)]
        print("\n".join(wrong) or "lock files fit their .in files")
        return 1 if wrong else 0
    for lock in SOURCES:
        write(lock, *arguments)
        print(f"requirements/{lock} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
