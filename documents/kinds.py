"""Kinds of document, registered by the room each belongs to (policies, compacts, plans)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schools.models import School

# section key -> language -> text
Texts = Mapping[str, Mapping[str, str]]


def no_models(owner: "School", variant: str) -> Texts:
    """A kind without model texts starts from empty sections."""
    return {}


@dataclass(frozen=True)
class SectionSpec:
    """A section a kind asks for: its key, the provisions it answers (codes of AR 6020), its heading (lazy text)."""

    key: str
    provisions: tuple[str, ...]
    heading: Any


@dataclass(frozen=True)
class Kind:
    """What the documents room must know of a kind; `models` gives model texts for a school in both languages."""

    name: str
    label: Any
    sections: tuple[SectionSpec, ...]
    publish_perm: str
    # The regulation's own name for it, the fixed sentence that says what it is, the name of its files (lazy texts).
    official: Any = ""
    intro: Any = ""
    file_name: Any = "document"
    page_url: str = ""
    # A desk page of the kind's own room, taking a school's slug and a document's id, and its word.
    own_url: str = ""
    own_label: Any = ""
    models: "Callable[[School, str], Texts]" = no_models

    def spec(self, key: str) -> SectionSpec | None:
        """The section asked for under `key`; None for one the office added."""
        return next((spec for spec in self.sections if spec.key == key), None)

    def heading(self, key: str) -> Any:
        """A section's heading, lazily translated; the key itself for one nobody registered."""
        spec = self.spec(key)
        return spec.heading if spec else key


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; called once by its room when the portal starts."""
    _kinds[kind.name] = kind
    return kind


def get(name: str) -> Kind:
    """The registered kind. Raises KeyError for a name no room registered."""
    return _kinds[name]


def every() -> tuple[Kind, ...]:
    """All kinds, in the order they were registered."""
    return tuple(_kinds.values())
