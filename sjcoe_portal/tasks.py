from celery import current_app, shared_task
from django.core.cache import cache
from django.utils import timezone

HEARTBEAT = "last-beat"


@shared_task
def heartbeat() -> None:
    """Says that beat and a worker are alive; /readyz reads it."""
    cache.set(HEARTBEAT, timezone.now(), timeout=None)


def reach_broker() -> None:
    """Open and close one connection to the broker.

    Raises:
        OSError: it cannot be reached.
    """
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
