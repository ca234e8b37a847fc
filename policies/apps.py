from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the policy known to the documents room."""
        from documents.kinds import register  # noqa: PLC0415  # models exist only now
        from policies.kinds import SITE_POLICY  # noqa: PLC0415

        register(SITE_POLICY)
