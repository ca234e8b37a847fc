"""What families ask for, each with a clock and an answer; and the limit of the public forms."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.choices import Kind, Spoken, State
from feedback.querysets import RequestQuerySet
from people.models import Person
from schools.models import SchoolEvidence


class Request(SchoolEvidence):
    """Something a family asked for. Kept once, in the family's language; the person may be unknown."""

    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="requests")
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    may_leave_message = models.BooleanField(null=True, blank=True)
    # The language it was asked in, the one the family speaks where that is another, and the hours that suit.
    language = models.CharField(max_length=2, default="es")
    speaks = models.CharField(max_length=60, blank=True)
    best_time = models.CharField(max_length=120, blank=True)
    detail = models.TextField(blank=True)
    # The record it came with (an answer to an invitation), named by text: nothing here points upward.
    about = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # Digest of the form's random key: posting the same form twice is one request.
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    # Families enter without an account.
    entered_by = models.ForeignKey(  # type: ignore[assignment]  # never empty elsewhere
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["school", "state", "due_on"], name="request_open"),
            models.Index(fields=["about", "about_id"], name="request_about"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="request_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="request_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_on}"

    @property
    def asked_for(self) -> str:
        """What the family wrote; an interpreter's language by its name."""
        return str(dict(Spoken.choices).get(self.detail, self.detail))

    @property
    def spoken(self) -> str:
        """The language the family asked to be spoken to in, by its name; empty where it is the one it wrote in."""
        return str(dict(Spoken.choices).get(self.speaks, self.speaks))

    @property
    def written(self) -> str:
        """The language of the page it asked on, by its name."""
        return str(dict(Spoken.choices).get(self.language, self.language))


class Response(SchoolEvidence):
    """The answer to a request: what was provided or said, by whom; or that the family no longer needs it."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="responses")
    text = models.TextField(blank=True)
    met = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    cost_usd = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    # A family withdraws without an account.
    entered_by = models.ForeignKey(  # type: ignore[assignment]  # never empty elsewhere
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request"], condition=Q(voided_at=None), name="response_one_standing"),
            models.CheckConstraint(condition=Q(withdrawn=False) | Q(met=False), name="response_withdrawn_not_met"),
            models.CheckConstraint(condition=Q(withdrawn=True) | ~Q(text=""), name="response_says_something"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.request_id}"
