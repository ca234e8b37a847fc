"""Tables whose rows are never changed: the database itself refuses UPDATE and DELETE, on both databases.

For migrations: `migrations.RunPython(*append_only("accounts_auditentry"))`. No trigger stands on TRUNCATE, which test
databases use to empty themselves. A later migration that rebuilds such a table on SQLite drops its triggers: it must
call `append_only` again.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "rows of this table are never changed"
Operation = Callable[[Any, Any], None]

POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
)
SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
    "BEGIN SELECT RAISE(ABORT, '{message}'); END",
)
POSTGRESQL_DROP = ("DROP TRIGGER {table}_append_only ON {table}", "DROP FUNCTION {table}_append_only()")
SQLITE_DROP = tuple(f"DROP TRIGGER {{table}}_{name}" for name in ("no_update", "no_delete", "no_replace"))


def append_only(table: str, *, key: str = "id") -> tuple[Operation, Operation]:
    """Forward and reverse operations for `migrations.RunPython`.

    Args:
        table: the database's name of the table, a plain identifier.
        key: the column of its primary key.
    """

    def forward(_apps: Any, editor: Any) -> None:
        refuse_changes(editor.connection, table, key=key)

    def reverse(_apps: Any, editor: Any) -> None:
        allow_changes(editor.connection, table, key=key)

    return forward, reverse


def refuse_changes(connection: BaseDatabaseWrapper, table: str, *, key: str = "id") -> None:
    """Put the triggers on a table; a change then raises IntegrityError."""
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE, table, key)


def allow_changes(connection: BaseDatabaseWrapper, table: str, *, key: str = "id") -> None:
    """Take the triggers off a table."""
    _run(connection, POSTGRESQL_DROP if connection.vendor == "postgresql" else SQLITE_DROP, table, key)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...], table: str, key: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table, key=key, message=MESSAGE))
