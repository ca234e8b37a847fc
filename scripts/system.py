"""What the operating system must bring: installed where that is allowed, else named in one line with how to get it.

`system.py run` (libraries that only PDFs need; never stops), `check` or `test` (stop if something is missing).
Standard library only.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from glob import glob

PANGO = {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz-subset0": "harfbuzz-subset",
}
PROGRAMS = {
    "postgresql": ["initdb", "postgres"],
    "redis-server": ["redis-server"],
    "chromium": ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    "gettext": ["xgettext", "msgfmt"],
    "poppler-utils": ["pdftotext", "pdftoppm"],
}
# The programs are wanted, not servers of the machine's own: while installing, none may be started.
APT = """
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
[ -e $policy ] || { printf '#!/bin/sh\\nexit 101\\n' > $policy; chmod 755 $policy; trap 'rm -f $policy' EXIT; }
apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"
"""
ANY_ONE_WILL_DO = {"chromium"}
HOMEBREW = {
    "libpango-1.0-0": "pango",
    "libpangoft2-1.0-0": "pango",
    "libharfbuzz-subset0": "harfbuzz",
    "postgresql": "postgresql@17",
    "redis-server": "redis",
    "chromium": "--cask chromium",
    "gettext": "gettext",
    "poppler-utils": "poppler",
}


def has_library(name: str) -> bool:
    """Say whether a shared library is there."""
    return ctypes.util.find_library(name) is not None or bool(glob(f"/opt/homebrew/lib/lib{name}*.dylib"))


def has_program(name: str) -> bool:
    """Say whether a program is there; PostgreSQL's own are outside the path on Debian."""
    return bool(shutil.which(name) or glob(f"/usr/lib/postgresql/*/bin/{name}"))


def missing(purpose: str) -> list[str]:
    """Return the Debian packages that `purpose` (run, check, test) lacks here."""
    wanted = {"run": [], "check": ["gettext"], "test": list(PROGRAMS)}[purpose]
    lacking = [package for package, library in PANGO.items() if purpose != "check" and not has_library(library)]
    for package in wanted:
        there = [has_program(name) for name in PROGRAMS[package]]
        if not (any(there) if package in ANY_ONE_WILL_DO else all(there)):
            lacking.append(package)
    return lacking


def as_administrator() -> list[str] | None:
    """Return the words that run a command as root without asking, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install(packages: list[str]) -> bool:
    """Install Debian packages where that is allowed; say whether it worked."""
    words = as_administrator()
    if words is None or not shutil.which("apt-get"):
        return False
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    done = subprocess.run(
        [*words, "sh", "-c", APT, "apt", *packages], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode:
        print("\n".join(done.stderr.decode(errors="replace").strip().splitlines()[-2:]))
    return done.returncode == 0


def how_to_get(packages: list[str]) -> str:
    """Return the command that installs the packages on this system."""
    if sys.platform == "darwin":
        return "brew install " + " ".join(sorted({HOMEBREW[name] for name in packages}))
    return "sudo apt-get install -y " + " ".join(packages)


def main(purpose: str) -> int:
    """Bring what `purpose` needs; return the exit status."""
    lacking = missing(purpose)
    if lacking:
        install(lacking)
        lacking = missing(purpose)
    if not lacking:
        return 0
    if purpose == "run":
        print(f"PDFs cannot be made yet, all else works; to have them: {how_to_get(lacking)}")
        return 0
    print(f"make: missing on this machine: {how_to_get(lacking)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
