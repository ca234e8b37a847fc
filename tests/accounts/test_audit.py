"""T18: the audit log tells whether somebody edited, deleted, reordered or cut it."""

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from accounts import actions
from accounts.actions import Fault, digest, last_seal, record, seal, verify
from accounts.models import AuditEntry, AuditSeal, User
from accounts.tasks import seal_audit
from tests.accounts.lifted import lifted
from tests.servers.promises import scaled

ENTRY, SEAL = "accounts_auditentry", "accounts_auditseal"


def entries(count: int, user: User | None = None) -> None:
    verbs = ("publish", "void", "enrol", "write")
    AuditEntry.objects.bulk_create(
        AuditEntry(
            verb=verbs[n % 4],
            record="people.child",
            record_id=n,
            by=user,
            fields=["grade", "ñ"],
            school_id=n % 7,
            year=2026,
        )
        for n in range(count)
    )


def raw(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def edit(rng: random.Random, known: tuple[int, str]) -> None:
    column, value = rng.choice(
        [
            ("verb", "'x'"),
            ("record_id", "record_id + 1"),
            ("school_id", "NULL"),
            ("year", "2025"),
            ("by_id", "NULL"),
            ("fields", "'[]'"),
        ]
    )
    raw(f"UPDATE {ENTRY} SET {column} = {value} WHERE id = %s", _some(rng))


def edit_moment(rng: random.Random, known: tuple[int, str]) -> None:
    table, column, key = rng.choice([(ENTRY, "at", "id"), (SEAL, "sealed_at", "number")])
    number = _some(rng) if table == ENTRY else rng.randint(1, known[0])
    raw(f"UPDATE {table} SET {column} = '2020-01-01 00:00:00+00:00' WHERE {key} = %s", number)


def delete(rng: random.Random, known: tuple[int, str]) -> None:
    number = rng.randint(1, known[0])
    entry = AuditSeal.objects.get(number=number).entry_id
    raw(f"DELETE FROM {SEAL} WHERE number = %s", number)
    raw(f"DELETE FROM {ENTRY} WHERE id = %s", entry)


def reorder(rng: random.Random, known: tuple[int, str]) -> None:
    """Two entries change places under the same numbers."""
    first, second = (AuditSeal.objects.get(number=n) for n in rng.sample(range(1, known[0] + 1), 2))
    raw(f"UPDATE {SEAL} SET entry_id = -1 WHERE number = %s", first.number)
    raw(f"UPDATE {SEAL} SET entry_id = %s WHERE number = %s", first.entry_id, second.number)
    raw(f"UPDATE {SEAL} SET entry_id = %s WHERE number = %s", second.entry_id, first.number)


def cut(rng: random.Random, known: tuple[int, str]) -> None:
    raw(f"DELETE FROM {SEAL} WHERE number > %s", known[0] - rng.randint(1, known[0] // 2))


def rewrite(rng: random.Random, known: tuple[int, str]) -> None:
    """Edit one entry and compute every seal from there on anew."""
    number = rng.randint(1, known[0])
    raw(f"UPDATE {ENTRY} SET verb = 'x' WHERE id = %s", AuditSeal.objects.get(number=number).entry_id)
    rows = list(AuditSeal.objects.filter(number__gte=number - 1).select_related("entry").order_by("number"))
    previous = rows.pop(0).digest if number > 1 else actions.BEGINNING
    for row in rows:
        row.previous, row.digest = previous, digest(row.number, previous, row.entry, row.sealed_at)
        previous = row.digest
    AuditSeal.objects.bulk_update(rows, ["previous", "digest"], batch_size=200)


WAYS: list[Callable[[random.Random, tuple[int, str]], None]] = [edit, edit_moment, delete, reorder, cut, rewrite]


def _some(rng: random.Random) -> int:
    first = AuditEntry.objects.order_by("pk").values_list("pk", flat=True)[0]
    return first + rng.randrange(AuditEntry.objects.count())


@pytest.fixture
def sealed(db: None) -> tuple[int, str]:
    entries(scaled(10_000), User.objects.create_user("teodoro@county.invalid", "Teodoro Sample", kind="staff"))
    while seal():
        pass
    found = last_seal()
    assert found
    return found


def after(way, rng, known, ask: Callable[[], list[Fault]]) -> list[Fault]:
    """What is found after one wrong, which is then undone."""
    with transaction.atomic():
        with lifted():
            way(rng, known)
        faults = ask()
        transaction.set_rollback(True)
    return faults


def test_every_wrong_is_found(sealed, promise):
    assert verify(sealed) == []
    rng = random.Random(18)
    with promise("T18 wrongs in the audit log") as tally:
        for number in range(scaled(100)):
            tally.count(bool(after(WAYS[number % len(WAYS)], rng, sealed, lambda: verify(sealed))))
    assert verify(sealed) == []


@pytest.mark.parametrize("way", [cut, rewrite])
def test_without_the_last_known_seal_these_would_go_unnoticed(sealed, way):
    assert after(way, random.Random(1), sealed, verify) == []


def test_without_the_digests_edits_would_go_unnoticed(sealed, monkeypatch):
    known = dict(AuditSeal.objects.values_list("number", "digest"))
    monkeypatch.setattr("accounts.actions.audit.digest", lambda number, *rest: known[number])
    assert after(edit, random.Random(1), sealed, lambda: verify(sealed)) == []


def test_a_fault_names_its_place(sealed):
    def wrong(rng, known):
        raw(f"UPDATE {ENTRY} SET verb = 'x' WHERE id = %s", AuditSeal.objects.get(number=7).entry_id)

    assert after(wrong, None, sealed, verify) == [Fault(7, "its entry or the seal itself was changed")]


def test_the_chain_is_the_same_whatever_the_batches(db):
    entries(25)
    assert [seal(10), seal(10), seal(10), seal(10)] == [10, 10, 5, 0]
    assert list(AuditSeal.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 26))
    assert verify() == []


def test_an_entry_is_sealed_once_it_is_committed_whatever_its_id(db):
    entries(3)
    late = AuditEntry.objects.order_by("pk").first()
    AuditSeal.objects.all().delete()
    with lifted():
        raw(f"DELETE FROM {ENTRY} WHERE id = %s", late.pk)
    seal()
    late.save(force_insert=True)  # committed after younger ones were sealed
    assert seal() == 1
    assert verify() == []
    assert AuditSeal.objects.get(number=3).entry_id == late.pk


def test_sealing_a_few_asks_a_few_times_whatever_the_number(db, django_assert_num_queries):
    entries(300)
    with django_assert_num_queries(7):  # savepoint, last, newest, late, entries, one insert, savepoint
        seal(100)


def test_sealers_at_the_same_moment_make_one_chain(shared_database):
    entries(400)
    together = threading.Barrier(4)

    def sealer() -> None:
        together.wait()
        try:
            for _ in range(40):
                seal(25)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sealer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditSeal.objects.count() == 400
    assert verify() == []
    with lifted():
        AuditSeal.objects.all().delete()
        AuditEntry.objects.all().delete()


def test_beat_seals_everything_there_is(db):
    entries(2500)
    assert seal_audit() == 2500
    assert seal_audit() == 0


def test_an_entry_holds_ids_and_names_of_fields_and_no_values(family):
    entry = record("correct", family, by=None, school_id=3, year=2026, fields=("name", "email"))
    assert (entry.record, entry.record_id, entry.fields) == ("accounts.user", family.pk, ["email", "name"])
    assert family.email not in str(AuditEntry.objects.filter(pk=entry.pk).values())
