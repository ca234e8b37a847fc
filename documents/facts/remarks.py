"""What approvers sent back: the remark that stands on each language of a section or an answer."""

from collections.abc import Mapping

from documents.models import Answer, Document, Section, SentBack

# (model's name, id, language) -> the remark that stands.
Remarks = Mapping[tuple[str, int, str], SentBack]


def remarks(document: Document) -> Remarks:
    """Every remark that stands on a document's texts. One query."""
    rows = SentBack.objects.open().filter(document=document).select_related("entered_by")
    return {_key(row): row for row in rows}


def remark_on(found: Remarks, row: Section | Answer, language: str) -> SentBack | None:
    """The remark that stands on one language of a text."""
    return found.get((row._meta.model_name or "", row.pk, language))


def _key(row: SentBack) -> tuple[str, int, str]:
    return ("section", row.section_id, row.language) if row.section_id else ("answer", row.answer_id or 0, row.language)
