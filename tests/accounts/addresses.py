"""Every address of the portal with its view, filled with values that lead nowhere."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver, reverse
from django.utils.translation import override

VALUES = {"IntConverter": 999_999_999, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}
REGEX = {"uidb36": "1", "key": "nothing-here"}


def addresses(language: str = "es") -> Iterator[tuple[str, str, Any]]:
    """Name, path and view of each pattern."""
    with override(language):
        for name, values, view in _patterns(get_resolver(), (), {}):
            yield name, reverse(name, kwargs=values), view


def _patterns(
    resolver: Any, names: tuple[str, ...], values: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any], Any]]:
    for entry in resolver.url_patterns:
        filled = {**values, **_values(entry.pattern)}
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, (*names, entry.namespace) if entry.namespace else names, filled)
        else:
            assert entry.name, f"{entry.pattern} has no name"
            yield ":".join((*names, entry.name)), filled, entry.callback


def _values(pattern: Any) -> dict[str, Any]:
    if not hasattr(pattern, "_route"):
        return {key: REGEX[key] for key in pattern.regex.groupindex}
    return {key: VALUES.get(type(kind).__name__, "nothing") for key, kind in pattern.converters.items()}
