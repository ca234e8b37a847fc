from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "compacts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the compact known to the documents room."""
        from compacts.kinds import COMPACT  # noqa: PLC0415  # models exist only now
        from documents.kinds import register  # noqa: PLC0415

        register(COMPACT)
