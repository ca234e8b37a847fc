"""The outbox: a notice, its recipients with one outcome each, and the attempts under them. Rows are the queue."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.clock import now
from notices.choices import Audience, Channel, DeliveryState, Language, Outcome, Purpose, State
from notices.querysets import DeliveryQuerySet, NoticeQuerySet
from people.models import Person
from schools.models import School

SPANISH_WHOLE = ~Q(subject_es="") & ~Q(body_es="")
ENGLISH_WHOLE = ~Q(subject_en="") & ~Q(body_en="")


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
    # When the first message may leave: never within the undo minute.
    send_at = models.DateTimeField(null=True, blank=True)
    not_after = models.DateTimeField(null=True, blank=True)
    expanded_at = models.DateTimeField(null=True, blank=True)
    # How many people the expansion counted; the outcomes of the recipients always add up to it.
    audience_size = models.PositiveIntegerField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # An urgent notice may go in one language, with a named person's reason; the other follows by that day.
    one_language_reason = models.CharField(max_length=300, blank=True)
    other_language_due_on = models.DateField(null=True, blank=True)
    completes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="completed_by")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "for_year"], name="notice_by_owner"),
            models.Index(fields=["send_at"], condition=Q(state="released"), name="notice_to_expand"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="notice_state_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="notice_audience_known"),
            # Half a pair is never released without a reason, and then with one whole language.
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | (SPANISH_WHOLE & ENGLISH_WHOLE)
                | (~Q(one_language_reason="") & (SPANISH_WHOLE | ENGLISH_WHOLE)),
                name="notice_released_in_both",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(released_at__isnull=False, released_by__isnull=False, send_at__gt=F("released_at")),
                name="notice_release_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="expanded") | Q(expanded_at__isnull=False, audience_size__isnull=False),
                name="notice_expansion_counted",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="notice_cancelled_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def is_whole(self, language: str) -> bool:
        """Whether subject and text are there in a language ("es", "en")."""
        return bool(getattr(self, f"subject_{language}") and getattr(self, f"body_{language}"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be sent in, Spanish first."""
        return tuple(language for language in ("es", "en") if self.is_whole(language))

    @property
    def is_half(self) -> bool:
        """One language only."""
        return len(self.languages) == 1


class Recipient(models.Model):
    """One person of a notice, with one final outcome.

    `told`: the person would rather be told, so that somebody calls as well.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=4, choices=Language)
    told = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.UNDER_WAY)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["notice", "outcome"], name="recipient_by_outcome")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "person"], name="recipient_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="recipient_language_known"),
            models.CheckConstraint(
                condition=Q(outcome="under_way", outcome_at=None)
                | (~Q(outcome="under_way") & Q(outcome_at__isnull=False)),
                name="outcome_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.outcome}"


class Delivery(models.Model):
    """One attempt to reach a recipient by one channel; claimed by a conditional update with a lease.

    `handed_at` is written just before the provider is called: a row whose lease ran out without it is offered again,
    one with it may have left and is shown as unconfirmed.
    """

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
    handed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["send_at", "id"], condition=Q(state="due"), name="delivery_due"),
            models.Index(fields=["lease_by"], condition=Q(state="claimed"), name="delivery_leased"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="delivery_channel_known"),
            models.CheckConstraint(condition=Q(lease_until=None) | ~Q(lease_by=""), name="lease_has_holder"),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(lease_until__isnull=False), name="claimed_has_lease"
            ),
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
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_expires"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="token_purpose_known"),
        ]

    def __str__(self) -> str:
        return self.purpose
