"""The parts of a document as they travel: each under a line that says of which text it is, and of which day."""

import re
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import override, pgettext

from documents import kinds
from documents.choices import TextState, other
from documents.models import Answer, Document, Section

# [document key language revision hash-of-the-source]
CODE = re.compile(r"\[(\d{1,12}) ([\w.-]{1,40}) (es|en) (\d{1,9}) ([0-9a-f]{16})\]", re.ASCII)
HASH = 16
ANSWER = "answer-"


@dataclass(frozen=True)
class Found:
    """A part as a file brought it: which text it says it is, the revision and source it was made from, its words."""

    document_id: int
    key: str
    language: str
    revision: int
    source_hash: str
    text: str = field(default="", repr=False)

    @property
    def code(self) -> str:
        """The line under which it stands."""
        return f"[{self.document_id} {self.key} {self.language} {self.revision} {self.source_hash}]"

    @classmethod
    def under(cls, line: str, text: str) -> Self | None:
        """The part under a line; None where the line names none."""
        match = CODE.search(line)
        if match is None:
            return None
        document_id, key, language, revision, source_hash = match.groups()
        return cls(int(document_id), key, language, int(revision), source_hash, text)


@dataclass(frozen=True)
class Part:
    """A text to be translated: its row, its heading in the language it goes to, the source and what stands so far."""

    row: Section | Answer
    language: str
    heading: str

    @property
    def key(self) -> str:
        return self.row.key if isinstance(self.row, Section) else f"{ANSWER}{self.row.pk}"

    @property
    def source(self) -> str:
        return getattr(self.row, f"text_{self.row.source_language}") or ""

    @property
    def text(self) -> str:
        return getattr(self.row, f"text_{self.language}") or ""

    @property
    def source_hash(self) -> str:
        return (getattr(self.row, f"text_hash_{self.row.source_language}") or "")[:HASH]

    @property
    def waits(self) -> bool:
        """Whether it is missing or no longer fits its source."""
        return getattr(self.row, f"state_{self.language}") in (None, "", TextState.MISSING, TextState.STALE)

    @property
    def code(self) -> str:
        """The line under which it travels."""
        return Found(self.row.document_id, self.key, self.language, self.row.revision, self.source_hash).code


def parts_of(document: Document, language: str) -> list[Part]:
    """Every text of a document that is translated into a language: sections in order, then answers. Two queries."""
    kind = kinds.get(document.kind)
    rows: list[Section | Answer] = [
        *document.sections.filter(source_language=other(language)),
        *document.answers.filter(source_language=other(language)).order_by("pk"),
    ]
    with override(language):
        answer = pgettext("staff", "An answer to families’ comments")
        headings = [str(kind.heading_of(row)) if isinstance(row, Section) else answer for row in rows]
    return [
        Part(row, language, heading) for row, heading in zip(rows, headings, strict=True) if Part(row, "", "").source
    ]
