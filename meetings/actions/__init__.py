"""Verbs of the meetings room."""

from meetings.actions.answering import (
    Reply,
    answer,
    asked_with,
    can_be_called,
    change,
    edit_key,
    find_answer,
    find_own,
    knows_number,
    open_page,
)
from meetings.actions.calling import call, cancel, may_be_called_off, missing_to_call
from meetings.actions.inviting import audience_of, invite, live_invitations
from meetings.actions.letters import Letter, cancellation_letter, invitation_letter
from meetings.actions.planning import (
    AgendaLine,
    SessionPlan,
    add_session,
    create,
    offer,
    possible,
    rename,
    set_agenda,
    set_services,
    set_sessions,
)
from meetings.actions.recording import count, write_minutes

__all__ = [
    "AgendaLine",
    "Letter",
    "Reply",
    "SessionPlan",
    "add_session",
    "answer",
    "asked_with",
    "audience_of",
    "call",
    "can_be_called",
    "cancel",
    "cancellation_letter",
    "change",
    "count",
    "create",
    "edit_key",
    "find_answer",
    "find_own",
    "invitation_letter",
    "invite",
    "knows_number",
    "live_invitations",
    "may_be_called_off",
    "missing_to_call",
    "offer",
    "open_page",
    "possible",
    "rename",
    "set_agenda",
    "set_services",
    "set_sessions",
    "write_minutes",
]
