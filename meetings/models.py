"""Meetings: sessions, topics, services, invitations, answers, counts and minutes."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.clock import now
from meetings.choices import Coming, CountMethod, InvitationKind, Kind, Service, State, Topic
from meetings.querysets import MeetingQuerySet
from people.models import Person
from schools.models import Evidence, School

USER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """A meeting of a school; several schools may share one (`serves`, the owner always among them)."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="meetings")
    serves = models.ManyToManyField(School, related_name="served_by_meetings")
    kind = models.CharField(max_length=12, choices=Kind)
    title_es = models.CharField(max_length=150, blank=True)
    title_en = models.CharField(max_length=150, blank=True)
    for_year = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # The door's own promise: only where it holds may a page say that nobody is asked for identification.
    no_identification = models.BooleanField(default=False)
    legacy = models.BooleanField(default=False)
    called_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state_known"),
            # Families read it in their language, so half a title is never called.
            models.CheckConstraint(
                condition=~Q(state="called") | Q(legacy=True) | (~Q(title_es="") & ~Q(title_en="")),
                name="meeting_called_in_both",
            ),
            models.CheckConstraint(
                condition=~Q(state="called") | Q(called_at__isnull=False), name="meeting_call_dated"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="meeting_cancel_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Session(models.Model):
    """A time and place at which the meeting is given."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_es = models.CharField(max_length=150)
    place_en = models.CharField(max_length=150)
    entered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after"),
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="session_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def on(self) -> date:
        """The local day it begins."""
        return timezone.localdate(self.starts_at)


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=16, choices=Topic)
    text_es = models.CharField(max_length=300, blank=True)
    text_en = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "position"], name="agenda_place_once")]

    def __str__(self) -> str:
        return self.topic


class OfferedService(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="services")
    kind = models.CharField(max_length=12, choices=Service)
    detail_es = models.CharField(max_length=200, blank=True)
    detail_en = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "kind"], name="service_once")]

    def __str__(self) -> str:
        return self.kind


class Invitation(models.Model):
    """A notice that invites to a meeting, or tells those invited that it is called off."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    notice = models.OneToOneField("notices.Notice", models.PROTECT, related_name="invitation")
    kind = models.CharField(max_length=12, choices=InvitationKind, default=InvitationKind.INVITATION)

    def __str__(self) -> str:
        return f"{self.kind} to {self.meeting_id}"


class Rsvp(models.Model):
    """A family's answer; one per person where the person is known, one per form filled in elsewhere."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="rsvps")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="rsvps")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="rsvps")
    coming = models.CharField(max_length=6, choices=Coming)
    party = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2)
    # Digest of the form's random key: posting the same form twice is one answer.
    form_key = models.CharField(max_length=64, unique=True)
    # Digest of the key in the address where this family alone sees and changes its answer.
    edit_digest = models.CharField(max_length=64, unique=True)
    answered_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], condition=Q(person__isnull=False), name="rsvp_once"),
            models.CheckConstraint(condition=Q(coming__in=Coming.values), name="rsvp_coming_known"),
            models.CheckConstraint(condition=Q(party__gte=1, party__lte=20), name="rsvp_party_possible"),
        ]

    def __str__(self) -> str:
        return self.coming


class Attendance(Evidence):
    """How many people came to a session; zero is a record."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    people = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10, choices=CountMethod)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            # A correction voids the earlier count first, so that two never add up.
            models.UniqueConstraint(fields=["session"], condition=Q(voided_at=None), name="attendance_one_standing"),
            models.CheckConstraint(condition=Q(method__in=CountMethod.values), name="attendance_method_known"),
        ]

    def __str__(self) -> str:
        return f"{self.people} on {self.on}"

    @property
    def school_id(self) -> int:
        """The school whose standing it changes; the audit log asks."""
        return self.session.meeting.owner_id


class Minutes(Evidence):
    """What was said and decided at a meeting, in both languages."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    text_es = models.TextField()
    text_en = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(voided_at=None), name="minutes_one_standing"),
        ]

    def __str__(self) -> str:
        return f"minutes {self.on}"

    @property
    def school_id(self) -> int:
        """The school whose standing they change; the audit log asks."""
        return self.meeting.owner_id
