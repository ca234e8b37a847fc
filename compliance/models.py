"""Attested actions, overrides and the office's calendar. Standing itself is never stored as the truth."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.choices import State
from schools.models import SchoolEvidence


class Action(SchoolEvidence):
    """An attested action: shows one provision where no record of the portal can."""

    provision = models.CharField(max_length=12)
    description = models.TextField()
    person = models.CharField(max_length=120)
    file = models.FileField(upload_to="actions/", blank=True)
    file_name = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return f"{self.provision} {self.on}"


class Override(SchoolEvidence):
    """The office's own standing for one provision at one school and year; it carries a reason and shows as one."""

    provision = models.CharField(max_length=12)
    standing = models.CharField(max_length=16, choices=State)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(standing__in=State.values), name="override_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.standing}"


class DueDate(SchoolEvidence):
    """The office's calendar: the day a provision is due in a year. School = the office: every school."""

    provision = models.CharField(max_length=12)
    due_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.provision} {self.due_on}"
