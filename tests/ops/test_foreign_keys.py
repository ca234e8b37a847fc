"""Foreign keys point at the room itself or one below it, string references too; import-linter can't see those."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

CONFIG = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = [[name.strip() for name in line.split("|")] for line in CONFIG["contracts"][0]["layers"]]
FLOOR = {room: height for height, rooms in enumerate(reversed(LAYERS)) for room in rooms}


def may_point(source: str, target: str) -> bool:
    """Say whether a table of one room may point at a table of another."""
    if source not in FLOOR or target not in FLOOR:
        return True  # a library's table
    return source == target or FLOOR[target] < FLOOR[source]


def upward_keys() -> tuple[int, list[str]]:
    """Return how many relations there are and which point up or sideways."""
    relations = [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    ]
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in relations
        if not may_point(model._meta.app_label, field.related_model._meta.app_label)
    ]
    return len(relations), wrong


def test_no_foreign_key_points_up_or_sideways():
    count, wrong = upward_keys()
    assert count > 20
    assert wrong == []


def test_a_foreign_key_that_points_up_would_be_noticed():
    assert not may_point("schools", "meetings")
    assert not may_point("policies", "meetings")
    assert not may_point("notices", "documents")
    assert may_point("meetings", "notices")
    assert may_point("accounts", "auth")


def test_the_walk_sees_a_key_turned_upward(monkeypatch):
    monkeypatch.setitem(FLOOR, "accounts", len(LAYERS))
    assert any("accounts.User" in line for line in upward_keys()[1])
