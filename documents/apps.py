import logging

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the PDF library from telling each of its steps."""
        logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
