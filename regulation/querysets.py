"""Named reads of the dated law."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet


class LawParameterQuerySet(QuerySet[Any]):
    """Figures of law with the day each took effect. A row is never edited: a change of law is one more row."""

    def starting_by(self, on: date) -> "LawParameterQuerySet":
        """Rows not corrected since that took effect on or before `on`; no known start counts as the earliest."""
        return self.filter(Q(effective_from__isnull=True) | Q(effective_from__lte=on), corrected_by__isnull=True)

    def in_force(self, on: date) -> "LawParameterQuerySet":
        """One row for each rule and name: the latest that had taken effect by `on`.

        A rule that another one replaced holds only on days when the other has no row yet.
        """
        begun = self.model._default_manager.all().starting_by(on)
        latest = begun.filter(rule=OuterRef("rule"), name=OuterRef("name")).order_by(
            F("effective_from").desc(nulls_last=True), "-pk"
        )
        replaced = Exists(begun.filter(rule__key=OuterRef("rule__replaced_by")))
        return self.filter(~replaced, pk=latest.values("pk")[:1]).select_related("rule").order_by("rule__key", "name")

    def value(self, rule: str, name: str, *, on: date) -> Any:
        """The figure of a rule on a day, as JSON gives it; None where no row holds."""
        return self.in_force(on).filter(rule__key=rule, name=name).values_list("value", flat=True).first()
