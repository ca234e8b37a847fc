"""Meetings: sessions, topics, services, invitations, answers, counts and minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from accounts.clock import now

from meetings.choices import Coming, CountMethod, Kind, Service, State, Topic
from meetings.querysets import MeetingQuerySet
from notices.models import Notice
from people.models import Person
from schools.models import Evidence, School

USER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """A meeting of a school; several schools may share one (`serves`, the owner always among them)."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="meetings")
    serves = models.ManyToManyField(School, related_name="served_by_meetings")
    kind = models.CharField(max_length=12, choices=Kind)
    title_es = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150)
    for_year = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    legacy = models.BooleanField(default=False)
    called_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state_known"),
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
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="session_ends_after")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=16, choices=Topic)
    text_es = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    entered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.topic


class OfferedService(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="services")
    kind = models.CharField(max_length=12, choices=Service)
    detail_es = models.CharField(max_length=200, blank=True)
    detail_en = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "kind"], name="service_once")]

    def __str__(self) -> str:
        return self.kind


class Invitation(models.Model):
    """The notice that invites to a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="invitation")

    def __str__(self) -> str:
        return f"invitation to {self.meeting_id}"


class Rsvp(models.Model):
    """A family's answer; one per person where the person is known, one per shared-link answer elsewhere."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="rsvps")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="rsvps")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="rsvps")
    coming = models.CharField(max_length=6, choices=Coming)
    party = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2)
    # Posting the same form twice is one answer.
    form_key = models.CharField(max_length=64, unique=True)
    answered_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], condition=Q(person__isnull=False), name="rsvp_once")]

    def __str__(self) -> str:
        return self.coming


class Attendance(Evidence):
    """How many people came to a session; zero is a record."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    people = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10, choices=CountMethod)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.people} on {self.on}"


class Minutes(Evidence):
    """What was said and decided at a meeting, in both languages."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    text_es = models.TextField()
    text_en = models.TextField()

    def __str__(self) -> str:
        return f"minutes {self.on}"
