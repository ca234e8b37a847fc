"""Kinds of document, registered by the room each belongs to (policies, compacts, plans)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schools.choices import SchoolKind

if TYPE_CHECKING:
    from schools.models import School

# section key -> language -> text
Texts = Mapping[str, Mapping[str, str]]
# variant -> its word
Variants = Mapping[str, Any]


@lru_cache(maxsize=64)
def read_models(folder: Path, name: str) -> Texts:
    """The model texts of one file of a room's data: section key -> language -> text."""
    texts: Texts = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    return texts


def layered(folder: Path, names: Iterable[str], owner: "School") -> Texts:
    """Model texts of the first file, each later one changing what differs; {school} becomes the school's name."""
    chosen: dict[str, Mapping[str, str]] = {}
    for name in names:
        chosen |= read_models(folder, name)
    return {
        key: {code: text.replace("{school}", owner.name) for code, text in pair.items()} for key, pair in chosen.items()
    }


def no_models(owner: "School", variant: str) -> Texts:
    """A kind without model texts starts from empty sections."""
    return {}


@dataclass(frozen=True)
class SectionSpec:
    """A section a kind asks for: its key, the provisions it answers (codes of AR 6020), its heading (lazy text)."""

    key: str
    provisions: tuple[str, ...]
    heading: Any


def one_only(owner: "School") -> Variants:
    """A kind of which a school has one a year."""
    return {"": ""}


def any_school(owner: "School", part: str, title_i: str) -> bool:
    """A kind that every school and the office may begin."""
    return True


# On top of every document, and in every one that has an earlier edition: what is said in short, and what is new.
SUMMARY = SectionSpec("summary", (), _("In short"))
CHANGES = SectionSpec("changes", (), _("What changes this time"))
MOST_CHANGES = 5
# A document from before the portal that was entered as one text.
WHOLE = SectionSpec("whole", (), _("The document"))

# Keys of sections a school adds of its own begin so: before the kind's sections, and after all others.
OWN_START, OWN_END = "own-start-", "own-end-"


def is_own(key: str) -> bool:
    """Whether a section is one the school added."""
    return key.startswith((OWN_START, OWN_END))


@dataclass(frozen=True)
class Together:
    """What AR 6020 asks to be done with families on a kind, by the provisions that stay open without it.

    named: without a family member among those who helped. asked: where families were never asked, or none took part.
    """

    named: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


# Each is registered once, so a kind is itself and no other: nothing compares its texts.
@dataclass(frozen=True, eq=False)
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
    # The namespace its public pages stand under; "documents" takes the kind's name in the address.
    namespace: str = "documents"
    # A desk page of the kind's own room, taking a school's slug and a document's id, and its word.
    own_url: str = ""
    own_label: Any = ""
    models: "Callable[[School, str], Texts]" = no_models
    # A second sentence of what it is, and what is shown where a school has published none.
    note: Any = ""
    none_template: str = "documents/public/none.html"
    # Who owns documents of this kind: schools, the office, or both (schools.choices.SchoolKind).
    owners: tuple[str, ...] = (SchoolKind.SCHOOL,)
    # Which of several a school may begin in a year (compacts: a band of its grades each), and which schools have it
    # at all. What it once began stays where its grades have changed since: `words` names them all.
    variants: "Callable[[School], Variants]" = one_only
    fits: "Callable[[School, str, str], bool]" = any_school
    # The word of every variant there may be, whatever the school: it stands beside the name.
    words: Variants = field(default_factory=dict)
    # Written together with families; None where nobody has to.
    together: Together | None = None
    # A plan: committees are answered in writing and the public is heard before a later decision (EC 52068).
    hearing: bool = False
    # Month and day of the school year's first day by which it is decided.
    decide_by: tuple[int, int] | None = None
    # Families' comments go on with it (B5; 6318(b)(4)): to the county, or to the State.
    sent_to: str = ""
    # Families may say that they received and read it; nobody has to.
    received: bool = False

    def spec(self, key: str) -> SectionSpec | None:
        """The section asked for under `key`; None for one the office added."""
        return next((spec for spec in (SUMMARY, *self.sections, CHANGES, WHOLE) if spec.key == key), None)

    def heading(self, key: str) -> Any:
        """A section's heading, lazily translated; the key itself for one nobody registered."""
        spec = self.spec(key)
        return spec.heading if spec else key

    def heading_of(self, row: Any) -> Any:
        """The heading of a section's row: its own where the office or the school added it, else the kind's."""
        return getattr(row, f"heading_{get_language() or 'es'}", "") or self.heading(row.key)

    def title_of(self, document: Any) -> str:
        """The name of a document, with its variant's word where it is for some grades alone; no query."""
        word = str(self.words.get(document.variant, "")) if document.variant else ""
        # Within a line a word begins small, save letters such as TK.
        word = word[:1].lower() + word[1:] if word[1:2].islower() else word
        return f"{self.label}, {word}" if word else str(self.label)

    def choices(self, slug: str, variants: Collection[str]) -> list[tuple[str, Any, str]]:
        """Which of several a family may read: variant, its word, its address; empty where there is but one."""
        several = [(key, word) for key, word in self.words.items() if key in variants]
        here = self.address(slug)
        return [(key, word, f"{here}?for={key}") for key, word in several] if len(several) > 1 else []

    def address(self, slug: str, page: str = "page", **more: Any) -> str:
        """Where the public finds a page of this kind at a school."""
        own = {"kind": self.name} if self.namespace == "documents" else {}
        return reverse(f"{self.namespace}:{page}", kwargs={"slug": slug, **own, **more})


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; called once by its room when the portal starts."""
    _kinds[kind.name] = kind
    return kind


def get(name: str) -> Kind:
    """The registered kind. Raises KeyError for a name no room registered."""
    return _kinds[name]


def title_of(document: Any) -> str:
    """A document's name with its variant's word, wherever it is named. Raises KeyError as `get` does."""
    return get(document.kind).title_of(document)


def every() -> tuple[Kind, ...]:
    """All kinds, in the order they were registered."""
    return tuple(_kinds.values())
