from django.apps import AppConfig


class RegulationConfig(AppConfig):
    name = "regulation"
    default_auto_field = "django.db.models.BigAutoField"
