"""The whole state's directory: time and memory (speed.md: 18,000 rows in 10 s, flat)."""

import time
import tracemalloc

import pytest

from schools.actions import import_directory
from schools.models import School
from tests.schools.conftest import DIRECTORY
from tests.servers.promises import scaled

pytestmark = pytest.mark.django_db
LIMIT_SECONDS = 10
# What 16 times the rows may add: the codes seen and the addresses taken, not the rows themselves.
LIMIT_BYTES_PER_ROW = 1_000


def state(path, rows):
    """The office's own rows and as many of other counties' as make up the number."""
    lines = DIRECTORY.read_text().splitlines()
    pattern = lines[5].split("\t")
    for number in range(rows - len(lines) + 1):
        cells = list(pattern)
        cells[0], cells[6] = f"{20_000_000_000_001 + number}", f"Generated School {number}"
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n")
    return path


def peak(path):
    """Highest memory, in bytes, that an import of everything takes."""
    tracemalloc.start()
    try:
        import_directory(path, everything=True, dry_run=True)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_whole_states_file_takes_seconds_and_so_does_one_where_every_row_has_changed(tmp_path, promise):
    rows = scaled(18_000)
    path = state(tmp_path / "state.txt", rows)
    with promise("IMPORT") as tally:
        for content in (path.read_text(), path.read_text().replace("Stockton", "Lodi")):
            path.write_text(content)
            begin = time.process_time()  # the machine's other work is not the import's
            report = import_directory(path, everything=True)
            tally.n += report.created + report.changed - 1
            tally.count(time.process_time() - begin <= LIMIT_SECONDS)
    assert School.objects.count() == rows


def test_memory_stays_flat(tmp_path):
    few = peak(state(tmp_path / "few.txt", 1_000))
    many = peak(state(tmp_path / "many.txt", 4_000))
    assert many - few < 3_000 * LIMIT_BYTES_PER_ROW
