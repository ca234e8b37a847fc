"""What is a site policy's own."""

from django.db import models

from documents.models import Document
from schools.models import Evidence


class AmendedPolicy(Evidence):
    """A general policy for all families was amended to serve as the Title I policy (AR 6020 B9; 20 USC 6318(b)(2))."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="amended_policies")

    def __str__(self) -> str:
        return f"policy {self.document_id}"
