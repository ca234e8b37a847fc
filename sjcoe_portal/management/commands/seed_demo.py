"""Load the demo year once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from schools.models import School
from sjcoe_portal.demo import seed


class Command(BaseCommand):
    help = "Load the demo year 2026-27 (invented people, real schools) into an empty demo installation, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="make it, say so, and take it back")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo installation: set DEMO=1 to invent data.")
        if School.objects.exists():
            self.stdout.write("The demo year is here already; nothing was changed.")
            return
        self.stdout.write("Loading the demo year 2026-27 ...")
        with transaction.atomic():
            seed(self.stdout.write)
            transaction.set_rollback(dry_run)
        self.stdout.write("It would load." if dry_run else "Loaded.")
