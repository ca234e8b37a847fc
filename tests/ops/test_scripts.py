"""The scripts behind make say in one line what is wrong, and each check notices the fault it is there for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from scripts import catalogues, lock, system, words
from scripts.bench.processes import cpu_seconds

ROOT = Path(settings.BASE_DIR)
RUN = "runpy.run_path(sys.argv[0], None, '__main__')"
WORK = "import time\nwhile time.process_time() < 0.5: pass\nprint(1, flush=True)\ninput()"


def run_portal(**env: str) -> subprocess.CompletedProcess[str]:
    """Ask for a start with these variables."""
    command = [sys.executable, "-m", "scripts.run"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, timeout=60)


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_portal(PORT=str(port), PORTAL_HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port} is in use" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["", "eighty", "80", "70000", "-1"])
def test_a_port_that_makes_no_sense_is_one_clear_line(tmp_path, port):
    done = run_portal(PORT=port, PORTAL_HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "give a number from 1024 to 65535" in done.stderr


def environment_script(tmp_path: Path, *words_after: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a copy of environment.py in an empty project."""
    (tmp_path / "scripts").mkdir(exist_ok=True)
    shutil.copy(ROOT / "scripts" / "environment.py", tmp_path / "scripts")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements", dirs_exist_ok=True)
    env = {"PATH": path if path is not None else os.environ["PATH"]}
    command = [*(words_after or [sys.executable]), str(tmp_path / "scripts" / "environment.py"), "base"]
    return subprocess.run(command, env=env, capture_output=True, text=True)


def test_an_old_python_is_one_clear_line(tmp_path):
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = sys.argv[1:]; "
    done = environment_script(
        tmp_path, sys.executable, "-c", pretend + "runpy.run_path(sys.argv[0], None, '__main__')", path=""
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed and this is 3.9" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_without_venv_is_one_clear_line(tmp_path):
    pretend = "import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = sys.argv[1:]; "
    done = environment_script(tmp_path, sys.executable, "-c", pretend + RUN)
    assert done.returncode == 1
    assert done.stderr == "make: Python's venv module is missing: apt-get install -y python3-venv\n"


def test_what_the_system_lacks_is_one_line_with_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(system, "has_program", lambda name: name != "redis-server")
    monkeypatch.setattr(system, "has_library", lambda name: name != "pango-1.0")
    monkeypatch.setattr(system, "install", lambda packages: False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.main("test") == 1
    assert capsys.readouterr().err == (
        "make: missing on this machine: sudo apt-get install -y libpango-1.0-0 redis-server\n"
    )
    assert system.main("run") == 0
    assert "all else works" in capsys.readouterr().out


@pytest.fixture
def copied_requirements(tmp_path, monkeypatch):
    """The lock files where a fault does no harm."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(lock, "FOLDER", tmp_path / "requirements")
    return tmp_path / "requirements"


def test_the_lock_files_fit(copied_requirements):
    assert [lock.faults(name) for name in lock.SOURCES] == [[], []]


@pytest.mark.parametrize(
    ("name", "line"),
    [("base.in", "left-pad==1.0"), ("base.txt", "--extra-index-url https://example.org/simple"), ("dev.in", "# note")],
)
def test_a_changed_or_foreign_line_makes_a_lock_file_unfit(copied_requirements, name, line):
    with (copied_requirements / name).open("a") as file:
        file.write(line + "\n")
    assert any(lock.faults(each) for each in lock.SOURCES)


def test_words_of_one_machine_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "ROOT", tmp_path)
    note = tmp_path / "note.md"
    lines = ["see /wor{}/main".format("k"), "and /srv/portal", "https://pyp{}.org/simple".format("i")]
    note.write_text("\n".join(lines))
    assert len(words.found_in(note)) == 2


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Hello", msgstr="Hola"), None),
        (polib.POEntry(msgid="Hello"), "not translated"),
        (polib.POEntry(msgid="Hello", msgstr="Hola", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="%(n)s days", msgstr="%(m)s días"), "placeholders or tags differ"),
        (polib.POEntry(msgid="<b>Now</b>", msgstr="Ahora"), "placeholders or tags differ"),
    ],
)
def test_faults_of_a_catalogue_are_named(entry, fault):
    assert catalogues.entry_faults(entry) == fault


def test_cpu_seconds_count_a_child_that_works():
    command = [
        sys.executable,
        "-c",
        "import time\nwhile time.process_time() < 0.5: pass\nprint(1, flush=True)\ninput()",
    ]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        child.stdout.readline()
        assert 0.4 < cpu_seconds([child.pid]) < 2
    finally:
        child.communicate(b"\n")


@pytest.mark.parametrize(("kept", "is_read"), [("DEMO=1\n", True), ("", False)])
def test_a_command_beside_a_demo_reads_what_the_demo_was_started_with(tmp_path, kept, is_read):
    (tmp_path / "demo.env").write_text(kept)
    asked = ("DEMO", "DEBUG", "SECRET_KEY", "DATABASE_URL", "SITE_URL", "DJANGO_SETTINGS_MODULE")
    env = {name: value for name, value in os.environ.items() if name not in asked} | {"PORTAL_HOME": str(tmp_path)}
    command = [sys.executable, "manage.py", "demo_code", "--help"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    shown = done.returncode == 0 and "email" in done.stdout
    assert shown == is_read, done.stderr


def test_a_command_without_its_settings_is_one_clear_line(tmp_path):
    env = {"PATH": os.environ["PATH"], "PORTAL_HOME": str(tmp_path)}
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("SECRET_KEY is not set: ")
