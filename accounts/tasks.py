"""What beat asks of the accounts room."""

from celery import shared_task
from django.core.management import call_command

from accounts import actions


@shared_task(name="accounts.tasks.seal_audit")
def seal_audit() -> int:
    """Seal what was committed since the last time, batch by batch."""
    total = 0
    while sealed := actions.seal():
        total += sealed
    return total


@shared_task(name="accounts.tasks.sweep")
def sweep() -> None:
    """Once a day: remove old counts of guesses and sessions that have run out."""
    actions.forget_old_guesses()
    call_command("clearsessions")
