"""Comments go to a table and back, and what is hostile in them stays words."""

import csv
import io
import random

import pytest

from accounts.clock import at
from documents import actions
from documents.facts.packed import as_csv
from documents.models import Comment
from tests.cast import moment, signed_in
from tests.compliance.year import put_out
from tests.documents.packages.helpers import HOSTILE, SENT_ON, THEN, desk, get, opened

pytestmark = pytest.mark.django_db


def generated(n):
    source = random.Random(6020)
    starts = ["=", "+", "-", "@", "'", "\t", '"', "", "😀", "«", "a,b;c"]
    return [
        Comment(
            on=SENT_ON,
            language=source.choice(["es", "en"]),
            key="needs",
            not_satisfied=source.random() < 0.5,
            name=source.choice(["", "=HYPERLINK(1)"]),
            text=source.choice(starts) + f"texto {k}" + source.choice(["", "\nlínea dos", "\n\n=1+1", '"', " ñ 🧒🏽"]),
        )
        for k in range(n)
    ]


def unescaped(cell):
    return cell[1:] if cell.startswith("'") else cell


def test_fifty_comments_go_to_a_table_and_back_and_none_is_a_formula(promise):
    comments = generated(50)
    rows = list(csv.DictReader(io.StringIO(as_csv(comments), newline="")))
    with promise("T14 comments to CSV and back") as tally:
        for one, row in zip(comments, rows, strict=True):
            safe = not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
            tally.count(safe and unescaped(row["text"]) == one.text and unescaped(row["name"]) == one.name)


def test_hostile_words_in_the_package_are_words(cast, plan, built, promise):
    with at(moment("2026-09-20T10:00")):
        for n, text in enumerate(HOSTILE):
            actions.comment(plan.windows.get(), actions.Said(text=text, language="es"), form_key=f"h{n}")
    edition = put_out(cast, plan)
    built()
    with at(THEN):
        row = actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
    archive = opened(get(cast, plan, f"sent/{row.pk}/"))
    page = archive.read("comments-en.html").decode()
    table = list(csv.DictReader(io.StringIO(archive.read("comments.csv").decode("utf-8-sig"), newline="")))
    kept = {one.text for one in edition.document.comments.all()}
    with promise("T11 hostile words in a package") as tally:
        for cells in table:
            tally.count(unescaped(cells["text"]) in kept)
        tally.count("<script" not in page)
    assert len(table) == 2 + len(HOSTILE)


def test_the_page_takes_as_many_queries_for_many_comments_and_packages(cast, edition, django_assert_num_queries):
    client = signed_in(cast.coordinator)
    with at(THEN):
        client.get(desk(edition.document))
        # With no package sealed, no PDF is waited for.
        with django_assert_num_queries(QUERIES - 1):
            client.get(desk(edition.document))
        for n in range(12):
            actions.comment(
                edition.document.windows.get(), actions.Said(text=f"Otra {n}", language="es"), form_key=f"k{n}"
            )
            actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
        with django_assert_num_queries(QUERIES):
            client.get(desk(edition.document))


QUERIES = 11
