from modeltranslation.translator import TranslationOptions, register

from documents.models import Section


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("text", "state", "text_hash", "source_hash", "approved_hash", "approved_by", "approved_at", "written_by")
