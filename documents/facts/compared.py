"""Two wordings of one text, side by side in one: what both say, what only the first says, what only the second says."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from documents.markup import tidy

# A word with the space after it.
WORD = re.compile(r"\S+\s*|\s+")
# Of two passages with more words or lines than this one stands whole after the other: finding more takes too long.
MOST = 1_500


class Change(NamedTuple):
    """A run of words; kind: "both", "first" (only there), "second" (only there)."""

    kind: str
    text: str


def compared(first: str, second: str) -> list[Change]:
    """The words of two texts in one order. First by paragraph, then word by word where paragraphs differ.

    Both are tidied first: a browser posts its lines' ends otherwise than they are kept, and that is no difference.
    """
    found: list[Change] = []
    for change in _paragraphs(tidy(first).split("\n"), tidy(second).split("\n")):
        if not change.text:
            continue
        if found and found[-1].kind == change.kind:
            found[-1] = Change(change.kind, found[-1].text + change.text)
        else:
            found.append(change)
    return found


def _paragraphs(first: Sequence[str], second: Sequence[str]) -> Iterator[Change]:
    for verb, a, b, c, d in _steps(first, second):
        old, new = "".join(f"{line}\n" for line in first[a:b]), "".join(f"{line}\n" for line in second[c:d])
        if verb == "equal":
            yield Change("both", old)
        else:
            yield from _words(WORD.findall(old), WORD.findall(new))


def _words(first: Sequence[str], second: Sequence[str]) -> Iterator[Change]:
    for verb, a, b, c, d in _steps(first, second):
        if verb == "equal":
            yield Change("both", "".join(first[a:b]))
            continue
        if a < b:
            gone = "".join(first[a:b])
            # What comes in its place ends the line; without that, each changed end of a paragraph would leave a gap.
            yield Change("first", f"{gone.rstrip()} " if c < d else gone)
        if c < d:
            yield Change("second", "".join(second[c:d]))


def _steps(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What leads from one to the other; what begins and ends alike is set aside first, too long a rest stands whole."""
    short = min(len(first), len(second))
    begin = next((n for n in range(short) if first[n] != second[n]), short)
    end = next((n for n in range(short - begin) if first[-1 - n] != second[-1 - n]), short - begin)
    yield "equal", 0, begin, 0, begin
    rest, other = first[begin : len(first) - end], second[begin : len(second) - end]
    steps = [("replace", 0, len(rest), 0, len(other))]
    if max(len(rest), len(other)) <= MOST:
        steps = list(SequenceMatcher(None, rest, other).get_opcodes())
    for verb, a, b, c, d in steps:
        yield verb, a + begin, b + begin, c + begin, d + begin
    yield "equal", len(first) - end, len(first), len(second) - end, len(second)
