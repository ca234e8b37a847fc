"""The model texts' gaps filled in, as a coordinator fills them before an approver reads."""

from documents import actions
from documents.gaps import filled, gaps
from documents.models import Document

SAID = {"es": "de 8 a 4", "en": "from 8 to 4"}


def fill_in(document: Document, *, by: object) -> None:
    """Write something in place of every gap of a document, in both languages."""
    for section in document.sections.all():
        for language in sorted(SAID, key=section.source_language.__ne__):
            text = getattr(section, f"text_{language}") or ""
            if gaps(text):
                said = filled(text, SAID[language])
                section = actions.write(section, language, said, revision=section.revision, by=by)
