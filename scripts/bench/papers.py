"""What a worker makes of a document: a PDF, and the redline of thirty pages; CPU milliseconds each, as JSON.

`python -m scripts.bench.papers PID` counts the process tree of PID (the database) too, as the pages' rows do.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date

import django

from scripts.bench.processes import cpu_seconds

TIMES = 10
SCHOOL, PARTS, PARAGRAPHS = "generated-0", 8, 34
SENTENCE = "Families and the school meet in the evening, talk about what helps children learn, and write it down. "


def main() -> None:
    """Measure on the filled database of `scripts.bench.data`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sjcoe_portal.settings")
    django.setup()
    roots = [os.getpid(), *map(int, sys.argv[1:])]
    print("\n" + json.dumps(pdfs(roots) | redlines(roots)))


def milliseconds(roots: list[int], act: Callable[[], object]) -> float:
    """CPU of one call, over as many as count; what is read once a process has been read before."""
    act()
    before = cpu_seconds(roots)
    for _ in range(TIMES):
        act()
    return (cpu_seconds(roots) - before) / TIMES * 1000


def pdfs(roots: list[int]) -> dict[str, float]:
    """A published policy's PDF as a worker builds it, and that nothing builds it again."""
    from documents import pdf
    from documents.models import Edition
    from documents.tasks import build_missing_files
    from sjcoe_portal.demo.cast import TEAM

    while build_missing_files():
        pass
    edition = Edition.objects.public(_school(TEAM), "site_policy").filter(legacy=False)[0]
    cost = milliseconds(roots, lambda: pdf.build(edition, "es"))
    files = [(row.built_at, row.file.name) for row in edition.files.order_by("pk")]
    build_missing_files()
    again = sum(
        one != (row.built_at, row.file.name) for one, row in zip(files, edition.files.order_by("pk"), strict=True)
    )
    return {"pdf": cost, "pdf_pages": pdf.build(edition, "es").pages, "pdf_again": again}


def redlines(roots: list[int]) -> dict[str, float]:
    """The page that compares two editions of thirty pages, with nothing remembered from the time before."""
    from django.test import Client

    from documents import pdf
    from documents.facts import changed
    from documents.models import Edition

    new = _editions()
    client = Client(headers={"host": "127.0.0.1"})

    def compare() -> None:
        changed._lines.cache_clear()
        answer = client.get(f"/en/schools/{SCHOOL}/policy/changes/?anew")
        assert answer.status_code == 200  # noqa: S101
        assert b"<ins>" in answer.content  # noqa: S101

    pages = pdf.build(Edition.objects.select_related("document__owner").get(pk=new), "en").pages
    return {"redline": milliseconds(roots, compare), "redline_pages": pages}


def _editions() -> int:
    """Two editions of which every third paragraph differs in a few words; the newer one's id."""
    from accounts.models import User
    from documents.actions import enter_legacy
    from documents.models import Edition
    from schools.models import School
    from sjcoe_portal.demo.cast import COUNTY

    school, by = School.objects.get(slug=SCHOOL), User.objects.get(email=COUNTY)
    found = Edition.objects.public(school.pk, "site_policy").first()
    for year in (2024, 2025) if found is None else ():
        texts = {f"B{n}": _text(n, year) for n in range(1, PARTS + 1)}
        on = date(year, 9, 5)
        found = enter_legacy(school, "site_policy", year, language="en", texts=texts, on=on, by=by)
    assert found  # noqa: S101
    return int(found.pk)


def _text(part: int, year: int) -> str:
    said = [f"{part}.{n}. {SENTENCE * 3}" for n in range(PARAGRAPHS)]
    return "\n\n".join(f"{one} It holds in {year}." if n % 3 == 0 else one for n, one in enumerate(said))


def _school(slug: str) -> int:
    from schools.models import School

    return int(School.objects.get(slug=slug).pk)


if __name__ == "__main__":
    main()
