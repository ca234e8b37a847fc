"""An entry, the kinds of role it names, and what entries are written with."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.trust.words import COUNTY_ALONE, STAFF

if TYPE_CHECKING:
    from tests.trust.world import World

Form = dict[str, Any]
Build = Callable[["World", SimpleNamespace], Form]
Kwargs = dict[str, Any]
Found = Callable[[SimpleNamespace], Kwargs]
Kinds = frozenset[str]

NOBODY: Kinds = frozenset()
WRITERS: Kinds = frozenset({"coordinator", "assistant", "county"})
PUBLISHERS: Kinds = frozenset({"coordinator", "county"})
COUNTY: Kinds = frozenset({"county"})
AT_SCHOOL: Kinds = frozenset({"coordinator", "assistant"})
APPROVERS: Kinds = frozenset({"approver"})
DESK_DEFAULT, COUNTY_DEFAULT = STAFF, COUNTY_ALONE


class Pattern(NamedTuple):
    """What is told of one address; see the head of tests/trust/patterns/__init__.py."""

    record: Found | None = None
    forms: tuple[Build, ...] = ()
    opens: Kinds | None = None
    writes: Kinds = NOBODY


def by(kinds: Kinds, *forms: Build, record: Found | None = None) -> Pattern:
    """An address the same kinds open and write at."""
    return Pattern(record, forms, kinds, kinds)


def own(name: str) -> Found:
    """The side's record of that name: `own("draft")` is {"pk": side.draft.pk}."""
    return lambda side: {"pk": getattr(side, name).pk}


def fixed(**form: Any) -> Build:
    return lambda world, side: dict(form)


def rows(*given: Form) -> Form:
    """A formset's fields."""
    count = {"form-TOTAL_FORMS": str(len(given)), "form-INITIAL_FORMS": "0"}
    return count | {f"form-{n}-{name}": value for n, row in enumerate(given) for name, value in row.items()}
