"""A translated Word file read back: each part by its line, its right column as Markdown."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from documents.markup import LONGEST, POINT, tidy
from documents.word.blocks import Block, Run, markdown_of
from documents.word.package import LARGEST, Package, Unreadable, opened
from documents.word.parts import Found

__all__ = ["LARGEST", "Unreadable", "read"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")
# More parts than any document has; of the text of one, more than is ever kept (it is refused by its length then).
MOST_PARTS, MOST_LETTERS = 200, LONGEST + 10_000
MOST_PIECES = 20_000
DEEPEST = 8


def read(content: bytes) -> list[Found]:
    """Every part of a file, in its order; the same part twice stands there twice.

    Raises:
        Unreadable: no Word file that can be read, with the reason.
    """
    package = opened(content)
    known = _Known(package)
    parts: list[Found] = []
    for table in package.document.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        if not rows:
            continue
        part = Found.under(_plain(rows[0])[:2_000], "")
        if part is not None and len(parts) < MOST_PARTS:
            text = "\n\n".join(filter(None, (_cell(row, known) for row in rows[2:])))
            parts.append(Found.under(part.code, tidy(text)) or part)
    return parts


def _plain(row: Any) -> str:
    return "".join(piece.text or "" for piece in row.iter(f"{W}t"))


def _cell(row: Any, known: "_Known") -> str:
    """The last cell of a row as Markdown."""
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    if not cells:
        return ""
    blocks: list[Block] = []
    letters = 0
    for paragraph in cells[-1].iter(f"{W}p"):
        block = known.block(paragraph)
        letters += sum(len(run.text) for run in block.runs)
        if letters > MOST_LETTERS:
            # Too long to be kept: said with its length, without weighing each word of it.
            return "\n\n".join("".join(run.text for run in one.runs) for one in [*blocks, block])
        blocks.append(block)
    return markdown_of(blocks)


class _Known:
    """What a file says of its styles, numberings and links."""

    def __init__(self, package: Package) -> None:
        self.links = {
            str(one.get("Id")): str(one.get("Target") or "")
            for one in (package.links if package.links is not None else ())
        }
        self.styles = {str(style.get(qn("w:styleId"))): style for style in _all(package.styles, "style")}
        self.shapes = {str(one.get(qn("w:abstractNumId"))): one for one in _all(package.numbering, "abstractNum")}
        self.numberings = {str(one.get(qn("w:numId"))): one for one in _all(package.numbering, "num")}
        # How far each numbering has counted at each level.
        self.counts: dict[tuple[str, int], int] = {}
        self.was_item = ("", -1)
        self.pieces = 0

    def block(self, paragraph: Any) -> Block:
        """A paragraph as a block, by its style and numbering."""
        runs = self._looks(paragraph)
        name = self._style_name(_value(paragraph, "pPr/w:pStyle"))
        if name.startswith("heading ") and name[8:9].isdigit():
            self.was_item = ("", -1)
            return Block("h", runs, min(6, max(1, int(name[8]))))
        numbering, level = self._numbering(paragraph)
        ordered = self._is_ordered(numbering, level) if numbering else name.startswith("list number")
        if numbering or name.startswith(("list bullet", "list number")):
            start = self._start(numbering or name, level) if ordered else 0
            self.was_item = (numbering or name, level)
            return Block("li", runs, level, ordered, start)
        self.was_item = ("", -1)
        # What follows the sign may stand in a run of its own.
        if len(runs) > 0 and (sign := POINT.match(f"{runs[0].text}{'.' if len(runs) > 1 else ''}")):
            return Block("li", (runs[0]._replace(text=runs[0].text[sign.end() :]), *runs[1:]))
        return Block("quote" if name in ("quote", "intense quote") else "p", runs)

    def _style_name(self, style_id: str) -> str:
        return _value(self.styles.get(style_id), "name").lower() or style_id.lower()

    def _numbering(self, paragraph: Any) -> tuple[str, int]:
        """The numbering and level of a paragraph, its own or its style's; "" for none."""
        style = self.styles.get(_value(paragraph, "pPr/w:pStyle"))
        for owner in (paragraph, style):
            number = _value(owner, "pPr/w:numPr/w:numId")
            if number:
                level = _value(owner, "pPr/w:numPr/w:ilvl")
                return ("" if number == "0" else number), min(DEEPEST, int(level)) if level.isdecimal() else 0
        return "", 0

    def _is_ordered(self, numbering: str, level: int) -> bool:
        shape = self.shapes.get(_value(self.numberings.get(numbering), "abstractNumId"))
        for one in _all(shape, "lvl"):
            if one.get(qn("w:ilvl")) == str(level):
                return _value(one, "numFmt") not in ("bullet", "none", "")
        return False

    def _start(self, numbering: str, level: int) -> int:
        """The number a list begins with at its first item, and where it goes on after other text; else 0."""
        key = (numbering, level)
        is_first = key not in self.counts
        begun = 1
        if is_first:
            for over in _all(self.numberings.get(numbering), "lvlOverride"):
                start = _value(over, "startOverride")
                if over.get(qn("w:ilvl")) == str(level) and start.isdecimal():
                    begun = min(int(start), 999_999_999)
        self.counts[key] = begun if is_first else self.counts[key] + 1
        goes_on = self.was_item[0] == "" and not is_first
        return self.counts[key] if is_first or goes_on else 0

    def _looks(self, paragraph: Any) -> tuple[Run, ...]:
        """A paragraph's runs; in a file of more pieces than anybody writes, the rest is words alone."""
        self.pieces += sum(1 for _run in paragraph.iter(f"{W}r"))
        if self.pieces > MOST_PIECES:
            return (Run("".join(_text(piece) for piece in paragraph.iter(f"{W}t"))),)
        return tuple(self._runs(paragraph))

    def _runs(self, paragraph: Any) -> Iterator[Run]:
        for run in paragraph.iter(f"{W}r"):
            around = list(run.iterancestors())
            tags = [one.tag for one in around[: around.index(paragraph)]]
            if f"{W}del" in tags or f"{W}moveFrom" in tags or f"{W}txbxContent" in tags or f"{W}p" in tags:
                continue
            text = "".join(_text(piece) for piece in run)
            if text:
                link = next((one for one in around if one.tag == f"{W}hyperlink"), None)
                href = self.links.get(str(link.get(qn("r:id"))), "") if link is not None else ""
                style = self._style_name(_value(run, "rPr/w:rStyle"))
                bold = _is_on(run, "b") or style == "strong"
                yield Run(text, bold, _is_on(run, "i") or style == "emphasis", href)


def _text(piece: Any) -> str:
    if piece.tag == f"{W}t":
        return str(piece.text or "").replace("\n", " ")
    return {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}.get(piece.tag, "")


def _all(tree: Any, name: str) -> list[Any]:
    return [] if tree is None else list(tree.iterchildren(f"{W}{name}"))


def _value(owner: Any, path: str) -> str:
    """The w:val of what a path leads to; "" where there is none."""
    if owner is None:
        return ""
    found = owner.find("/".join(f"w:{step.removeprefix('w:')}" for step in path.split("/")), {"w": W[1:-1]})
    return "" if found is None else str(found.get(qn("w:val")) or "")


def _is_on(run: Any, look: str) -> bool:
    found = run.find(f"w:rPr/w:{look}", {"w": W[1:-1]})
    return found is not None and str(found.get(qn("w:val")) or "1") not in OFF
