"""Which columns of a section or an answer exist once a language (modeltranslation; fallbacks are off)."""

from modeltranslation.translator import TranslationOptions, register

from documents.models import Answer, Section


@register([Section, Answer])
class ParityTranslation(TranslationOptions):
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
