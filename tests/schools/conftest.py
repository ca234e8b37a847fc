"""What the tests of this room share: the directory's own file, and files made from it."""

from pathlib import Path

import pytest
from django.utils.translation import override

from schools.actions import import_directory

DIRECTORY = Path(__file__).resolve().parents[2] / "schools" / "data" / "pubschls-sjcoe.txt"


@pytest.fixture(autouse=True)
def _in_english():
    """Sentences are compared in English; what a page shows follows its own address."""
    with override("en"):
        yield


@pytest.fixture
def directory(db):
    """The office's own rows, imported."""
    import_directory(DIRECTORY)
    return DIRECTORY


@pytest.fixture
def changed(tmp_path):
    """Write a copy of the directory's file, changed by a function of its bytes."""

    def write(change):
        path = tmp_path / "directory.txt"
        path.write_bytes(change(DIRECTORY.read_bytes()))
        return path

    return write


@pytest.fixture
def cell(changed):
    """Write a copy with one cell changed: cell(line, column, text)."""

    def write(line, column, text):
        def change(content):
            lines = content.split(b"\n")
            cells = lines[line - 1].split(b"\t")
            cells[lines[0].rstrip(b"\r").split(b"\t").index(column.encode())] = text
            lines[line - 1] = b"\t".join(cells)
            return b"\n".join(lines)

        return changed(change)

    return write
