"""A family asks, or no longer needs what it asked for."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actions import admit, digest_of, record
from accounts.clock import now, today
from accounts.models import User
from feedback.choices import PROMISED_DAYS, Kind, State
from feedback.models import Request, Response
from people.models import Person
from schools.choices import school_year
from schools.facts import add_school_days
from schools.models import School


def ask(  # noqa: PLR0913  each of them is a question of the form
    school: School,
    *,
    kind: str,
    language: str,
    detail: str = "",
    person: Person | None = None,
    name: str = "",
    contact: str = "",
    may_leave_message: bool | None = None,
    speaks: str = "",
    best_time: str = "",
    about: str = "",
    about_id: int | None = None,
    before: date | None = None,
    form_key: str = "",
    sender: str = "",
    by: User | None = None,
) -> Request:
    """Keep what a family asks for, with the day by which it is answered: five school days, or sooner.

    Args:
        language: "es" or "en", the language it was asked in; speaks: another one the family would rather speak.
        before: the answer is promised by this day at the latest (the day before a meeting).
        form_key: the form's random key; the same key twice is one request, and the first one is returned.
        sender: network address of a public form's post; counts towards its limit.

    Raises:
        ValidationError: nothing to call back to, nothing said, or too many posts from one address.
    """
    _check(kind, detail, contact, person)
    on = today()
    due_on = add_school_days(school.pk, on, PROMISED_DAYS)
    values: dict[str, Any] = {
        "school": school, "kind": kind, "language": language, "detail": detail.strip(), "person": person,
        "name": name.strip(), "contact": contact.strip(), "may_leave_message": may_leave_message,
        "speaks": speaks.strip(), "best_time": best_time.strip(), "about": about, "about_id": about_id, "on": on,
        "for_year": school_year(on), "due_on": max(on, min(due_on, before or due_on)), "entered_at": now(),
        "entered_by": by, "form_key": digest_of(school.pk, form_key) if form_key else None,
    }  # fmt: skip
    try:
        with transaction.atomic():
            return _enter(values, sender)
    except IntegrityError:
        if values["form_key"] is None:
            raise
        # The same form posted twice at once: the other post has entered it.
        return Request.objects.get(form_key=values["form_key"])


def _check(kind: str, detail: str, contact: str, person: Person | None) -> None:
    if kind not in Kind.values:
        raise ValidationError(_("Choose what you would like to ask for."))
    if kind == Kind.CALL and not contact.strip() and person is None:
        raise ValidationError({"contact": _("Write the number we can call.")})
    if kind == Kind.QUESTION and not detail.strip():
        raise ValidationError({"detail": _("Write your question or idea.")})


def _enter(values: dict[str, Any], sender: str) -> Request:
    key = values["form_key"]
    known: Request | None = Request.objects.filter(form_key=key).first() if key else None
    if known is not None:
        return known
    row = Request.objects.create(**values)
    if sender:
        admit(f"feedback.request:{row.school_id}", sender)
    said = [name for name in ("contact", "detail", "name", "speaks", "best_time") if values[name]]
    record("ask", row, by=values["entered_by"], school_id=row.school_id, year=row.for_year, fields=["kind", *said])
    return row


def withdraw(request: Request, *, by: User | None = None) -> bool:
    """The family no longer needs it. Returns False where it was answered already: nothing to take back."""
    with transaction.atomic():
        waiting = Request.objects.filter(pk=request.pk, state=State.OPEN)
        if waiting.update(state=State.WITHDRAWN) != 1:
            return False
        on = today()
        Response.objects.create(
            request=request, school_id=request.school_id, withdrawn=True, on=on, for_year=request.for_year,
            entered_at=now(), entered_by=by,
        )  # fmt: skip
        record("withdraw", request, by=by, school_id=request.school_id, year=request.for_year, fields=["state"])
    request.state = State.WITHDRAWN
    return True
