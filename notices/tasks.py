"""What beat asks for every few seconds. Rows are the queue: a lost message of the broker loses nothing."""

from celery import shared_task

from notices.actions import expand_released
from notices.delivery.run import deliver


@shared_task
def expand_due() -> None:
    """Give released notices their recipients."""
    expand_released()


@shared_task
def deliver_due() -> None:
    """Send what is due; harmless beside others of its kind, each claims rows of its own."""
    deliver()
