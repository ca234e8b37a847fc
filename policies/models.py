from django.db import models

from documents.models import Document


class SitePolicy(models.Model):
    """What is a site policy's own: whether a general policy was amended to serve (B9)."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="site_policy")
    amended_general = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"policy {self.document_id}"
