"""Which columns of a section exist once a language (modeltranslation; fallbacks are off)."""

from modeltranslation.translator import TranslationOptions, register

from documents.models import Section


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = (
        "text",
        "state",
        "text_hash",
        "source_hash",
        "approved_hash",
        "approved_by",
        "approved_at",
        "written_by",
        "written_at",
        "written_revision",
    )
