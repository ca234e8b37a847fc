from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

HEARTBEAT = "last-beat"


@shared_task
def heartbeat() -> None:
    """Says that beat and a worker are alive; /readyz reads it."""
    cache.set(HEARTBEAT, timezone.now(), timeout=None)
