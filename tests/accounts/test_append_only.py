"""The database itself refuses to change or remove what was written to the audit log."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.actions import open_family_account, record, seal
from accounts.models import AuditEntry, AuditSeal
from tests.accounts.lifted import lifted

CHANGES = [
    "UPDATE accounts_auditentry SET verb = 'x'",
    "UPDATE accounts_auditseal SET digest = 'x'",
    "DELETE FROM accounts_auditseal",
    "DELETE FROM accounts_auditentry",
]
REPLACE = (
    "INSERT OR REPLACE INTO accounts_auditentry (id, at, verb, record, fields) "
    "SELECT id, at, 'x', record, fields FROM accounts_auditentry",
    "INSERT OR REPLACE INTO accounts_auditseal SELECT number, 'x', 'x', sealed_at, entry_id FROM accounts_auditseal",
)
UPSERT = (
    "INSERT INTO accounts_auditentry (id, at, verb, record, fields) "
    "SELECT id, at, 'x', record, fields FROM accounts_auditentry ON CONFLICT (id) DO UPDATE SET verb = 'x'",
)


@pytest.fixture
def written(family) -> None:
    record("open", family, by=family)
    seal()


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError as error:
        return "rows of this table are never changed" in str(error)
    return False


def statements() -> list[str]:
    return [*CHANGES, *(REPLACE if connection.vendor == "sqlite" else UPSERT)]


def test_raw_sql_is_refused(written, promise):
    with promise(f"raw SQL on audit rows, {connection.vendor}") as tally:
        for sql in statements():
            tally.count(refused(sql))


def test_the_same_through_the_models(written):
    for change in (lambda: AuditEntry.objects.update(verb="x"), lambda: AuditSeal.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_with_the_triggers_lifted_it_would_go_through_and_they_come_back(written):
    with lifted():
        assert not refused(CHANGES[0])
    assert refused(CHANGES[0])


def test_the_migrations_go_back_and_forward_with_rows(shared_database):
    record("open", open_family_account("ana@families.invalid", "Ana Invento", "es", by=None), by=None)
    seal()
    call_command("migrate", "accounts", "0001", verbosity=0)
    assert not refused(CHANGES[0])
    call_command("migrate", verbosity=0)
    assert refused(CHANGES[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache")
    with lifted():
        AuditSeal.objects.all().delete()
        AuditEntry.objects.all().delete()
