"""The import of the state directory: schools entered and brought up to date, all of them or none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.actions import record
from accounts.clock import now
from accounts.models import AuditEntry, User
from schools.actions.directory_file import DISTRICT, rows
from schools.choices import SchoolKind, Status
from schools.models import School

BATCH = 500
SLUG_LENGTH = 80
# What a re-import brings up to date. The slug is made once; the office's word that a setting is confidential stays.
UPDATED = [
    "name", "status", "charter", "funding", "federal_agency", "type_code", "program_code", "grades_offered",
    "grades_served", "street", "city", "zip_code", "phone", "website", "opened_on", "closed_on",
    "directory_updated_on", "confidential_setting", "county_code",
]  # fmt: skip


@dataclass
class Report:
    """What an import did: numbers of rows, and one line for each value that changed."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    absent: int = 0
    lines: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.read} rows read: {self.created} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.left_out} of other offices left out"
            + (f", {self.absent} known here and not in the file (left as they are)" if self.absent else "")
        )


def import_directory(
    path: Path,
    *,
    by: User | None = None,
    everything: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda rows: None,
) -> Report:
    """Read a file of the state directory; on any fault nothing changes. One transaction, memory as for one batch.

    Args:
        everything: keep every county's schools, not only those of the office OFFICE_CDS.
        dry_run: do it all, report, and take it back.
        progress: told the number of rows done, batch by batch.

    Raises:
        ValidationError: the file is broken (line and column are named) or holds no row of the office.
        OSError: the file cannot be read.
    """
    report = Report()
    with transaction.atomic():
        _guard_office()
        slugs = set(School.objects.values_list("slug", flat=True))
        unseen = _known_active(everything=everything)
        for batch in _batches(_kept(rows(path), report, everything=everything)):
            _write(batch, slugs, report, by)
            for row in batch:
                unseen.pop(row["cds"], None)
            progress(report.read)
        _record(report, by)
        report.absent = len(unseen)
        report.lines += [f"{name} ({cds}): not in this file; nothing was changed" for cds, name in unseen.items()]
        transaction.set_rollback(dry_run)
    return report


def _guard_office() -> None:
    """One installation serves one office; taking the row also makes two imports wait for each other."""
    office = School.objects.select_for_update().filter(kind=SchoolKind.OFFICE).first()
    if office is not None and office.cds != settings.OFFICE_CDS:
        raise ValidationError(
            f"this installation serves {office.name} ({office.cds}), not OFFICE_CDS={settings.OFFICE_CDS}: "
            "give the other office an installation of its own"
        )


def _known_active(*, everything: bool) -> dict[str, str]:
    """Code and name of the active schools a file should hold: the office's own, or with `everything` all."""
    rows = School.objects.filter(status=Status.ACTIVE).order_by("name")
    rows = rows if everything else rows.filter(county_code=settings.OFFICE_CDS[:7])
    return dict(rows.values_list("cds", "name"))


def _kept(values: Iterable[dict[str, Any]], report: Report, *, everything: bool) -> Iterator[dict[str, Any]]:
    """The rows this installation keeps: the office's own and, with `everything`, every county's schools."""
    for row in values:
        report.read += 1
        row["kind"] = SchoolKind.OFFICE if row["cds"] == settings.OFFICE_CDS else SchoolKind.SCHOOL
        own = row["county_code"] == settings.OFFICE_CDS[:7]
        if row["kind"] == SchoolKind.OFFICE or ((own or everything) and not row["cds"].endswith(DISTRICT)):
            yield row
        else:
            report.left_out += 1


def _batches(values: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(values, BATCH)):
        yield batch


def _write(batch: list[dict[str, Any]], slugs: set[str], report: Report, by: User | None) -> None:
    known = {school.cds: school for school in School.objects.filter(cds__in=[row["cds"] for row in batch])}
    created = [School(**row, slug=_slug(row, slugs)) for row in batch if row["cds"] not in known]
    School.objects.bulk_create(created)
    changed: list[School] = []
    entries = [_entry("import", school, by, []) for school in created]
    for row in batch:
        if (school := known.get(row["cds"])) and (fields := _update(school, row, report.lines)):
            changed.append(school)
            entries.append(_entry("import", school, by, fields))
    School.objects.bulk_create(changed, update_conflicts=True, unique_fields=["cds"], update_fields=UPDATED)
    AuditEntry.objects.bulk_create(entries)
    report.created += len(created)
    report.changed += len(changed)
    report.unchanged += len(batch) - len(created) - len(changed)


def _update(school: School, row: dict[str, Any], lines: list[str]) -> list[str]:
    """Bring one school up to date; the names of the columns that changed."""
    row["confidential_setting"] = row["confidential_setting"] or school.confidential_setting
    fields = [name for name in UPDATED if getattr(school, name) != row[name]]
    called = school.name
    for name in fields:
        lines.append(f"{called}: {name} {_shown(getattr(school, name))} -> {_shown(row[name])}")
        setattr(school, name, row[name])
    return fields


def _shown(value: object) -> str:
    return "(empty)" if value in (None, "") else str(value)


def _slug(row: dict[str, Any], taken: set[str]) -> str:
    """An address for a new school, never changed later: its name, then with its city, then with its code."""
    plain = slugify(row["name"].replace(".", " ").replace("/", " "))
    candidates = [plain[:SLUG_LENGTH], slugify(f"{plain[:60]} {row['city']}")[:SLUG_LENGTH]]
    free = [slug.strip("-") for slug in candidates if slug.strip("-") and slug.strip("-") not in taken]
    slug = free[0] if free else f"{plain[:60]}-{row['cds']}".strip("-")
    taken.add(slug)
    return slug


def _entry(verb: str, school: School, by: User | None, fields: list[str]) -> AuditEntry:
    """As accounts.actions.record writes it, for many at once."""
    label = School._meta.label_lower
    return AuditEntry(
        verb=verb, record=label, record_id=school.pk, by=by, school_id=school.pk, fields=sorted(fields), at=now()
    )


def _record(report: Report, by: User | None) -> None:
    """One entry for the whole, under the office.

    Raises:
        ValidationError: the office is in neither the file nor the database.
    """
    office = School.objects.filter(kind=SchoolKind.OFFICE).first()
    if office is None or report.read == report.left_out:
        raise ValidationError(
            f"no row of the office {settings.OFFICE_CDS} in this file; is it another county's, or is OFFICE_CDS wrong?"
        )
    record("import", office, by=by, school_id=office.pk)
