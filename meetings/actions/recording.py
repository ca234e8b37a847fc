"""What happened: how many came, what was said and decided. Evidence: a correction voids and enters again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from meetings.choices import CountMethod, State
from meetings.models import Attendance, Meeting, Minutes, Session
from schools.actions import void

MOST_PEOPLE = 9999


def count(
    session: Session, *, people: int, method: str, by: User, on: date | None = None, note: str = ""
) -> Attendance:
    """Enter how many people came to a session. Zero is a record too.

    Args:
        on: the day they were counted; the session's own unless told.

    Raises:
        ValidationError: the day has not come, the meeting was never called or is off, or a count stands already.
    """
    on = on or session.on
    _check_count(session, people, method, on)
    try:
        with transaction.atomic():
            row = Attendance.objects.create(
                session=session, people=people, method=method, note=note.strip(), on=on,
                for_year=session.meeting.for_year, entered_at=now(), entered_by=by,
            )  # fmt: skip
            fields = ["method", "note", "people"] if note.strip() else ["method", "people"]
            record("count", row, by=by, school_id=row.school_id, year=row.for_year, fields=fields)
    except IntegrityError:
        raise ValidationError(
            pgettext("staff", "A count is entered already. Void it with its reason first, then enter the right one.")
        ) from None
    return row


def _check_count(session: Session, people: int, method: str, on: date) -> None:
    if session.meeting.state != State.CALLED:
        raise ValidationError(pgettext("staff", "Only a meeting that was called, and not called off, can be counted."))
    if today() < session.on:
        raise ValidationError(pgettext("staff", "This session has not come yet. Enter who came on its day or later."))
    if not session.on <= on <= today():
        raise ValidationError({"on": pgettext("staff", "Enter the session's day, or a later one up to today.")})
    if not 0 <= people <= MOST_PEOPLE:
        raise ValidationError({"people": pgettext("staff", "Enter a number from 0 to 9,999.")})
    if method not in CountMethod.values:
        raise ValidationError({"method": pgettext("staff", "Choose how they were counted.")})


def write_minutes(meeting: Meeting, *, text_es: str, text_en: str, by: User, on: date | None = None) -> Minutes:
    """Keep what was said and decided, in both languages. Minutes written before are voided in the same moment.

    Args:
        on: the day they were written; today unless told.

    Raises:
        ValidationError: a language is missing, no session has been yet, or the meeting is off.
    """
    on = on or today()
    texts = {"text_es": text_es.strip(), "text_en": text_en.strip()}
    _check_minutes(meeting, texts, on)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        before = meeting.minutes.standing().first()
        if before is not None and (before.text_es, before.text_en) == (texts["text_es"], texts["text_en"]):
            return before
        if before is not None:
            void(before, by=by, reason="rewritten")
        row = Minutes.objects.create(
            meeting=meeting, on=on, for_year=meeting.for_year, entered_at=now(), entered_by=by, **texts
        )
        record("write_minutes", row, by=by, school_id=row.school_id, year=row.for_year, fields=texts)
    return row


def _check_minutes(meeting: Meeting, texts: dict[str, str], on: date) -> None:
    missing = {name: pgettext("staff", "Write it in this language too.") for name, text in texts.items() if not text}
    if missing:
        raise ValidationError(missing)
    first = min((row.on for row in meeting.sessions.all()), default=None)
    if meeting.state != State.CALLED or first is None or first > today():
        raise ValidationError(pgettext("staff", "Minutes are written once the meeting has been."))
    if not first <= on <= today():
        raise ValidationError({"on": pgettext("staff", "Enter a day from the meeting up to today.")})
