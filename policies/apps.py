from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make policies and plans known to the documents room."""
        from documents.kinds import register  # noqa: PLC0415  # models exist only now
        from policies.kinds import KINDS  # noqa: PLC0415

        for kind in KINDS:
            register(kind)
