"""Families are invited, each school's by a notice of its own; and told when a meeting is off."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import pgettext

import notices.actions
from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from meetings.actions.letters import Letter, cancellation_letter, invitation_letter
from meetings.choices import InvitationKind, State
from meetings.models import Invitation, Meeting
from schools.choices import TitleI
from schools.facts import bindings
from schools.models import School

if TYPE_CHECKING:
    from notices.models import Notice

ABOUT = "meetings.meeting"
FAMILIES, PARTICIPATING, PERSONS = "families", "participating", "persons"


def invite(meeting: Meeting, *, by: User, letter: Letter | None = None) -> "Notice":
    """Draft and release the invitation to every family (at a targeted school: of participating students).

    Args:
        letter: the text as staff changed it, for the owner's families; the model text unless given.

    Returns:
        the owner's notice, released.

    Raises:
        ValidationError: not called, over, invited already, or a text the notices refuse.
    """
    with transaction.atomic():
        held = Meeting.objects.filter(pk=meeting.pk, state=State.CALLED)
        if held.update(state=State.CALLED) != 1:
            raise ValidationError(pgettext("staff", "Call the meeting first, so that families find it when they look."))
        if live_invitations(meeting).exists():
            raise ValidationError(pgettext("staff", "The invitation has gone out already."))
        if last_start(meeting) <= now():
            raise ValidationError(pgettext("staff", "This meeting is over. Plan a new one to invite to."))
        schools = sorted(meeting.serves.all(), key=lambda school: school.pk != meeting.owner_id)
        made = [
            _release(meeting, school, letter if letter and school.pk == meeting.owner_id else None, by)
            for school in schools
        ]
        record("invite", meeting, by=by, school_id=meeting.owner_id, year=meeting.for_year, fields=["invitations"])
    return made[0].notice


def audience_of(school: School) -> str:
    """Whom an annual meeting's invitation goes to (6318(c)(1)): at a targeted school the participating families."""
    binding = bindings([school], today(), now())[school.pk]
    return PARTICIPATING if binding.title_i == TitleI.TARGETED else FAMILIES


def live_invitations(meeting: Meeting) -> QuerySet[Invitation]:
    """Invitations of the meeting whose notice was not taken back."""
    return meeting.invitations.filter(kind=InvitationKind.INVITATION, notice__cancelled_at=None)


def last_start(meeting: Meeting) -> datetime:
    return max(row.starts_at for row in meeting.sessions.all())


def _release(meeting: Meeting, school: School, letter: Letter | None, by: User) -> Invitation:
    letter = letter or invitation_letter(meeting, school)
    notice = notices.actions.draft(
        school, kind="invitation", audience=audience_of(school), by=by, about=ABOUT, about_id=meeting.pk,
        link_purpose="rsvp", not_after=last_start(meeting), for_year=meeting.for_year, **letter._asdict(),
    )  # fmt: skip
    notices.actions.release(notice, by=by)
    return Invitation.objects.create(meeting=meeting, notice=notice)


def tell_it_is_off(meeting: Meeting, *, by: User) -> None:
    """Take back what has not left yet; tell everyone else who was invited or has answered. In cancel's transaction."""
    answered = set(meeting.rsvps.exclude(person=None).values_list("person_id", flat=True))
    for invitation in live_invitations(meeting).select_related("notice__owner"):
        school = invitation.notice.owner
        people = set() if _taken_back(invitation, by) else _told(invitation)
        if school.pk == meeting.owner_id:
            people, answered = people | answered, set()
        _tell(meeting, school, people, by)
    _tell(meeting, meeting.owner, answered, by)


def _taken_back(invitation: Invitation, by: User) -> bool:
    try:
        with transaction.atomic():
            notices.actions.cancel(invitation.notice, by=by)
    except ValidationError:
        # Messages are leaving already: what has not left stays.
        with suppress(ValidationError), transaction.atomic():
            notices.actions.stop(invitation.notice, by=by)
        return False
    return True


def _told(invitation: Invitation) -> set[int]:
    return set(invitation.notice.recipients.values_list("person_id", flat=True))


def _tell(meeting: Meeting, school: School, people: set[int], by: User) -> None:
    if not people:
        return
    letter = cancellation_letter(meeting, school)
    notice = notices.actions.draft(
        school, kind="cancellation", audience=PERSONS, person_ids=people, by=by, about=ABOUT, about_id=meeting.pk,
        not_after=max(row.ends_at for row in meeting.sessions.all()), for_year=meeting.for_year, **letter._asdict(),
    )  # fmt: skip
    notices.actions.release(notice, by=by)
    Invitation.objects.create(meeting=meeting, notice=notice, kind=InvitationKind.CANCELLATION)
