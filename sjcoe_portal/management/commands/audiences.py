"""Every address of the portal and whom it is for, as docs/audiences.md keeps it."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from accounts.choices import Audience

PATH = settings.BASE_DIR / "docs" / "audiences.md"
HEAD = """# Whom each address is for

Made by `manage.py audiences --write` from the addresses themselves; a test compares. Each view declares its audience
(`accounts/audience.py`), and a page that is not for someone reads as absent to them. Within an audience the roles at a
school decide who changes what (`rules.py` of each room). `/xx/` is `/es/` or `/en/`.
"""
# A named group of a regular expression, as a path would write it.
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
CONVERTER = re.compile(r"<\w+:(\w+)>")


class Command(BaseCommand):
    help = "Print every address and whom it is for; --write puts it into docs/audiences.md."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/audiences.md")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            PATH.write_text(table())
        self.stdout.write(f"{PATH.relative_to(settings.BASE_DIR)} is written." if write else table())


def table() -> str:
    """The page: one list of addresses for each audience."""
    found: dict[str, list[tuple[str, str]]] = {}
    for address, name, audience in _walk(get_resolver().url_patterns, "/", ""):
        found.setdefault(audience, []).append((address, name))
    parts = [HEAD]
    for audience in Audience:
        lines = "\n".join(f"| `{address}` | `{name}` |" for address, name in sorted(found.get(audience, [])))
        parts.append(f"## {audience.value}: {audience.label}\n\n| address | name |\n|---|---|\n{lines}\n")
    return "\n".join(parts)


def _walk(patterns: list[Any], above: str, space: str) -> Iterator[tuple[str, str, str]]:
    """Each address in words: (address, name, audience)."""
    for entry in patterns:
        own = "xx/" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, above + own, inner)
        elif isinstance(entry, URLPattern):
            address = CONVERTER.sub(r"<\1>", GROUP.sub(r"<\1>", above + own)).replace("^", "").replace("$", "")
            yield address, f"{space}{entry.name}", str(getattr(entry.callback, "audience", "undeclared"))
