"""`manage.py import_schools FILE`: the state directory's schools, entered and brought up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from schools.actions import import_directory

SHORT = 2_000


class Command(BaseCommand):
    help = (
        "Read the state's school directory (tab-separated, 46 columns): new schools are entered, known ones brought up "
        "to date. A broken file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the directory's text file")
        parser.add_argument("--all", action="store_true", help="keep every county's schools, not this office's alone")
        parser.add_argument("--dry-run", action="store_true", help="report what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_directory(
                options["file"], everything=options["all"], dry_run=options["dry_run"], progress=self._progress
            )
        except ValidationError as fault:
            raise CommandError(f"{options['file']}: {' '.join(fault.messages)}. Nothing was changed.") from None
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror or fault}. Nothing was changed.") from None
        for line in report.lines:
            self.stdout.write(line)
        self.stdout.write(f"{report}{'; nothing was kept (dry run)' if options['dry_run'] else ''}")

    def _progress(self, done: int) -> None:
        if done >= SHORT:
            self.stderr.write(f"{done:,} rows", ending="\r")
