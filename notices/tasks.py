"""What beat asks for every few seconds. Rows are the queue: a lost message of the broker loses nothing."""

from celery import shared_task


@shared_task
def expand_due() -> None:
    """Give released notices their recipients."""


@shared_task
def deliver_due() -> None:
    """Send what is due."""
