"""For tests that must change what nobody may change: the triggers of append-only tables taken off for a while.

A test that ends by emptying the database on SQLite (transactional_db, live_server) with rows in such tables needs it
in its teardown: `with lifted(): ...`. PostgreSQL empties by TRUNCATE, on which no trigger stands.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from accounts.triggers import allow_changes, refuse_changes

AUDIT = (("accounts_auditentry", "id"), ("accounts_auditseal", "number"))


@contextmanager
def lifted(*tables: tuple[str, str]) -> Iterator[None]:
    """Take the triggers off these (table, key) pairs, the audit log's unless told, and put them back."""
    chosen = tables or AUDIT
    for table, key in chosen:
        allow_changes(connection, table, key=key)
    try:
        yield
    finally:
        for table, key in chosen:
            refuse_changes(connection, table, key=key)
