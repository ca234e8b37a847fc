"""The tests' own servers are private, run without rights and are gone afterwards."""

from __future__ import annotations

import os
import smtplib
from pathlib import Path

import psycopg2
import pytest

from tests.servers.postgres import private_postgres
from tests.servers.redis import private_redis
from tests.servers.smtp import private_smtp

pytestmark = pytest.mark.servers


def owner_of(pid: int) -> int:
    """Return the user id a process runs as."""
    return Path(f"/proc/{pid}").stat().st_uid


def is_running(pid: int) -> bool:
    """Say whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_postgres_is_private_survives_a_fall_and_is_gone_afterwards():
    with private_postgres() as server:
        connection = server.connect()
        connection.cursor().execute("CREATE TABLE kept (n int)")
        connection.commit()
        connection.close()
        assert owner_of(server.process.pid) != 0
        server.stop(immediately=True)
        assert not server.answers()
        server.start()
        connection = server.connect()
        connection.cursor().execute("SELECT * FROM kept")
        connection.close()
        folder, pid = server.folder, server.process.pid
    assert not is_running(pid)
    assert not folder.exists()


def test_postgres_lets_nobody_in_without_its_password():
    with private_postgres() as server, pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(host="127.0.0.1", port=server.port, user="portal", password="guess", dbname="portal")


def test_redis_is_private_can_stop_and_start_and_is_gone_afterwards():
    with private_redis() as server:
        assert owner_of(server.process.pid) != 0
        server.stop()
        assert not server.answers()
        server.start()
        assert server.answers()
        folder, pid = server.folder, server.process.pid
    assert not is_running(pid)
    assert not folder.exists()


def test_the_mail_sink_keeps_what_it_accepts_and_refuses_when_told_to():
    with private_smtp() as sink, smtplib.SMTP("127.0.0.1", sink.port) as client:
        client.sendmail("a@portal.invalid", ["b@portal.invalid"], "Subject: Hola\r\n\r\nUno")
        sink.answer = "451 later"
        with pytest.raises(smtplib.SMTPDataError):
            client.sendmail("a@portal.invalid", ["b@portal.invalid"], "Subject: Otra\r\n\r\nDos")
    assert [received.message["Subject"] for received in sink.received] == ["Hola"]
