"""How fast messages leave: with lease, ledger, links and two languages, to a mail server in a process of its own."""

import smtplib
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from notices.delivery.run import deliver
from notices.models import Delivery
from people.models import Child, ContactPoint, Enrolment, GuardianLink, Person
from tests.cast import ENTERED, FIRST_DAY
from tests.notices.conftest import later
from tests.servers.processes import free_port
from tests.servers.promises import scaled

pytestmark = pytest.mark.servers


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


def many_families(cast, number):
    """So many families more at the school, reading Spanish, English, or nobody knows what."""
    stamp = {"for_year": 2026, "on": FIRST_DAY, "entered_at": ENTERED, "entered_by": cast.county}
    people = Person.objects.bulk_create(
        Person(given_name=f"Familia {n}", reads=("es", "en", "")[n % 3]) for n in range(number)
    )
    children = Child.objects.bulk_create(Child(given_name=f"Niña {n}") for n in range(number))
    Enrolment.objects.bulk_create(Enrolment(child=c, school=cast.team, grade="3", **stamp) for c in children)
    GuardianLink.objects.bulk_create(
        GuardianLink(person=p, child=c, kind="parent", **stamp) for p, c in zip(people, children, strict=True)
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(person=p, kind="email", value=f"familia{n}@families.invalid") for n, p in enumerate(people)
    )


def test_messages_leave_fast(cast, release, promise, settings):
    number = scaled(10_000)
    many_families(cast, number)
    begin = time.monotonic()
    notice = release()
    print("expand", time.monotonic()-begin)
    with mail_server() as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with promise("messages-sent") as tally, later(seconds=61):
            begin = time.monotonic()
            done = deliver(seconds=600)
            seconds = time.monotonic() - begin
            tally.n, tally.bad = number, int(number / seconds < 50)
    print(number / seconds, "a second")
