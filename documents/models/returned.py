"""Texts an approver sent back, each with what is to be changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from documents.choices import LANGUAGES, LONGEST_REMARK
from documents.models.joint import Answer
from documents.models.texts import Document, Section
from documents.querysets import SentBackQuerySet
from schools.models import Evidence

OPEN = Q(ends_on=None, voided_at=None)


class SentBack(Evidence):
    """One language of a section or an answer that its approver did not approve, from `on` until somebody changes it.

    It ends when the text is written again or approved after all; another remark voids the one before.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="sent_back")
    # A new version begins some sections anew; what was said of the old ones stays with the document.
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="sent_back")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="sent_back")
    language = models.CharField(max_length=2)
    remark = models.CharField(max_length=LONGEST_REMARK)

    objects = SentBackQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(remark=""), name="sent_back_says_why"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="sent_back_language_known"),
            models.CheckConstraint(condition=Q(section=None) | Q(answer=None), name="sent_back_is_of_one_text"),
            models.UniqueConstraint(fields=["section", "language"], condition=OPEN, name="sent_back_section_once"),
            models.UniqueConstraint(fields=["answer", "language"], condition=OPEN, name="sent_back_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language} sent back {self.on}"
