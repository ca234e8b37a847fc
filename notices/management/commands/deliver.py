"""Expand and deliver what is due, without worker or broker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.clock import now
from notices.actions import expand_released
from notices.choices import State
from notices.delivery.run import deliver
from notices.models import Delivery, Notice


class Command(BaseCommand):
    help = "Give released notices their recipients and send what is due, without a worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", required=True, help="one round, then end")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            waiting = Notice.objects.filter(state=State.RELEASED).count()
            messages = Delivery.objects.due(now()).count()
            self.stdout.write(f"to expand: {waiting} notices; due now: {messages} messages; nothing changed")
            return
        people = expand_released()
        done = deliver(seconds=float("inf"))
        said = ", ".join(f"{name} {number}" for name, number in sorted(done.items()) if number)
        self.stdout.write(f"expanded: {people} people; messages: {said or 'none due'}")
