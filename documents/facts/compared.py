"""Two wordings of one text, side by side in one: what both say, what only the first says, what only the second says."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# A word with the space after it.
WORD = re.compile(r"\S+\s*|\s+")
# Two passages with more words than this are not compared word by word: one stands whole after the other.
MOST_WORDS = 1_500


class Change(NamedTuple):
    """A run of words; kind: "both", "first" (only there), "second" (only there)."""

    kind: str
    text: str


def compared(first: str, second: str) -> list[Change]:
    """The words of two texts in one order. First by paragraph, then word by word where paragraphs differ."""
    found: list[Change] = []
    for change in _paragraphs(first.strip().split("\n"), second.strip().split("\n")):
        if found and found[-1].kind == change.kind:
            found[-1] = Change(change.kind, found[-1].text + change.text)
        else:
            found.append(change)
    return found


def _paragraphs(first: Sequence[str], second: Sequence[str]) -> Iterator[Change]:
    for verb, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        old, new = "".join(f"{line}\n" for line in first[a:b]), "".join(f"{line}\n" for line in second[c:d])
        if verb == "equal":
            yield Change("both", old)
        else:
            yield from _words(old, new)


def _words(first: str, second: str) -> Iterator[Change]:
    old, new = WORD.findall(first), WORD.findall(second)
    if max(len(old), len(new)) > MOST_WORDS:
        codes = [("replace", 0, len(old), 0, len(new))]
    else:
        codes = list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    for verb, a, b, c, d in codes:
        if verb == "equal":
            yield Change("both", "".join(old[a:b]))
            continue
        if a < b:
            yield Change("first", "".join(old[a:b]))
        if c < d:
            yield Change("second", "".join(new[c:d]))
