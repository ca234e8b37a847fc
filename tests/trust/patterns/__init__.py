"""What the harness must be told of an address; everything else it finds in the URL patterns by itself.

A new URL pattern needs one entry, in the file of the room whose view answers, tests/trust/patterns/<room>.py, under its
whole name ("meetings_desk:count"). Without it a test of test_patterns.py fails and names that file. In the entry:
- `record`: which record stands for the address, where it takes more than `slug`: a function of one side, which has one
  of everything; both sides are seeded in tests/trust/seed/, with a unique word in each text.
- `forms`: what a person entitled to it would really post, one for each form on the page; a page without one must be
  `require_safe`.
- `opens` and `writes` (desk and county): the kinds of role that may. Left out: everyone who works at the school (or, at
  the county, its own) reads, and nobody writes. Written down here beside the code, never read from it.
A new permission, predicate in rules.py or scope of a view is found by guards.py; a new named read of a queryset that
decides who sees what gets a line in `guards._scopes`. A template no address shows gets a scene in scenes.py.
"""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from tests.trust.patterns.entry import COUNTY_DEFAULT, DESK_DEFAULT, NOBODY, Form, Kinds, Pattern

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tests.trust.addresses import Address
    from tests.trust.world import World

NOTHING_TOLD = Pattern()
DEFAULT = {"desk": DESK_DEFAULT, "county": COUNTY_DEFAULT}


@lru_cache(maxsize=1)
def every() -> dict[str, Pattern]:
    """All entries of the rooms' files by the pattern's whole name."""
    rooms = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name != "entry")
    return {name: entry for room in rooms for name, entry in room.PATTERNS.items()}


def told(name: str) -> Pattern:
    """What is told of an address; nothing for one that needs nothing."""
    return every().get(name, NOTHING_TOLD)


def file_of(address: "Address") -> str:
    """Where the entry of an address stands."""
    return f"tests/trust/patterns/{address.room}.py"


def openers(address: "Address") -> Kinds:
    """Kinds of role that may open a desk or county address."""
    opens = told(address.name).opens
    return DEFAULT[address.audience] if opens is None else opens


def writers(address: "Address") -> Kinds:
    return told(address.name).writes


def payload(name: str, world: "World", side: "SimpleNamespace", which: int = 0) -> Form:
    """One of the forms of an address as it is really posted; empty where it has none."""
    forms = told(name).forms
    return forms[which](world, side) if forms else {}


__all__ = ["NOBODY", "every", "file_of", "openers", "payload", "told", "writers"]
