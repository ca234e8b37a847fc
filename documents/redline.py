"""What differs between two texts: blocks put beside each other, and the words within them. No query, no HTML."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from documents.markup import Block, blocks

SAME, ADDED, REMOVED = "same", "added", "removed"
WORD = re.compile(r"\S+\s*")
# Two paragraphs that share fewer words than this are one taken out and one put in, not one changed.
ALIKE = 0.4


class Piece(NamedTuple):
    """A run of words that stayed, was added or was removed."""

    change: str
    text: str


class Line(NamedTuple):
    """A heading, paragraph or item with its pieces."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change != SAME for piece in self.pieces)


def redline(old: str, new: str) -> list[Line]:
    """The new text's blocks in order, with what was removed from the old one where it stood.

    Args:
        old, new: texts in the narrow Markdown (documents.markup).
    """
    before, after = blocks(old), blocks(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    lines: list[Line] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            lines += [_whole(SAME, block) for block in after[k:m]]
        else:
            lines += _replaced(before[i:j], after[k:m])
    return lines


def differs(old: str, new: str) -> bool:
    """Whether any words differ, markup aside."""
    return blocks(old) != blocks(new)


def _replaced(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Line]:
    """Blocks that changed: each new one beside the first old one like it; the old ones left out go where they stood."""
    waiting = list(before)
    for block in after:
        place = next((n for n, old in enumerate(waiting) if _alike(old, block)), None)
        if place is None:
            yield _whole(ADDED, block)
            continue
        yield from (_whole(REMOVED, old) for old in waiting[:place])
        yield Line(block.kind, tuple(_words(waiting[place].text, block.text)))
        waiting = waiting[place + 1 :]
    yield from (_whole(REMOVED, old) for old in waiting)


def _alike(old: Block, new: Block) -> bool:
    if old.kind != new.kind:
        return False
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    bare = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    for op, i, j, k, m in bare.get_opcodes():
        if op == "equal":
            yield Piece(SAME, "".join(after[k:m]))
            continue
        if i < j:
            yield Piece(REMOVED, "".join(before[i:j]).strip() + " ")
        if k < m:
            yield Piece(ADDED, "".join(after[k:m]))


def _whole(change: str, block: Block) -> Line:
    return Line(block.kind, (Piece(change, block.text),))
