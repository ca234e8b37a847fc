"""Corrections of evidence rows: what was known stays known, so a row is voided and, where needed, entered anew."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now
from accounts.models import User
from schools.models import DayOff, Evidence

Row = TypeVar("Row", bound=Evidence)
REASON_LENGTH = 300


def void(row: Evidence | DayOff, *, by: User, reason: str, moment: datetime | None = None) -> None:
    """Say that a row never held: from now on it counts for nothing; what was known before stays as it was known.

    Args:
        moment: when, if another row takes its place at the same moment.

    Raises:
        ValidationError: no reason, or the row was voided already.
    """
    with transaction.atomic():
        _void(row, by=by, reason=reason, moment=moment or now())
        _record("void", row, by, ["void_reason"])


def end(row: Row, *, ends_on: date, by: User) -> Row:
    """End what lasts (a role, a link, a term): void the row and enter it again with its end. Returns the new row.

    Args:
        ends_on: the first day on which it no longer holds.

    Raises:
        ValidationError: the end lies before the beginning, or the row was changed meanwhile.
    """
    return reenter(row, "end", by=by, ends_on=ends_on)


def reenter(row: Row, verb: str, *, by: User, **changes: Any) -> Row:
    """Void a row and enter it again with changes, at one moment, so that no moment knows both or neither.

    Raises:
        ValidationError: it would end before it begins, or the row was changed meanwhile.
    """
    ends_on = changes.get("ends_on")
    if ends_on is not None and ends_on < row.on:
        raise ValidationError(pgettext("staff", "It cannot end before it began. Choose a later date."))
    moment = now()
    with transaction.atomic():
        _void(row, by=by, reason=verb, moment=moment)
        columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        fresh = type(row)(**columns)
        fresh.pk, fresh._state.adding = None, True
        fresh.entered_at, fresh.entered_by = moment, by
        fresh.voided_at, fresh.voided_by, fresh.void_reason = None, None, ""
        for name, value in changes.items():
            setattr(fresh, name, value)
        fresh.save(force_insert=True)
        _record(verb, fresh, by, changes)
    return fresh


def _void(row: Evidence | DayOff, *, by: User, reason: str, moment: datetime) -> None:
    if not reason.strip():
        raise ValidationError(pgettext("staff", "Write the reason."))
    voided = {"voided_at": moment, "voided_by": by, "void_reason": reason.strip()[:REASON_LENGTH]}
    if type(row)._default_manager.filter(pk=row.pk, voided_at=None).update(**voided) != 1:
        raise ValidationError(
            pgettext("staff", "Someone else has changed this in the meantime. Open the page again to see it.")
        )
    for name, value in voided.items():
        setattr(row, name, value)


def _record(verb: str, row: Evidence | DayOff, by: User, fields: Iterable[str]) -> None:
    school_id = getattr(row, "school_id", None) or getattr(row, "owner_id", None)
    record(verb, row, by=by, school_id=school_id, year=row.for_year, fields=fields)
