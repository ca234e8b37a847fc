"""Bringing a translator's file back: each part by its key, every mistake named, good parts as drafts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from documents.actions.moving import audit, locked, refuse_unless_open
from documents.actions.writing import write
from documents.markup import LONGEST, html, tidy
from documents.models import Document
from documents.word import Found, Part, parts_of, settled

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Fault:
    """A part that is not brought in, and why; its words, so that they are not lost."""

    sentence: str
    heading: str = ""
    language: str = ""
    text: str = ""
    line: str = ""


@dataclass(frozen=True)
class Examined:
    """What a file's parts are good for: those to bring in, those that say what is there already, and the mistakes."""

    good: Sequence[tuple[Part, Found]]
    same: int
    faults: Sequence[Fault]


def examine(document: Document, found: Sequence[Found]) -> Examined:
    """Hold a file's parts against the document as it is now. Four queries at most.

    Raises:
        ValidationError: the document is published, or no part of it is in the file.
    """
    refuse_unless_open(document)
    if not found:
        raise ValidationError(
            pgettext(
                "staff",
                "No text of this document was found in the file. The lines in square brackets say which text is"
                " which: they must stay. Export the file again.",
            )
        )
    if all(one.document_id != document.pk for one in found):
        raise ValidationError(
            pgettext("staff", "This file belongs to another document. Open that one and bring the file in there.")
        )
    there = {
        (part.key, part.language): part for code in {one.language for one in found} for part in parts_of(document, code)
    }
    often = Counter((one.key, one.language) for one in found)
    good, same, faults = [], 0, []
    for one in found:
        part = there.get((one.key, one.language)) if one.document_id == document.pk else None
        sentence = _fault(one, part, often)
        if sentence:
            faults.append(Fault(sentence, part.heading if part else one.key, one.language, one.text, one.code))
        elif part is not None and _is_same(one.text, part.text):
            same += 1
        elif part is not None:
            good.append((part, one))
    return Examined(good, same, faults)


def _is_same(brought: str, kept: str) -> bool:
    """Whether a text came back as it went, though a word processor writes its marks another way than was typed."""
    return tidy(brought) in (kept, tidy(settled(kept))) or html(brought) == html(kept)


def _fault(one: Found, part: Part | None, often: Counter[tuple[str, str]]) -> str:
    if part is None:
        said = pgettext("staff", "The file has a text “%(key)s” that this document does not have.")
        return said % {"key": one.key}
    if often[one.key, one.language] > 1:
        said = pgettext("staff", "“%(heading)s” stands in the file twice. Leave only one of them.")
    elif not tidy(one.text):
        said = pgettext("staff", "“%(heading)s” is empty in the file.")
    elif len(one.text) > LONGEST:
        said = pgettext("staff", "“%(heading)s” is longer than a section can hold. Make it shorter.")
    elif one.source_hash != part.source_hash:
        said = pgettext("staff", "“%(heading)s”: the other language changed after the file was made. Export it again.")
    elif (getattr(part.row, f"written_revision_{one.language}") or 0) > one.revision:
        said = pgettext("staff", "“%(heading)s”: somebody changed this text here after the file was made.")
    else:
        return ""
    return said % {"heading": part.heading}


def bring_in(document: Document, good: Sequence[tuple[Part, Found]], *, by: "User") -> int:
    """Write the parts as drafts, all or none of them; return how many. Nothing is approved by it.

    Raises:
        Conflict: somebody wrote one of them in the meantime.
        ValidationError: the document is published.
    """
    with transaction.atomic():
        held = locked(document.pk)
        refuse_unless_open(held)
        for part, one in good:
            row: Any = part.row
            write(row, one.language, one.text, revision=one.revision, by=by)
        audit("bring_in", held, held, by=by, fields=("sections",))
    return len(good)
