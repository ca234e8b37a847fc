"""Two at once: one effect, no message twice. Real threads with connections of their own, on either database."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F

from accounts.clock import at
from accounts.models import AuditEntry
from notices import actions
from notices.delivery.claim import claim
from notices.delivery.run import deliver
from notices.models import Delivery, Notice
from tests.notices.conftest import A_MINUTE, RELEASED, outcomes
from tests.notices.test_speed import many_families
from tests.servers.promises import scaled

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


@pytest.fixture(autouse=True)
def rows_can_be_flushed():
    """The tables that refuse to be emptied let the test's own rows go."""
    yield
    drop_append_only()


def drop_append_only():
    from accounts.models import AuditEntry, AuditSeal

    with connection.cursor() as cursor:
        names = triggers_of(cursor, (AuditEntry._meta.db_table, AuditSeal._meta.db_table))
        for name, table, _sql in names:
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def together(work, times=WORKERS):
    """Run the work in threads that begin at the same moment; give what each returned or raised."""
    barrier = Barrier(times)

    def one(number):
        barrier.wait()
        try:
            return work(number)
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
