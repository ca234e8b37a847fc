"""The state directory's file: tab-separated, 46 columns, UTF-8. What is wrong is named by line and column."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError

from accounts.clock import today
from schools.choices import Status

COLUMNS = [
    "CDSCode",
    "NCESDist",
    "NCESSchool",
    "StatusType",
    "County",
    "District",
    "School",
    "Street",
    "StreetAbr",
    "City",
    "Zip",
    "State",
    "MailStreet",
    "MailStrAbr",
    "MailCity",
    "MailZip",
    "MailState",
    "Phone",
    "Ext",
    "FaxNumber",
    "WebSite",
    "OpenDate",
    "ClosedDate",
    "Charter",
    "CharterNum",
    "FundingType",
    "DOC",
    "DOCType",
    "SOC",
    "SOCType",
    "EdOpsCode",
    "EdOpsName",
    "EILCode",
    "EILName",
    "GSoffered",
    "GSserved",
    "Virtual",
    "Magnet",
    "YearRoundYN",
    "FederalDFCDistrictID",
    "Latitude",
    "Longitude",
    "AdmFName",
    "AdmLName",
    "LastUpDate",
    "Multilingual",
]
EMPTY = frozenset({"No Data", "Information Not Available"})
CODE_LENGTH = 14
# The last seven digits of a district's own row; a school has its own.
DISTRICT = "0000000"
LONGEST_LINE = 64 * 1024
# A grade or a span of them, as the directory writes them: "K-12", "P-3", "TK-6", "7-8", "12", "Adult".
GRADE = r"(?:P|PK|TK|K|KG|UG|US|U[E]|0?[1-9]|1[0-2]|Adult|AD|13)"
GRADES = re.compile(rf"{GRADE}(?:\s*-\s*{GRADE})?", re.IGNORECASE)
# The first day a school of the directory may have opened, and how far ahead one may be announced.
FIRST_YEAR, YEARS_AHEAD = 1850, 5
# Behind every grade of a school.
ADULT = 14
ADDRESS = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/[^\s<>\"'\\]*)?", re.ASCII | re.IGNORECASE)
JUVENILE_COURT = ("14", "JUV")

# Our column -> theirs, for text kept as it stands. Administrators' names are never read.
TEXTS = {
    "name": "School",
    "funding": "FundingType",
    "federal_agency": "FederalDFCDistrictID",
    "type_code": "SOC",
    "program_code": "EdOpsCode",
    "grades_offered": "GSoffered",
    "grades_served": "GSserved",
    "street": "Street",
    "city": "City",
    "zip_code": "Zip",
    "phone": "Phone",
}
DATES = {"opened_on": "OpenDate", "closed_on": "ClosedDate", "directory_updated_on": "LastUpDate"}
LENGTHS = {
    "name": 120, "funding": 40, "federal_agency": 7, "type_code": 4, "program_code": 8, "grades_offered": 20,
    "grades_served": 20, "street": 120, "city": 60, "zip_code": 10, "phone": 20, "website": 200,
}  # fmt: skip


class BrokenFile(ValidationError):
    """The file is not what it should be; the sentence names line and column."""

    def __init__(self, line: int, column: str, what: str) -> None:
        super().__init__(f"line {line}, column {column}: {what}")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Every row of the file as values of School's columns, checked. Constant memory but for the codes seen.

    Raises:
        BrokenFile: at the first thing that is wrong.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        _check_line_ends(file)
        header = _header(file)
        seen: dict[str, int] = {}
        number = 1
        while raw := file.readline(LONGEST_LINE):
            number += 1
            if raw.strip():
                yield _row(_fields(raw, number, header), number, seen)
    if not seen:
        raise BrokenFile(2, COLUMNS[0], "there is no row under the headings")


def _check_line_ends(file: BinaryIO) -> None:
    """Raise where lines end as those of old Macintosh files do: all of it would be read as one line."""
    start = file.read(LONGEST_LINE)
    file.seek(0)
    if b"\r" in start and b"\n" not in start:
        what = "the lines end in a lone carriage return (CR); save the file with line ends LF or CR LF"
        raise BrokenFile(1, COLUMNS[-1], what)


def _header(file: BinaryIO) -> list[str]:
    raw = file.readline(LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
    if not raw.strip():
        raise BrokenFile(1, COLUMNS[0], "the file is empty; the headings are expected here")
    names = [_decoded(cell, 1, f"number {place}") for place, cell in enumerate(_cells(raw), start=1)]
    for name in COLUMNS:
        if name not in names:
            raise BrokenFile(1, name, "this column is missing")
        if names.count(name) > 1:
            raise BrokenFile(1, name, "this column stands there twice")
    return names


def _cells(raw: bytes) -> list[bytes]:
    return raw.rstrip(b"\r\n").split(b"\t")


def _decoded(cell: bytes, line: int, column: str) -> str:
    if b"\0" in cell:
        raise BrokenFile(line, column, "a NUL character; save the file as plain text")
    try:
        return cell.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise BrokenFile(line, column, "not UTF-8 text (Latin-1?); save the file as UTF-8") from None


def _fields(raw: bytes, line: int, header: list[str]) -> dict[str, str]:
    cells = _cells(raw)
    if len(cells) < len(header):
        what = f"the line ends before this column ({len(cells)} of {len(header)} columns)"
        raise BrokenFile(line, header[len(cells)], what)
    if len(cells) > len(header):
        raise BrokenFile(line, header[-1], f"more columns than headings ({len(cells)} instead of {len(header)})")
    texts = _texts(raw) or [_decoded(cell, line, name) for name, cell in zip(header, cells, strict=True)]
    return {name: "" if text in EMPTY else text for name, text in zip(header, map(str.strip, texts), strict=True)}


def _texts(raw: bytes) -> list[str]:
    """A whole line at once, as nearly all of them can be read; nothing if one cell is at fault."""
    if b"\0" in raw:
        return []
    try:
        return raw.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return []


def _row(fields: dict[str, str], line: int, seen: dict[str, int]) -> dict[str, Any]:
    cds = _code(fields["CDSCode"], line, seen)
    values: dict[str, Any] = {ours: _text(fields[theirs], line, ours, theirs) for ours, theirs in TEXTS.items()}
    values |= {ours: _date(fields[theirs], line, theirs) for ours, theirs in DATES.items()}
    for column in ("grades_offered", "grades_served"):
        _check_grades(values[column], line, TEXTS[column])
    if not values["name"]:
        if not cds.endswith(DISTRICT):
            raise BrokenFile(line, "School", "a school without a name")
        values["name"] = _text(fields["District"], line, "name", "District")
    return values | {
        "cds": cds,
        "county_code": cds[:7],
        "status": _status(fields["StatusType"], line),
        "charter": fields["Charter"] == "Y",
        "website": _website(fields["WebSite"], line),
        "confidential_setting": fields["SOC"] == JUVENILE_COURT[0] or fields["EdOpsCode"] == JUVENILE_COURT[1],
    }


def _code(text: str, line: int, seen: dict[str, int]) -> str:
    if not (len(text) == CODE_LENGTH and text.isascii() and text.isdigit()):
        what = f"a code has {CODE_LENGTH} digits; this one has {len(text)} characters"
        raise BrokenFile(line, "CDSCode", what)
    if text in seen:
        raise BrokenFile(line, "CDSCode", f"this code stands already on line {seen[text]}")
    seen[text] = line
    return text


def _text(text: str, line: int, ours: str, theirs: str) -> str:
    if len(text) > LENGTHS[ours]:
        raise BrokenFile(line, theirs, f"longer than {LENGTHS[ours]} characters")
    return text


def _date(text: str, line: int, column: str) -> date | None:
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007  a day, no moment
    except ValueError:
        raise BrokenFile(
            line, column, "not a day of the calendar (expected month/day/year, such as 08/17/2010)"
        ) from None
    last = today().year + YEARS_AHEAD
    if not FIRST_YEAR <= day.year <= last:
        raise BrokenFile(line, column, f"the year {day.year} cannot be right (expected {FIRST_YEAR} to {last})")
    return day


def _check_grades(text: str, line: int, column: str) -> None:
    """Raise where grades are not a grade or a span from a lower one to a higher one."""
    ends = [_rank(end) for end in re.split(r"\s*-\s*", text)]
    if text and (not GRADES.fullmatch(text) or ends != sorted(ends)):
        raise BrokenFile(line, column, f"{text!r} are no grades (expected such as K-12, 7-8 or 12)")


def _rank(grade: str) -> int:
    """A grade's place among grades; adults and the ungraded come last."""
    places = {"P": -3, "PK": -3, "TK": -2, "K": 0, "KG": 0}
    return int(grade) if grade.isascii() and grade.isdigit() else places.get(grade.upper(), ADULT)


def _status(text: str, line: int) -> str:
    try:
        return Status(text.lower()).value
    except ValueError:
        expected = ", ".join(status.capitalize() for status in Status.values)
        raise BrokenFile(line, "StatusType", f"expected one of {expected}") from None


def _website(text: str, line: int) -> str:
    """An address a link may lead to, or nothing: the directory's own often lack their http."""
    address = text if text.lower().startswith(("http://", "https://")) else f"http://{text}"
    if not ADDRESS.fullmatch(address):
        return ""
    return _text(address, line, "website", "WebSite")
