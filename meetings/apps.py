from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say where the link in an invitation leads."""
        from notices import links  # noqa: PLC0415  apps are loading

        links.register("rsvp", "meetings_token:answer")
