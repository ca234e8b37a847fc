"""Verbs of the accounts room."""

from collections.abc import Iterable

from django.db import models

from accounts.models import AuditEntry, User


def record(verb: str, obj: models.Model, *, by: User | None, school_id: int | None = None, year: int | None = None, fields: Iterable[str] = ()) -> AuditEntry:
    """Write one audit entry in the caller's transaction: ids and field names only, never values.

    Args:
        verb: what was done, an English verb ("publish").
        obj: the saved record it was done to.
        by: who did it; None for the portal itself.
    """
    return AuditEntry.objects.create(
        verb=verb, record=obj._meta.label_lower, record_id=obj.pk, by=by, school_id=school_id, year=year, fields=sorted(fields)
    )
