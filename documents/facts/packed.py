"""A sealed package as one file: the plan, families' comments to read and to count, and how to check the seal."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import translation

from documents import kinds
from documents.choices import LANGUAGES
from documents.facts.packages import comments_in, contents
from documents.models import Comment, Submission

IN_MEMORY = 4 * 1024 * 1024
# A cell that begins so is a formula to a spreadsheet, or stands where one was.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
COLUMNS = ("number", "on", "language", "section", "not_satisfied", "name", "text")
HOW = {
    "en": "The digest is the SHA-256 of `sealed`, written as JSON in UTF-8 with sorted keys and no spaces. Work it out"
    " again: if one word of a comment, their order or their number had changed, it would be another.",
    "es": "El sello (`digest`) es el SHA-256 de `sealed`, escrito como JSON en UTF-8, con las claves en orden y sin"
    " espacios. Calcúlelo otra vez: si hubiera cambiado una palabra, el orden o el número de comentarios, sería otro.",
}


def pack(package: Submission) -> IO[bytes]:
    """The package as a ZIP file, built from its rows and set to its beginning; whoever asks closes it."""
    held: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  who asked closes it
    marks: dict[str, str] = {}
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(package):
            marks[name] = hashlib.sha256(content).hexdigest()
            _put(archive, package, name, content)
        _put(archive, package, "manifest.json", _manifest(package, marks))
    held.seek(0)
    return held


def as_csv(comments: list[Comment]) -> str:
    """Comments as a table no spreadsheet takes for formulas: before such a cell, or an apostrophe, stands one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for number, one in enumerate(comments, 1):
        row = (number, one.on.isoformat(), one.language, one.key, "yes" if one.not_satisfied else "no", one.name)
        writer.writerow([_safe(str(cell)) for cell in (*row, one.text)])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _files(package: Submission) -> Iterator[tuple[str, bytes]]:
    comments = comments_in(package)
    for file in package.edition.files.all():
        if file.built_at:
            with file.file.open("rb") as kept:
                yield f"plan-{file.language}.pdf", kept.read()
    for language in LANGUAGES:
        with translation.override(language):
            drawn = render_to_string("documents/package/comments.html", _context(package, comments))
        yield f"comments-{language}.html", drawn.encode()
    yield "comments.csv", as_csv(comments).encode("utf-8-sig")


def _context(package: Submission, comments: list[Comment]) -> dict[str, Any]:
    document = package.edition.document
    kind = kinds.get(document.kind)
    headings = {row.key: kind.heading_of(row) for row in package.edition.sections.all()}
    return {
        "package": package,
        "edition": package.edition,
        "document": document,
        "school": document.owner,
        "kind": kind,
        "rows": [(one, headings.get(one.key, "")) for one in comments],
        "unhappy": sum(one.not_satisfied for one in comments),
    }


def _manifest(package: Submission, marks: dict[str, str]) -> bytes:
    edition = package.edition
    document = edition.document
    said = {
        "school": document.owner.name,
        "cds": document.owner.cds,
        "document": document.kind,
        "year": document.for_year,
        "edition": edition.number,
        "published_on": edition.on.isoformat(),
        "sent_to": package.recipient,
        "sent_on": package.on.isoformat(),
        "sealed_at": package.sealed_at.isoformat() if package.sealed_at else "",
        "digest": package.digest,
        "how_to_verify": HOW,
        "files": marks,
        "pdf_not_built": [code for code in LANGUAGES if f"plan-{code}.pdf" not in marks],
        "sealed": contents(edition, comments_in(package)),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _put(archive: ZipFile, package: Submission, name: str, content: bytes) -> None:
    """The same package is the same file: its entries bear the time of the seal."""
    moment = package.sealed_at or package.entered_at
    info = ZipInfo(name, moment.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    archive.writestr(info, content)
