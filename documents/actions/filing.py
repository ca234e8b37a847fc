"""The PDFs of editions: rows to be built are the queue, and a claim keeps two workers from building one twice."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db.models import F

from accounts.clock import now
from documents.choices import CLAIM_SECONDS
from documents.models import EditionFile

# Each failed try doubles the wait for the next, up to this many times.
MOST_DOUBLED = 6


def claim(file_id: int) -> EditionFile | None:
    """Take a file to build, by one conditional update; None when somebody else has it or it is built.

    A claim lapses by itself, later after each try, so a worker that died holds nothing up.
    """
    row = (
        EditionFile.objects.waiting(now())
        .select_related("edition__document__owner", "edition__adoption")
        .filter(pk=file_id)
        .first()
    )
    if row is None:
        return None
    lapse = now() + timedelta(seconds=CLAIM_SECONDS * 2 ** min(row.attempts, MOST_DOUBLED))
    # Columns of the row alone: a condition on another table becomes a subquery, which PostgreSQL does not look at again
    # once the worker in front has let the row go.
    mine = EditionFile.objects.filter(pk=file_id, attempts=row.attempts, built_at=None)
    return row if mine.update(claimed_until=lapse, attempts=F("attempts") + 1) else None


def keep(file: EditionFile, content: bytes, pages: int) -> EditionFile:
    """Store a built PDF under its content's hash and finish the row.

    Raises:
        OSError: the files cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    storage, name = file.file.storage, f"editions/{digest}.pdf"
    if not storage.exists(name):
        name = storage.save(name, ContentFile(content))
    values = {"file": name, "sha256": digest, "size": len(content), "pages": pages, "built_at": now()}
    EditionFile.objects.filter(pk=file.pk, built_at=None).update(**values)
    file.refresh_from_db()
    return file
