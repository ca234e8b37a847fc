"""How fast messages leave: with lease, ledger, links and two languages, to a mail server in a process of its own."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.clock import at
from notices import actions
from notices.actions.expansion import CHUNK
from notices.delivery.run import deliver
from notices.models import Delivery
from tests.notices.conftest import A_MINUTE, RELEASED
from tests.notices.families import many_families
from tests.servers.processes import free_port
from tests.servers.promises import scaled

# Messages a second of this process's CPU time: it holds beside other tests, where wall time does not (800 measured).
FEWEST_A_SECOND = 300
LONGEST_RELEASE = 0.5


@contextmanager
def mail_server():
    """A mail server that keeps nothing."""
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink", "-l", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command)
    try:
        for _try in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


@pytest.mark.servers
def test_messages_leave_fast(cast, release, promise, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    many_families(cast, number := scaled(10_000))
    release()
    with mail_server() as port, promise("messages sent") as tally, at(RELEASED + A_MINUTE):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        begin = time.process_time()
        taken = deliver(seconds=600)["taken"]
        tally.n, tally.bad = taken, number + 3 - taken
        assert taken / (time.process_time() - begin) > FEWEST_A_SECOND


def test_releasing_keeps_nobody_waiting_however_many_the_families(cast, write, promise):
    many_families(cast, scaled(10_000))
    notice = write()
    with promise("release") as tally, at(RELEASED):
        begin = time.monotonic()
        actions.release(notice, by=cast.coordinator)
        tally.count(time.monotonic() - begin < LONGEST_RELEASE)


def test_the_expansion_asks_the_same_for_each_chunk(cast, write):
    asked = []
    for more in (CHUNK - 3, CHUNK, CHUNK):
        many_families(cast, more)
        notice = write()
        with at(RELEASED):
            actions.release(notice, by=cast.coordinator)
            with CaptureQueriesContext(connection) as queries:
                actions.expand(notice)
        asked.append(len(queries))
    assert asked[1] - asked[0] == asked[2] - asked[1]


def test_a_batch_asks_the_same_for_each_slice(cast, release, smtp_sink, django_assert_max_num_queries):
    many_families(cast, 397)
    release()
    with at(RELEASED + A_MINUTE), django_assert_max_num_queries(500):
        deliver()
    assert Delivery.objects.filter(state="accepted").count() == 400
