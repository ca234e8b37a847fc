"""Far apart ids: a number of one side is told from every other number wherever it turns up."""

from django.apps import apps
from django.db import connection, models

STEP = 1_000_000
FIRST = {"everyone": 0, "here": 100_000, "there": 500_000}


def move_apart(side: str) -> None:
    """Each table goes on from a number of its own: 7,000,001, 8,000,001, ...; the sides further on.

    Asked for everyone's rows too: PostgreSQL counts on from the rows of a world that is gone, into those of the next.
    """
    for place, meta in enumerate(_tables(), 7):
        _continue_at(meta.db_table, meta.pk.column, place * STEP + FIRST[side])


def numbers() -> dict[str, set[int]]:
    """The ids there are, by table; the log's own aside."""
    return {
        model._meta.label: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta in _tables() and model._meta.label != "accounts.AuditEntry"
    }


def _tables() -> list[models.options.Options]:
    found = [model._meta for model in apps.get_models() if isinstance(model._meta.pk, models.AutoField)]
    return sorted(found, key=lambda meta: meta.db_table)


def _continue_at(table: str, column: str, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, number])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
