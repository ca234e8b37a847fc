"""The law around AR 6020: rules with a citation, and their figures as dated rows. No foreign key leaves the room."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from regulation.choices import Checked
from regulation.querysets import LawParameterQuerySet


class LawRule(models.Model):
    """A rule of law that the regulation's own text does not hold, in the project's plain words."""

    key = models.SlugField(max_length=40, unique=True)
    cite = models.CharField(max_length=120)
    checked = models.CharField(max_length=8, choices=Checked)
    # The key of the rule that took this one's place; text, because the other may be loaded later.
    replaced_by = models.SlugField(max_length=40, blank=True)
    text_es = models.TextField()
    text_en = models.TextField()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(checked__in=Checked.values), name="law_checked_known"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def text(self) -> str:
        """What the law asks, in the active language."""
        return self.text_en if (get_language() or "es").startswith("en") else self.text_es


class LawParameter(models.Model):
    """One figure of a rule from a day on; `effective_from` empty means that the day was not entered.

    Never edited (triggers refuse UPDATE): a change of law is a later row, a start found out or a mistake mended is a
    row that `corrects` the one before it.
    """

    rule = models.ForeignKey(LawRule, models.PROTECT, related_name="parameters")
    name = models.CharField(max_length=60)
    value = models.JSONField()
    effective_from = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    objects = LawParameterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["rule", "name", "effective_from", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "name", "effective_from"],
                condition=models.Q(corrects__isnull=True, effective_from__isnull=False),
                name="law_parameter_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["rule", "name"],
                condition=models.Q(corrects__isnull=True, effective_from__isnull=True),
                name="law_parameter_one_undated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.name}"

    @property
    def confirmed(self) -> bool:
        """Whether somebody checked it: the project in a public copy, or the office on a day."""
        return self.checked_on is not None or self.rule.checked == Checked.READ
