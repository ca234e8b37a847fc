from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "compacts"
    default_auto_field = "django.db.models.BigAutoField"
