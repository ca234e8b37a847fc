"""A meeting is called, so that families see it, or called off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now
from accounts.models import User
from meetings.actions.inviting import tell_it_is_off
from meetings.choices import REQUIRED_TOPICS, TRANSITIONS, Kind, State
from meetings.models import Meeting


def call(meeting: Meeting, *, by: User) -> None:
    """Show the meeting to families and open it for answers. An annual meeting has its three topics (B1; 6318(c)(1)).

    Raises:
        ValidationError: every thing that is still missing, a sentence each; or it is no draft any more.
    """
    with transaction.atomic():
        # Locked first, so that what is checked is what is called.
        missing = missing_to_call(Meeting.objects.select_for_update().get(pk=meeting.pk))
        if missing and meeting.state == State.DRAFT:
            raise ValidationError(missing)
        _move(meeting, State.CALLED, called_at=now())
        record("call", meeting, by=by, school_id=meeting.owner_id, year=meeting.for_year, fields=["state"])
    meeting.refresh_from_db()


def missing_to_call(meeting: Meeting) -> list[str]:
    """What a draft still needs before it can be called: one sentence each that says what to do."""
    sessions, agenda = list(meeting.sessions.all()), list(meeting.agenda.all())
    topics = {item.topic for item in agenda}
    checks = [
        (meeting.title_es and meeting.title_en, pgettext("staff", "Write the title in Spanish and in English.")),
        (
            any(row.starts_at > now() for row in sessions),
            pgettext("staff", "Add a day and hour still to come."),
        ),
        (
            all(row.place_es and row.place_en for row in sessions),
            pgettext("staff", "Write the place of each session in Spanish and in English."),
        ),
        (agenda, pgettext("staff", "Write what the meeting is about.")),
        (
            all(item.text_es and item.text_en for item in agenda),
            pgettext("staff", "Write each topic in Spanish and in English."),
        ),
        (
            meeting.kind != Kind.ANNUAL or topics >= set(REQUIRED_TOPICS),
            pgettext("staff", "An annual meeting has three topics: taking part, requirements, rights. Add them."),
        ),
    ]
    return [sentence for fine, sentence in checks if not fine]


def cancel(meeting: Meeting, *, by: User, reason: str) -> None:
    """Call a meeting off and tell everyone who was invited or has answered, in their language.

    Args:
        reason: for the record; families read that it is off and whom to ask, not why.

    Raises:
        ValidationError: no reason, it has begun, or it was called off already.
    """
    if not reason.strip():
        raise ValidationError({"reason": pgettext("staff", "Write the reason.")})
    with transaction.atomic():
        was_called = meeting.state == State.CALLED
        _move(meeting, State.CANCELLED, cancelled_at=now(), cancel_reason=reason.strip()[:300])
        if was_called and _has_begun(meeting):
            raise ValidationError(pgettext("staff", "This meeting has begun. Enter how many came; zero is a record."))
        if was_called:
            tell_it_is_off(meeting, by=by)
        record("cancel", meeting, by=by, school_id=meeting.owner_id, year=meeting.for_year, fields=["cancel_reason"])
    meeting.refresh_from_db()


def may_be_called_off(meeting: Meeting) -> bool:
    """Whether there is something to call off: what has begun is counted instead, zero too."""
    return meeting.state == State.DRAFT or (meeting.state == State.CALLED and not _has_begun(meeting))


def _has_begun(meeting: Meeting) -> bool:
    return any(row.starts_at <= now() for row in meeting.sessions.all())


def _move(meeting: Meeting, state: State, **values: object) -> None:
    """One conditional write along TRANSITIONS from the state the caller saw."""
    seen = meeting.state
    rows = Meeting.objects.filter(pk=meeting.pk, state=seen)
    if state not in TRANSITIONS[seen] or rows.update(state=state, **values) != 1:
        raise ValidationError(
            pgettext("staff", "Someone else has changed this in the meantime. Open the page again to see it.")
        )
