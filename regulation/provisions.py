"""The 103 provisions of AR 6020: read once from data/provisions.yaml, checked, and never changed while running."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.utils.translation import get_language

from regulation.choices import Cadence, Extent, Force, Part

SOURCE = Path(__file__).parent / "data" / "provisions.yaml"
COUNT = 103
LABEL_LENGTH = 24
SPANISH, ENGLISH = "es", "en"
OPTIONAL_KEYS = {"extent", "usc"}


@dataclass(frozen=True, slots=True)
class Provision:
    """One row of AR 6020 in the project's own plain words; `usc` is the section of 20 USC it mirrors, or empty."""

    code: str
    part: Part
    force: Force
    cadence: Cadence
    label_es: str
    label_en: str
    title_es: str
    title_en: str
    text_es: str
    text_en: str
    asks_staff_es: str
    asks_staff_en: str
    extent: Extent = Extent.FULL
    usc: str = ""

    @property
    def required(self) -> bool:
        return self.force == Force.SHALL

    @property
    def practicable(self) -> bool:
        return self.extent == Extent.PRACTICABLE

    @property
    def title(self) -> str:
        """A short sentence, in the active language."""
        return self._in("title")

    @property
    def text(self) -> str:
        """What it means for a family, in the active language."""
        return self._in("text")

    @property
    def asks_staff(self) -> str:
        """Which records show it, said to a coordinator in the active language."""
        return self._in("asks_staff")

    def label(self, lang: str | None = None) -> str:
        """A column head of at most 24 characters, in `lang` or else the active language."""
        return self._in("label", lang)

    def _in(self, name: str, lang: str | None = None) -> str:
        code = ENGLISH if (lang or get_language() or SPANISH).startswith(ENGLISH) else SPANISH
        return str(getattr(self, f"{name}_{code}"))


def read(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Provision]:
    """Make provisions of the rows of the YAML file.

    Raises:
        ValueError: a row has an unknown, missing or empty key, or a label that is too long, or the count is not 103.
    """
    provisions = {code: _provision(code, row) for code, row in rows.items()}
    if len(provisions) != COUNT:
        raise ValueError(f"{COUNT} provisions expected, {len(provisions)} found")
    return provisions


def _provision(code: str, row: Mapping[str, Any]) -> Provision:
    known = {field.name for field in fields(Provision)} - {"code"}
    if unknown := set(row) - known:
        raise ValueError(f"{code}: unknown keys {sorted(unknown)}")
    if missing := {key for key in known - OPTIONAL_KEYS if not row.get(key)}:
        raise ValueError(f"{code}: missing {sorted(missing)}")
    if max(len(row["label_es"]), len(row["label_en"])) > LABEL_LENGTH:
        raise ValueError(f"{code}: a label has more than {LABEL_LENGTH} characters")
    typed = {
        "part": Part(row["part"]),
        "force": Force(row["force"]),
        "cadence": Cadence(row["cadence"]),
        "extent": Extent(row.get("extent", Extent.FULL)),
    }
    return Provision(code=code, **{**row, **typed})


# The safe loader, in C: 103 rows in some 10 ms.
PROVISIONS: Mapping[str, Provision] = MappingProxyType(
    read(yaml.load(SOURCE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
)
_FOLDED = {code.casefold(): code for code in PROVISIONS}


def part(code: str) -> Part:
    """The list (A, B or C) a provision stands in."""
    return PROVISIONS[code].part


def of_part(which: str) -> tuple[Provision, ...]:
    """The provisions of one list, in the regulation's order."""
    return tuple(provision for provision in PROVISIONS.values() if provision.part == which)


def canonical(code: str) -> str | None:
    """The code as the regulation writes it, whatever its case; None if there is no such provision."""
    return _FOLDED.get(code.casefold())


def parent(code: str) -> str | None:
    """The code of the provision this one stands under: "B6.c.1" under "B6.c", "A4.find.a" under "A4"."""
    above, dot, _last = code.rpartition(".")
    if not dot:
        return None
    return above if above in PROVISIONS else parent(above)


def children(code: str) -> tuple[Provision, ...]:
    """The provisions that stand directly under this one."""
    return tuple(provision for provision in PROVISIONS.values() if parent(provision.code) == code)


def neighbours(code: str) -> tuple[Provision | None, Provision | None]:
    """The provisions before and after this one in the regulation's order."""
    codes = list(PROVISIONS)
    place = codes.index(code)
    before = PROVISIONS[codes[place - 1]] if place else None
    after = PROVISIONS[codes[place + 1]] if place + 1 < len(codes) else None
    return before, after
