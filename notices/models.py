"""The outbox: a notice, its recipients with one outcome each, and the attempts under them. Rows are the queue."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from accounts.clock import now

from notices.choices import Audience, Channel, DeliveryState, Outcome, Purpose, State
from notices.querysets import NoticeQuerySet
from people.models import Person
from schools.models import School


class Notice(models.Model):
    """A message of a school to its families, frozen in both languages at release.

    `about` and `about_id` name the record it speaks of by text, so that nothing here points upward.
    `{link}` in a text stands for the reader's own link; a frozen text never holds a token.
    """

    owner = models.ForeignKey(School, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=16, choices=Audience)
    person_ids = models.JSONField(default=list, blank=True)
    subject_es = models.CharField(max_length=150, blank=True)
    subject_en = models.CharField(max_length=150, blank=True)
    body_es = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    link_purpose = models.CharField(max_length=12, choices=Purpose, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    for_year = models.SmallIntegerField()
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    send_at = models.DateTimeField(null=True, blank=True)
    not_after = models.DateTimeField(null=True, blank=True)
    expanded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    one_language_reason = models.CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="notice_state_known"),
            # Half a pair is never released without a named person's reason.
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | ~Q(one_language_reason="")
                | (~Q(subject_es="") & ~Q(subject_en="") & ~Q(body_es="") & ~Q(body_en="")),
                name="notice_released_in_both",
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(state="cancelled") | Q(released_at__isnull=False), name="notice_release_dated"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Recipient(models.Model):
    """One person of a notice, with one final outcome."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=4, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.UNDER_WAY)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "person"], name="recipient_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.outcome}"


class Delivery(models.Model):
    """One attempt to reach a recipient by one channel; claimed by a conditional update with a lease."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.DUE)
    send_at = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_by = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "send_at"], name="delivery_due")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(condition=Q(lease_until=None) | ~Q(lease_by=""), name="lease_has_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class LinkToken(models.Model):
    """A link sent to one person for one purpose: random, stored hashed, expiring."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    about_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_expires")]

    def __str__(self) -> str:
        return self.purpose
