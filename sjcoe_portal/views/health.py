"""/healthz says the process answers; /readyz says what it leans on does too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

import notices.facts
from accounts.audience import audience
from accounts.clock import now
from sjcoe_portal.tasks import HEARTBEAT, reach_broker

BEAT_LATE = timedelta(minutes=3)
DELIVERY_LATE = timedelta(minutes=15)


@audience("system")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@audience("system")
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, broker, beat and outbox are well; 503 with what is not."""
    checks: dict[str, Callable[[], str]] = {"database": _database, "broker": _broker, "beat": _beat, "outbox": _outbox}
    found = {name: _safely(check) for name, check in checks.items()}
    return JsonResponse(found, status=200 if all(state == "ok" for state in found.values()) else 503)


def _safely(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, OSError) as fault:
        return type(fault).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _broker() -> str:
    reach_broker()
    return "ok"


def _beat() -> str:
    last: Any = cache.get(HEARTBEAT)
    return "ok" if last is not None and now() - last < BEAT_LATE else "late"


def _outbox() -> str:
    since = notices.facts.oldest_due()
    return "late" if since is not None and since < now() - DELIVERY_LATE else "ok"
