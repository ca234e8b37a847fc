"""The translation catalogues: compile them, write them anew from the sources, or check them.

`catalogues.py compile` needs polib only; `messages` and `check` need gettext's programs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = ("*.py", "*.html", "*.txt")
LEFT_OUT = ["node_modules/*", ".venv/*", "var/*", "tests/*", "docs/*", "scripts/*"]
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}|</?[a-z]+[^>]*>")
# The number is the one word a singular may leave out ("one", "una").
NUMBER = re.compile(r"%\((count|n|number|left|total|pages)\)[sd]")
DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


def catalogues() -> list[Path]:
    """Return the catalogues of the tree."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_stale() -> int:
    """Compile each catalogue that is newer than its compiled form; return how many were."""
    made = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            half = target.with_suffix(f".{os.getpid()}.part")
            polib.pofile(str(source)).save_as_mofile(str(half))
            half.replace(target)
            made += 1
    return made


def merge_parts() -> None:
    """Put the Spanish that rooms wrote in locale/parts into the catalogue, where it has none yet."""
    target = LOCALE / "es" / "LC_MESSAGES" / "django.po"
    if not target.exists():
        return
    whole = polib.pofile(str(target), wrapwidth=0)
    written = {
        (entry.msgctxt, entry.msgid): entry
        for part in sorted((LOCALE / "parts").glob("*.es.po"))
        for entry in polib.pofile(str(part))
        if entry.translated()
    }
    for entry in whole:
        if not entry.translated():
            fill(entry, written.get((entry.msgctxt, entry.msgid)))
    whole.save()


def fill(entry: polib.POEntry, written: polib.POEntry | None) -> None:
    """Take over what was written for this entry; without that, drop what msgmerge guessed."""
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
    if entry.msgid_plural:
        forms = written.msgstr_plural if written else {0: "", 1: ""}
        entry.msgstr_plural = {0: forms[0], 1: forms[max(forms)]}
    else:
        entry.msgstr = written.msgstr if written else ""


def make_messages(root: Path) -> None:
    """Read every sentence out of the sources under `root` into its Spanish catalogue."""
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "es", "--no-location", "--no-wrap"]
    command += ["--no-obsolete", "--verbosity", "0"]
    for pattern in LEFT_OUT:
        command += ["--ignore", pattern]
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=root, env=env, check=True)


def without_date(catalogue: Path) -> str:
    """Return a catalogue's text without the time it was made."""
    return DATE.sub("", catalogue.read_text())


def copy_of_tree(target: Path) -> None:
    """Copy what git would keep of the tree to `target`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *SOURCES, "locale"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


@contextmanager
def made_anew() -> Iterator[list[tuple[Path, Path]]]:
    """Each catalogue, old and new, made in a copy of the tree: makemessages puts files of its own beside templates."""
    with tempfile.TemporaryDirectory(prefix="portal-messages-") as folder:
        copy_of_tree(Path(folder))
        make_messages(Path(folder))
        made = sorted((Path(folder) / "locale").glob("*/LC_MESSAGES/*.po"))
        yield [(ROOT / path.relative_to(folder), path) for path in made]


def stale() -> list[str]:
    """Return a sentence if makemessages would change the catalogue."""
    with made_anew() as pairs:
        changed = [old for old, new in pairs if not old.exists() or without_date(old) != without_date(new)]
    return [
        f"{path.relative_to(ROOT)} does not fit the sources: run `make messages`, then translate" for path in changed
    ]


def write_anew() -> None:
    """Put every sentence of the sources, and no other, into the catalogue; one that still fits is left as it is."""
    with made_anew() as pairs:
        for old, new in pairs:
            if not old.exists() or without_date(old) != without_date(new):
                old.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(new, old)


def entry_faults(entry: polib.POEntry) -> str | None:
    """Return what is wrong with one entry, or None."""
    if entry.fuzzy:
        return "fuzzy"
    if not entry.translated():
        return "not translated"
    if any(placeholders(one) != placeholders(other) for one, other in forms(entry)):
        return "placeholders or tags differ"
    return None


def forms(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Return each form of an entry beside its translation; singulars without their number."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    several = [(entry.msgid_plural, text) for number, text in entry.msgstr_plural.items() if number]
    return [(NUMBER.sub("", entry.msgid), NUMBER.sub("", entry.msgstr_plural[0])), *several]


def placeholders(text: str) -> list[str]:
    """Return what the code or the browser reads in a text, in order of name."""
    return sorted(PLACEHOLDER.findall(text))


def faults() -> list[str]:
    """Return everything wrong with the catalogues, as sentences."""
    found = stale()
    for path in catalogues():
        name = path.relative_to(ROOT)
        check = subprocess.run(["msgfmt", "--check", "-o", os.devnull, str(path)], capture_output=True, text=True)
        found += [] if check.returncode == 0 else check.stderr.strip().splitlines()
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and (fault := entry_faults(entry)):
                found.append(f"{name}:{entry.linenum}: {fault}: {entry.msgid[:70]!r}")
    return found


def main(verb: str) -> int:
    """Do what is asked; return the exit status."""
    if verb == "messages":
        write_anew()
        merge_parts()
        write_anew()
    if verb in ("messages", "compile"):
        compile_stale()
        return 0
    found = faults()
    print("\n".join(found[:40]) or f"catalogues complete and up to date ({len(catalogues())})")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
