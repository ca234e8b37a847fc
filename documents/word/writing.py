"""A Word file for a translator: instructions in both languages, then a table a part, source beside target."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import override, pgettext
from docx import Document as new_document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from documents.choices import other
from documents.word.blocks import Block, Run, blocks_of
from documents.word.parts import Part

NAMES = {"es": "Español", "en": "English"}
TAGS = {"es": "es-US", "en": "en-US"}
BULLETS, NUMBERS = 91, 92
# Characters that are no part of any text and that XML cannot hold.
NO_TEXT = dict.fromkeys((0xFFFE, 0xFFFF))


def build(title: str, parts: Sequence[Part], language: str) -> bytes:
    """The file of these parts, to be translated into `language`."""
    file: Any = new_document()
    file.core_properties.title = title
    file.core_properties.author = ""
    lists = _Lists(file)
    file.add_heading(title, 0)
    for code in (language, other(language)):
        for line in _instructions(code, language):
            _run(file.add_paragraph(), Run(line), code)
    for part in parts:
        _part(file, part, lists)
        file.add_paragraph()
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _instructions(code: str, language: str) -> list[str]:
    with override(code):
        target = pgettext("staff", "Spanish") if language == "es" else pgettext("staff", "English")
        write = pgettext(
            "staff", "Write the %(language)s in the right column of each table. The left one stays as it is."
        )
        return [
            write % {"language": target},
            pgettext("staff", "Leave the lines in square brackets as they are: they say which text is which."),
            pgettext("staff", "Headings, lists, bold, italics and links come back with the words. Nothing else does."),
            pgettext(
                "staff", "Save the file as .docx and bring it back on the page you had it from. An approver reads it."
            ),
        ]


def _part(file: Any, part: Part, lists: "_Lists") -> None:
    table = file.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    head = table.rows[0].cells[0].merge(table.rows[0].cells[1]).paragraphs[0]
    _run(head, Run(part.heading, bold=True), part.language)
    head.add_run(" ")
    _small(head.add_run(part.code))
    source = part.row.source_language
    for cell, code in zip(table.rows[1].cells, (source, part.language), strict=True):
        _run(cell.paragraphs[0], Run(NAMES[code], italic=True), code)
    for cell, code, text in zip(table.rows[2].cells, (source, part.language), (part.source, part.text), strict=True):
        _fill(cell, blocks_of(text), code, lists)


def _fill(cell: Any, blocks: Sequence[Block], code: str, lists: "_Lists") -> None:
    """Blocks into a cell, which begins with an empty paragraph of its own."""
    for n, block in enumerate(blocks):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        paragraph.style = {"h": f"Heading {block.level}", "quote": "Quote", "li": "List Paragraph"}.get(
            block.kind, "Normal"
        )
        if block.kind == "li":
            lists.number(paragraph, block)
        for run in block.runs:
            _run(paragraph, run, code)


def _run(paragraph: Any, run: Run, code: str) -> None:
    made = paragraph.add_run()
    for n, line in enumerate(run.text.translate(NO_TEXT).split("\n")):
        if n:
            made.add_break()
        made.add_text(line)
    made.bold, made.italic = run.bold or None, run.italic or None
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAGS[code])
    made._r.get_or_add_rPr().append(language)
    if run.href:
        made.underline = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        made._r.addprevious(link)
        link.append(made._r)


def _small(run: Any) -> None:
    run.font.size = Pt(8)


class _Lists:
    """The file's numberings: one for all bullets, one for each numbered list so that each begins where it should."""

    def __init__(self, file: Any) -> None:
        self.element = file.part.numbering_part.element
        first = self.element.find(qn("w:num"))
        for number, shape, text in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%{}.")):
            levels = "".join(
                f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
                f'<w:lvlText w:val="{text.format(n + 1)}"/><w:pPr><w:ind w:left="{360 * (n + 1)}" w:hanging="360"/>'
                "</w:pPr></w:lvl>"
                for n in range(9)
            )
            made = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
            first.addprevious(made)
        self.next = 1000
        self.bullets = self._new(BULLETS)
        # The numbering of the list open at each depth.
        self.open: dict[int, int] = {}

    def number(self, paragraph: Any, block: Block) -> None:
        if block.start:
            self.open[block.level] = self._new(NUMBERS, block.level, block.start)
        which = self.open.get(block.level, self.bullets) if block.ordered else self.bullets
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = block.level
        properties.get_or_add_numId().val = which

    def _new(self, shape: int, level: int = 0, start: int = 0) -> int:
        self.next += 1
        over = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        self.element.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.next}"><w:abstractNumId w:val="{shape}"/>{over}</w:num>')
        )
        return self.next
