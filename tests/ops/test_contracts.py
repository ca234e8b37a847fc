"""The import contracts hold, and each would notice the fault it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FAULTS = [
    ("schools/choices.py", "import meetings.models", "A room imports only the rooms below it"),
    ("accounts/models.py", "from sjcoe_portal import urls", "A room imports only the rooms below it"),
    ("policies/models.py", "import meetings.models", "A room imports only the rooms below it"),
    ("schools/choices.py", "import schools.models", "Inside a room, files import downward"),
    ("schools/models.py", "import schools.facts", "Inside a room, files import downward"),
    ("notices/actions/outbox.py", "import notices.views", "Inside a room, files import downward"),
    ("schools/helpers.py", "", "Inside a room, files import downward"),
    ("accounts/actions.py", "import celery", "Only tasks know Celery"),
    ("meetings/views.py", "from celery import shared_task", "Only tasks know Celery"),
    ("meetings/actions.py", "import notices.models", "The notices' tables are reached through"),
]


@pytest.fixture
def copied_tree(tmp_path):
    """The rooms and the contracts in a folder where a fault does no harm."""
    for room in settings.ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts in a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": "."})


def test_the_tree_keeps_every_contract(copied_tree):
    done = lint(copied_tree)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("path", "line", "contract"), FAULTS)
def test_a_planted_fault_is_caught(copied_tree, path, line, contract):
    target = copied_tree / path
    target.parent.mkdir(exist_ok=True)
    before = target.read_text() if target.exists() else ""
    target.write_text(f"{before}\n{line}\n")
    module = line.replace("from ", "import ").split()
    if module and not module[1].startswith("celery"):
        imported = copied_tree / (module[1].replace(".", "/") + ".py")
        if not imported.exists() and not imported.with_suffix("").is_dir():
            imported.write_text("")
    done = lint(copied_tree)
    broken = [text for text in done.stdout.splitlines() if " BROKEN" in text and text.startswith(contract)]
    assert broken, done.stdout


def test_every_room_stands_in_every_contract():
    import tomllib

    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    by_id = {contract["id"]: contract for contract in config["contracts"]}
    floors = {name.strip() for line in by_id["floors"]["layers"] for name in line.split("|")}
    assert set(settings.ROOMS) == set(config["root_packages"]) == floors
    assert set(by_id["celery"]["source_modules"]) == floors
    assert set(by_id["files"]["containers"]) == floors - {"sjcoe_portal"}
