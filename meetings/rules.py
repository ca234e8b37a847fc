"""Who plans, calls, counts and corrects a meeting: by the role at the school that owns it."""

from typing import TYPE_CHECKING, Any

import rules

from schools.rules import publishes, writes

if TYPE_CHECKING:
    from meetings.models import Attendance, Meeting


@rules.predicate
def enters(user: Any, meeting: "Meeting | None") -> bool:
    return meeting is not None and writes(user, meeting.owner_id)


@rules.predicate
def releases(user: Any, meeting: "Meeting | None") -> bool:
    return meeting is not None and publishes(user, meeting.owner_id)


@rules.predicate
def corrects(user: Any, attendance: "Attendance | None") -> bool:
    return attendance is not None and publishes(user, attendance.school_id)


rules.add_perm("meetings.edit_meeting", enters)
rules.add_perm("meetings.call_meeting", releases)
rules.add_perm("meetings.void_attendance", corrects)
