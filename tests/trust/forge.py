"""One forged request under observation; whatever it does is undone before the next."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from django.core import mail
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.utils.http import quote_etag

from accounts.clock import at
from tests.trust.actors import Actor
from tests.trust.watch import logged, writes
from tests.trust.world import NOW

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
FOLD = re.compile(r"\r\n[ \t]")


@dataclass
class Seen:
    """What came of a request: the answer as text, what was written, sent and logged."""

    url: str
    status: int
    headers: dict[str, str]
    text: str
    written: list[tuple[str, str]] = field(default_factory=list)
    mail: list[Any] = field(default_factory=list)
    log: str = ""

    @property
    def head(self) -> str:
        return "\n".join(f"{name}: {value}" for name, value in self.headers.items())


class Undone(Exception):
    """Rolls back what a request did."""


def send(actor: Actor, method: str, url: str, data: Mapping[str, Any] | bytes | None = None, **extra: Any) -> Seen:
    """The request, answered in full; the database, the outbox and the browser's cookies are as before afterwards."""
    client = actor.fresh()
    kept = list(mail.outbox)
    mail.outbox.clear()
    found: Seen | None = None
    try:
        with logged() as lines, at(NOW), transaction.atomic(), writes() as written:
            response = _call(client, method, url, data, extra)
            found = seen_of(url, response)
            found.written, found.mail, found.log = list(written), list(mail.outbox), "\n".join(lines.said)
            raise Undone
    except Undone:
        pass
    mail.outbox[:] = kept
    assert found is not None
    return found


def seen_of(url: str, response: Any) -> Seen:
    """An answer read to its end and its file closed, as a server does, but for the database, which goes on."""
    seen = Seen(url, response.status_code, _headers(response), text_of(response))
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return seen


def _call(client: Any, method: str, url: str, data: Mapping[str, Any] | bytes | None, extra: dict[str, Any]) -> Any:
    if isinstance(data, bytes):
        # As it is: the client would put it into the charset it names.
        return client.generic(method, url, data, **extra)
    call = getattr(client, method.lower())
    if method in ("GET", "HEAD", "POST"):
        return call(url, data or {}, **extra)
    return call(url, "a=1", content_type="application/x-www-form-urlencoded", **extra)


def _headers(response: Any) -> dict[str, str]:
    """As they came; an ETag that is the body's own digest tells no more than the body does, and reads the same."""
    cookies = {f"Set-Cookie {name}": morsel.OutputString() for name, morsel in response.cookies.items()}
    headers = {**response.headers, **cookies}
    if not response.streaming and headers.get("ETag") == quote_etag(md5(response.content).hexdigest()):
        headers["ETag"] = "of the body"
    return headers


def text_of(response: Any) -> str:
    """Everything a person could read: a page, a calendar unfolded, a PDF's text, a file's bytes."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if content.startswith(b"%PDF") and kind == "application/pdf":
        return pdf_text(content)
    text = content.decode("utf-8", "replace")
    return FOLD.sub("", text) if "calendar" in kind else text


def pdf_text(content: bytes) -> str:
    """The words of a PDF; its raw bytes where it is no whole one."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") + content.decode("latin-1")
