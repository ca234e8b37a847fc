"""The welcome packet a family is given when its child enrolls: how many, by week."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from schools.models import SchoolEvidence

LANGUAGES = [("es", "es"), ("en", "en"), ("other", "other")]


class Handout(SchoolEvidence):
    """Packets given in the week that begins on the Monday `on`, in one language. Entered again, the earlier is void."""

    language = models.CharField(max_length=5, choices=LANGUAGES)
    given = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _word in LANGUAGES]), name="handout_language_known"
            ),
            models.UniqueConstraint(
                fields=["school", "on", "language"], condition=Q(voided_at=None), name="handout_once_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given} {self.language} in the week of {self.on}"
