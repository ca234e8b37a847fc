"""Two at once: one effect, no message twice. Real threads with connections of their own, on either database."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.clock import at
from accounts.models import AuditEntry
from notices import actions
from notices.actions import outbox
from notices.choices import BATCH, State
from notices.delivery.claim import claim
from notices.delivery.run import deliver
from notices.models import Delivery, Notice
from tests.notices.conftest import A_MINUTE, RELEASED, outcomes
from tests.notices.families import many_families
from tests.servers.promises import scaled

AT_ONCE = 8
DUE = RELEASED + A_MINUTE


def together(work, moment=RELEASED):
    """Run the work in threads that begin at the same moment; give what each returned, or its refusal."""
    ready = Barrier(AT_ONCE)

    def one(_number):
        try:
            with at(moment):
                connection.ensure_connection()
                ready.wait()
                return work()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.fixture
def shared(shared_database, cast):
    """The cast in a database that threads share."""
    return cast


def test_parallel_releases_are_one(shared, write, promise):
    with promise("T7 releases") as tally:
        for _round in range(scaled(200)):
            notice = write()
            together(lambda pk=notice.pk: actions.release(Notice.objects.get(pk=pk), by=shared.coordinator))
            tally.count(AuditEntry.objects.filter(verb="release", record_id=notice.pk).count() == 1)


def test_a_release_that_believes_what_it_read_has_several_effects(shared, write, monkeypatch):
    """The control: the state as it was read, not as it is when written."""

    def believing(notice, to, **changes):
        if notice.state != State.DRAFT:
            return False
        Notice.objects.filter(pk=notice.pk).update(state=to)
        return True

    monkeypatch.setattr(outbox, "_move", believing)
    monkeypatch.setattr(Notice, "refresh_from_db", lambda notice: None)
    notice = write()
    Notice.objects.filter(pk=notice.pk).update(released_at=RELEASED, released_by=shared.coordinator, send_at=DUE)

    def read_then_release():
        row = Notice.objects.get(pk=notice.pk)
        time.sleep(0.1)
        actions.release(row, by=shared.coordinator)

    together(read_then_release)
    assert AuditEntry.objects.filter(verb="release", record_id=notice.pk).count() > 1


def test_parallel_expansions_are_one(shared, write):
    many_families(shared, 60)
    notice = write()
    with at(RELEASED):
        actions.release(notice, by=shared.coordinator)
    sizes = together(lambda: actions.expand(Notice.objects.get(pk=notice.pk)))
    assert sorted(sizes) == [0] * (AT_ONCE - 1) + [63]
    assert notice.recipients.count() == Delivery.objects.count() == 63


def test_parallel_workers_claim_different_rows(shared, release, promise):
    many_families(shared, number := scaled(2000))
    release()

    def all_i_can():
        mine = []
        while rows := claim(limit=10).rows:
            mine += [row.pk for row in rows]
        return mine

    with promise("claims") as tally:
        while Delivery.objects.filter(state="due").exists():
            found = [pk for mine in together(all_i_can, DUE) for pk in mine]
            tally.n += len(found)
            tally.bad += len(found) - len(set(found))
        tally.bad += tally.n != number + 3


def test_claiming_without_asking_again_takes_rows_twice(shared, release):
    """The control: the same two steps without the state in the second."""
    many_families(shared, 40)
    release()

    def careless():
        ids = list(Delivery.objects.due(DUE).values_list("pk", flat=True)[:BATCH])
        time.sleep(0.05)
        Delivery.objects.filter(pk__in=ids).update(state="claimed", lease_by="somebody", lease_until=DUE)
        return ids

    found = [pk for mine in together(careless, DUE) for pk in mine]
    assert len(found) > len(set(found))


def test_parallel_workers_send_each_message_once(shared, release, smtp_sink):
    many_families(shared, 120)
    notice = release()
    together(lambda: deliver(seconds=60), DUE)
    ids = [one.message["Message-ID"] for one in smtp_sink.received]
    assert len(ids) == len(set(ids)) == 123
    assert list(outcomes(notice).values()) == ["accepted"] * 123


def test_undoing_while_it_is_expanded_leaves_nobody_under_way(shared, write):
    many_families(shared, 60)
    for _round in range(5):
        notice = write()
        with at(RELEASED):
            actions.release(notice, by=shared.coordinator)
        done = iter([actions.cancel] + [None] * (AT_ONCE - 1))

        def work(pk=notice.pk, done=done):
            if verb := next(done):
                return verb(Notice.objects.get(pk=pk), by=shared.coordinator)
            return actions.expand(Notice.objects.get(pk=pk))

        together(work)
        assert set(outcomes(notice).values()) <= {"cancelled"}
        assert not Delivery.objects.filter(recipient__notice=notice, state="due").exists()


def test_a_claim_keeps_to_its_limit(shared, release):
    many_families(shared, 300)
    release()
    with at(DUE):
        assert [len(claim(limit=7).rows) for _ in range(5)] == [7] * 5
