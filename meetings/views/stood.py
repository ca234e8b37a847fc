"""Steps of a meeting that are done already: what stands, in place of the form."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext

from meetings import actions
from meetings.models import Attendance, Meeting, Session
from meetings.templatetags.meeting_words import said
from meetings.views import StaffRequest
from schools.models import School
from schools.views.stands import stands, taken_back


def back(school: School, meeting: Meeting) -> tuple[str, str]:
    """Address and words of the meeting's page."""
    url = reverse("meetings_desk:page", args=[school.slug, meeting.pk])
    return url, said(meeting, "title") or str(meeting.get_kind_display())


def invited(request: StaffRequest, school: School, meeting: Meeting) -> HttpResponse | None:
    """When the invitation was sent and where it is; None where it may still be sent."""
    rows = actions.live_invitations(meeting).select_related("notice__owner", "notice__released_by").order_by("pk")
    row = rows.filter(notice__owner=meeting.owner).first() or rows.first()
    if row is None:
        return None
    return stands(
        request, "meetings/stood_invited.html", back=back(school, meeting), school=school, notice=row.notice,
        title=pgettext("staff", "Invite families"),
    )  # fmt: skip


def called_off(request: StaffRequest, school: School, meeting: Meeting) -> HttpResponse | None:
    """When it was called off and why; None as long as it was not."""
    if meeting.cancelled_at is None:
        return None
    return stands(
        request, "meetings/stood_off.html", back=back(school, meeting), school=school, meeting=meeting,
        title=pgettext("staff", "Call the meeting off"),
    )  # fmt: skip


def counted(request: StaffRequest, school: School, session: Session) -> HttpResponse | None:
    """How many came, as entered, and how it is corrected; None as long as nobody counted."""
    row = session.attendance.standing().select_related("entered_by").first()
    if row is None:
        return None
    return stands(
        request, "meetings/stood_counted.html", back=back(school, session.meeting), school=school, session=session,
        row=row, may_void=request.user.has_perm("meetings.void_attendance", row), title=pgettext("staff", "Who came"),
    )  # fmt: skip


def voided(request: StaffRequest, school: School, meeting: Meeting, row: Attendance) -> HttpResponse | None:
    """When a count was voided and by whom; None where it stands."""
    if row.voided_at is None or row.voided_by is None:
        return None
    title = pgettext("staff", "Void this count")
    return taken_back(request, row.voided_at, row.voided_by, title=title, back=back(school, meeting), school=school)
