"""How to sign in as each of the demo's three people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sjcoe_portal.demo.cast import COORDINATOR, COUNTY, PARENT, PASSWORD


class Command(BaseCommand):
    help = "Print how to sign in as a parent, a coordinator and county staff of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo installation.")
        home = "" if settings.PORTAL_HOME == settings.BASE_DIR / "var" else f"PORTAL_HOME={settings.PORTAL_HOME} "
        command = f"{home}.venv/bin/python manage.py demo_code"
        base = settings.SITE_URL.rstrip("/")
        self.stdout.write(f"Open {base}/  (English: {base}/en/, Spanish: {base}/es/)")
        self.stdout.write(f"Sign in at {base}/en/account/login/ as")
        self.stdout.write(f"  a parent       {PARENT}     with the code of: {command} {PARENT}")
        for who, email in [("a coordinator", COORDINATOR), ("county staff", COUNTY)]:
            self.stdout.write(f"  {who:<14} {email}  password {PASSWORD}, then: {command} {email}")
