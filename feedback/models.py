"""What families ask for, each with a clock and an answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.choices import Kind, State
from people.models import Person
from schools.models import SchoolEvidence


class Request(SchoolEvidence):
    """Something a family asked for. Kept once, in the family's language; the person may be unknown."""

    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="requests")
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    may_leave_message = models.BooleanField(null=True, blank=True)
    language = models.CharField(max_length=2, default="es")
    detail = models.TextField(blank=True)
    # The record it came with (an answer to an invitation), named by text: nothing here points upward.
    about = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # Families enter without an account.
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "state", "due_on"], name="request_open")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="request_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="request_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_on}"


class Response(SchoolEvidence):
    """The answer to a request: what was provided or said, by whom."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="responses")
    text = models.TextField()
    met = models.BooleanField(default=False)
    cost_usd = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    def __str__(self) -> str:
        return f"answer to {self.request_id}"
