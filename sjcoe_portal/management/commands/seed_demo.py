"""Load the demo year once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from sjcoe_portal.demo import seed


class Command(BaseCommand):
    help = "Load the demo year 2026-27 (invented people, real schools) into an empty demo installation, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="make it, say so, and take it back")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo installation: set DEMO=1 to invent data.")
        self.stdout.write("Loading the demo year 2026-27 ...")
        with transaction.atomic():
            done = seed(self.stdout.write)
            transaction.set_rollback(dry_run)
        if not done:
            self.stdout.write("There are schools already: nothing was changed.")
        else:
            self.stdout.write("It would load." if dry_run else "Loaded.")
