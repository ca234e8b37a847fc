"""Find what the project must not name: a package host, a path of one machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written with a class in each, so that this file does not find itself.
WORDS = re.compile(
    r"pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|deb\.debia[n]\.org|/wor[k]/|/roo[t]/|(?<![\w.])/hom[e]/[a-z]|/opt/pyp[i]"
)


def kept_files() -> list[Path]:
    """Return the files git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def found_in(path: Path) -> list[str]:
    """Return the lines of one text file that name what they must not."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for number, line in enumerate(lines, start=1)
        if WORDS.search(line)
    ]


def main() -> int:
    """Report what was found; return 1 if anything was."""
    found = [line for path in kept_files() for line in found_in(path)]
    print("\n".join(found) or "no such word")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
