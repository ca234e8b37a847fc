"""The narrow Markdown as blocks of runs, which is what a word processor knows, and back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from markdown_it.token import Token

from documents.markup import ADDRESS, parsed

# What is escaped, from nothing to all that may be a mark: as little as the words need to come back the same.
ESCAPES = (
    re.compile(r"(?!)"),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?=#?\w+;)"),
    re.compile(r"[\\*]|&(?=#?\w+;)"),
    re.compile(r"[\\*_]|&(?=#?\w+;)"),
    re.compile(r"[\\*_\[\]]|&(?=#?\w+;)"),
)
# What would begin a heading, a quotation or a list at the start of a line.
LEADING = re.compile(r"^(?=[#>]|[+-](?:\s|$))", re.MULTILINE)
NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
PASSAGE = re.compile(r"\\\[([^\[\]\n]*?)\\\](\{lang=(?:es|en)\})")
UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\\]")
DEEPEST = 8


class Run(NamedTuple):
    """Words of one look. A line break within a block is a newline in the text."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph ("p"), heading ("h"), quotation ("quote") or item of a list ("li").

    level: a heading's 1 to 6, an item's depth from 0. start: the number a list begins with, at its first item; else 0.
    """

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    ordered: bool = False
    start: int = 0


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text in Markdown."""
    reader = _Reader()
    for token in parsed(text):
        reader.take(token)
    return reader.found


def settled(text: str) -> str:
    """A text as it comes back from a word processor that changed nothing."""
    return markdown_of(blocks_of(text))


class _Reader:
    """Follows a text's tokens: which lists, quotations and headings are open, and what was found so far."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        # Each open list: whether it is ordered, and the number it begins with until its first item came.
        self.lists: list[tuple[bool, int]] = []
        self.heading, self.quotes, self.is_new_item = 0, 0, False

    def take(self, token: Token) -> None:
        opens = token.nesting > 0
        if token.type == "inline":
            self._inline(tuple(_runs(token)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type.startswith("ordered")
            self.lists.append((ordered, int(token.attrs.get("start", 1)) if ordered else 0))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.is_new_item = True
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting
        elif token.type.startswith("heading"):
            self.heading = int(token.tag[1]) if opens else 0

    def _inline(self, runs: tuple[Run, ...]) -> None:
        if self.lists and not self.is_new_item:
            last = self.found[-1]
            self.found[-1] = replace(last, runs=(*last.runs, Run("\n"), *runs))
        elif self.lists:
            ordered, start = self.lists[-1]
            self.found.append(Block("li", runs, min(len(self.lists) - 1, DEEPEST), ordered, start))
            self.lists[-1], self.is_new_item = (ordered, 0), False
        else:
            kind = "h" if self.heading else "quote" if self.quotes else "p"
            self.found.append(Block(kind, runs, self.heading))


def _runs(token: Token) -> Iterator[Run]:
    bold = italic = 0
    href = ""
    for child in token.children or []:
        if child.type.startswith("strong"):
            bold += child.nesting
        elif child.type.startswith("em_"):
            italic += child.nesting
        elif child.type.startswith("link"):
            href = str(child.attrs.get("href", "")) if child.nesting > 0 else ""
        else:
            text = "\n" if child.type in ("softbreak", "hardbreak") else child.content
            if text:
                yield Run(text, bold > 0, italic > 0, href)


class _Open(NamedTuple):
    """A list open at one depth: how wide its sign is, how far it counts, by numbers or not, and the mark after."""

    width: int
    number: int
    ordered: bool
    mark: str


def markdown_of(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown. What cannot be said with marks keeps its words without them."""
    pieces: list[str] = []
    lists: list[_Open] = []
    for block in blocks:
        if not "".join(run.text for run in block.runs).strip():
            continue
        said = _said(block)
        if block.kind == "li":
            pieces.append("\n" if lists else "\n\n" if pieces else "")
            pieces.append(_item(block, said, lists))
        else:
            lists.clear()
            pieces += ["\n\n" if pieces else "", f"{'#' * block.level} {said}" if block.kind == "h" else said]
    return "".join(pieces)


def _item(block: Block, said: str, lists: list[_Open]) -> str:
    """An item's lines under its sign; `lists` is brought to where it stands."""
    level = min(block.level, len(lists))
    before = lists[level] if level < len(lists) else None
    number = block.start or (before.number + 1 if before else 1)
    mark = before.mark if before else "."
    if before and before.ordered and block.ordered and block.start:
        # Another list begins right under this one: its mark tells it apart.
        mark = ")" if mark == "." else "."
    sign = f"{number}{mark} " if block.ordered else "- "
    indent = " " * sum(one.width for one in lists[:level])
    lists[level:] = [_Open(len(sign), number, block.ordered, mark)]
    below = f"\n{indent}{' ' * len(sign)}"
    return f"{indent}{sign}{said.replace(chr(10), below)}"


def _said(block: Block) -> str:
    """A block's words with their marks, read again to be sure that they come back the same."""
    runs = [Run(run.text.replace("\n", " "), *run[1:]) for run in block.runs] if block.kind == "h" else block.runs
    for tried in (runs, [Run(run.text, href=run.href) for run in runs], [Run(run.text) for run in runs]):
        looks = _looks(tried)
        for escape in ESCAPES:
            said = _lines(_linked(tried, escape), block.kind)
            again = blocks_of(said if block.kind != "h" else f"# {said}")
            if len(again) == 1 and again[0].kind == block.kind.replace("li", "p") and _looks(again[0].runs) == looks:
                return said
    return said


def _lines(text: str, kind: str) -> str:
    lines = [line.strip() for line in text.strip().split("\n")]
    text = "\n".join(line for line in lines if line)
    text = NUMBERED.sub(r"\1\\", LEADING.sub(r"\\", text))
    text = PASSAGE.sub(r"[\1]\2", text)
    return "\n".join(f"> {line}" for line in text.split("\n")) if kind == "quote" else text


def _linked(runs: Iterable[Run], escape: re.Pattern[str]) -> str:
    pieces = []
    for href, inside in groupby(runs, key=lambda run: run.href if ADDRESS.match(run.href) else ""):
        text = "".join(
            _wrapped(
                "".join(_wrapped(_escaped(rows, escape), "*" if italic else "") for italic, rows in of(same, "italic")),
                bold,
            )
            for bold, same in ((("**" if is_bold else ""), rows) for is_bold, rows in of(inside, "bold"))
        )
        if href:
            safe = UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", href)
            text = _wrapped(text, "[", f"]({safe})")
        pieces.append(text)
    return "".join(pieces)


def of(runs: Iterable[Run], look: str) -> Iterator[tuple[bool, list[Run]]]:
    """Neighbours of one look; what is only space takes the look of what stands before it."""
    kept: list[tuple[bool, Run]] = []
    for run in runs:
        here = getattr(run, look)
        kept.append((kept[-1][0] if kept and not run.text.strip() and kept[-1][0] == here else here, run))
    for value, rows in groupby(kept, key=lambda one: one[0]):
        yield value, [run for _value, run in rows]


def _escaped(runs: Iterable[Run], escape: re.Pattern[str]) -> str:
    return escape.sub(lambda found: f"\\{found[0]}", "".join(run.text for run in runs))


def _wrapped(text: str, mark: str, close: str = "") -> str:
    """Marks around the words, with the space at either end left outside of them."""
    inside = text.strip()
    if not mark or not inside:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inside}{close or mark}{after}"


def _looks(runs: Sequence[Run]) -> list[tuple[str, bool, bool, str]]:
    """Every letter with its look, space aside."""
    return [
        (letter, run.bold, run.italic, UNSAFE_IN_ADDRESS.sub("", run.href) if ADDRESS.match(run.href) else "")
        for run in runs
        for letter in run.text
        if not letter.isspace()
    ]
