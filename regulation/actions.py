"""Verbs of the regulation room."""

from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction

LAW = Path(__file__).parent / "data" / "law.yaml"


@transaction.atomic
def load_law(rule_model: type[models.Model], parameter_model: type[models.Model]) -> int:
    """Bring the rules of data/law.yaml in: words are refreshed, figures already there stay; return the rows added.

    Safe to run again. Migrations pass their own view of the two models.
    """
    added = 0
    for key, row in yaml.load(LAW.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
        words = {name: row[name] for name in ("cite", "checked", "text_es", "text_en")}
        rule, _made = rule_model._default_manager.update_or_create(
            key=key, defaults={**words, "replaced_by": row.get("replaced_by", "")}
        )
        added += sum(_add(parameter_model, rule, figure) for figure in row["params"])
    return added


def _add(parameter_model: type[models.Model], rule: models.Model, figure: dict[str, Any]) -> bool:
    """Add one dated figure unless that rule, name and day has one."""
    _row, made = parameter_model._default_manager.get_or_create(
        rule=rule,
        name=figure["name"],
        effective_from=figure.get("from"),
        corrects=None,
        defaults={"value": figure["value"]},
    )
    return made
