"""Where words could leak beside the page: logs, mail, arguments of tasks, the audit log, addresses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.signals import before_task_publish
from django.core import mail

from accounts.models import AuditEntry
from tests.trust.words import Words


@contextmanager
def published() -> Iterator[list[str]]:
    """The body and headers of every task sent to the broker meanwhile, as text."""
    sent: list[str] = []

    def keep(sender: Any = None, body: Any = None, headers: Any = None, **more: Any) -> None:
        sent.append(f"{sender} {body!r} {headers!r}")

    before_task_publish.connect(keep, weak=False)
    try:
        yield sent
    finally:
        before_task_publish.disconnect(keep)


def audited(words: Words) -> list[str]:
    """Words that stand in the audit log, which names fields and never what is in them."""
    rows = AuditEntry.objects.values_list("verb", "record", "fields")
    return [word.what for row in rows for word in words.found(repr(row))]


def mailed(words: Words, text: str) -> Iterator[str]:
    """Words a message holds that are neither in the notice's text nor its reader's own address."""
    for message in mail.outbox:
        to = " ".join([*message.to, *message.cc, *message.bcc])
        for word in words.found(f"{message.subject} {message.body} {message.extra_headers} {message.from_email}"):
            if not (word.is_public or word.text in to or word.text in text):
                yield f"{word.what} to {to}"
