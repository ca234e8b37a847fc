"""The audit log: writing it, sealing it, and telling whether somebody changed it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.db import IntegrityError, models, transaction

from accounts.models import AuditEntry, AuditSeal, User

BEGINNING = "0" * 64  # what the first seal follows
CHUNK = 2000


@dataclass(frozen=True)
class Fault:
    """One place where the log is not what was sealed: the seal's number and what is wrong with it."""

    number: int
    what: str


def record(
    verb: str,
    obj: models.Model,
    *,
    by: User | None,
    school_id: int | None = None,
    year: int | None = None,
    fields: Iterable[str] = (),
) -> AuditEntry:
    """Write one audit entry in the caller's transaction: ids and field names only, never values.

    Args:
        verb: what was done, an English verb ("publish").
        obj: the saved record it was done to.
        by: who did it; None for the portal itself.
    """
    return AuditEntry.objects.create(
        verb=verb,
        record=obj._meta.label_lower,
        record_id=obj.pk,
        by=by,
        school_id=school_id,
        year=year,
        fields=sorted(fields),
    )


def seal(batch: int = 1000) -> int:
    """Number and chain up to `batch` committed entries; say how many.

    Two sealers at work at once are told apart by the numbers' uniqueness: one commits, the other seals nothing.
    """
    try:
        with transaction.atomic():
            last = AuditSeal.objects.order_by("-number").first()
            seals = list(_chain(_waiting(last)[:batch], last))
            AuditSeal.objects.bulk_create(seals)
    except IntegrityError:
        return 0
    return len(seals)


def _waiting(last: AuditSeal | None) -> models.QuerySet[AuditEntry]:
    """What has no seal, oldest first, without looking at the whole log each time.

    Usually that is what is younger than everything sealed. An entry that was committed late has a lower id: where the
    counts differ, all are looked through.
    """
    newest = AuditSeal.objects.aggregate(newest=models.Max("entry_id"))["newest"] or 0
    late = AuditEntry.objects.filter(pk__lte=newest).count() - (last.number if last else 0)
    return AuditEntry.objects.unsealed() if late else AuditEntry.objects.filter(pk__gt=newest).order_by("pk")


def last_seal() -> tuple[int, str] | None:
    """Number and digest of the newest seal: what leaves with backups, so that a cut tail is found."""
    return AuditSeal.objects.order_by("-number").values_list("number", "digest").first()


def verify(last_seal: tuple[int, str] | None = None) -> list[Fault]:
    """Walk the whole chain; an empty list says that nothing sealed was edited, deleted, reordered or cut.

    Args:
        last_seal: number and digest known from elsewhere. Without it a cut tail cannot be told from a shorter log.
    """
    faults: list[Fault] = []
    expected, previous, known = 1, BEGINNING, None
    for row, entry in _sealed():
        if row.number != expected:
            faults.append(Fault(expected, "seals are missing before the next one"))
        if row.previous != previous:
            faults.append(Fault(row.number, "does not follow the seal before it"))
        if entry is None:
            faults.append(Fault(row.number, "its entry is gone"))
        elif row.digest != digest(row.number, row.previous, entry, row.sealed_at):
            faults.append(Fault(row.number, "its entry or the seal itself was changed"))
        expected, previous = row.number + 1, row.digest
        known = row.digest if last_seal and row.number == last_seal[0] else known
    if last_seal and known != last_seal[1]:
        faults.append(Fault(last_seal[0], "the last known seal is not there: the log was cut or written anew"))
    return faults


def digest(number: int, previous: str, entry: AuditEntry, sealed_at: datetime) -> str:
    """SHA-256 over the digest before and the entry in one fixed spelling, the same on both databases."""
    spelled = json.dumps(
        [
            number,
            entry.pk,
            _moment(entry.at),
            entry.by_id,
            entry.verb,
            entry.record,
            entry.record_id,
            entry.fields,
            entry.school_id,
            entry.year,
            _moment(sealed_at),
        ],
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(f"{previous}{spelled}".encode()).hexdigest()


def _chain(entries: Iterable[AuditEntry], last: AuditSeal | None) -> Iterator[AuditSeal]:
    number, previous = (last.number, last.digest) if last else (0, BEGINNING)
    for entry in entries:
        number += 1
        row = AuditSeal(number=number, entry=entry, previous=previous)
        row.digest = previous = digest(number, previous, entry, row.sealed_at)
        yield row


def _sealed() -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    """Every seal in its order beside its entry, a chunk at a time; None where the entry is gone."""
    for seals in _batched(AuditSeal.objects.order_by("number").iterator(chunk_size=CHUNK), CHUNK):
        entries = AuditEntry.objects.in_bulk([row.entry_id for row in seals])
        for row in seals:
            yield row, entries.get(row.entry_id)


def _batched(rows: Iterable[AuditSeal], size: int) -> Iterator[list[AuditSeal]]:
    """Lists of up to `size` rows (itertools has it from Python 3.12)."""
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
