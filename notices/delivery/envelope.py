"""Filling messages in for their readers: each its own link, marked as handed over before the provider is called."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.db import transaction

from accounts.clock import now
from notices.choices import TOKEN_DAYS
from notices.delivery import ledger
from notices.delivery.claim import hand_over
from notices.delivery.compose import Message
from notices.delivery.text import needs_link
from notices.delivery.tokens import digest, new_token
from notices.delivery.ways import schools_of
from notices.models import Delivery, LinkToken, Notice

logger = logging.getLogger(__name__)


class Envelope(NamedTuple):
    """One row and its message."""

    row: Delivery
    message: EmailMessage


class Post:
    """Makes the messages of one holder's rows; what several readers share is made once."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self.messages: dict[tuple[int, str, bool], Message] = {}

    def envelopes(self, rows: Sequence[Delivery]) -> list[Envelope]:
        """The messages of a slice, each row marked as handed over in the transaction that keeps its link's digest."""
        tokens = {row.pk: new_token() for row in rows if needs_link(row.recipient.notice)}
        made = [envelope for row in rows if (envelope := self.envelope(row, tokens.get(row.pk, "")))]
        with transaction.atomic():
            mine = hand_over(self.holder, [row.pk for row, _message in made])
            going = [row for row, _message in made if row.pk in mine]
            LinkToken.objects.bulk_create(link_tokens([row for row in going if row.pk in tokens], tokens))
        return [envelope for envelope in made if envelope.row.pk in mine]

    def envelope(self, row: Delivery, token: str) -> Envelope | None:
        """One message; one that cannot be put together is tried again later and holds up no other."""
        try:
            return Envelope(row, self.message(row).filled(row, token))
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one notice is no other's fault
            logger.error("notices: delivery %s was not put together (%s)", row.pk, type(error).__name__)
            ledger.put_off(self.holder, row, type(error).__name__)
            return None

    def message(self, row: Delivery) -> Message:
        """The notice in the reader's language; who has no account is offered no page to sign in for."""
        account = row.recipient.person.user
        enters = account is not None and account.is_active
        key = (row.recipient.notice_id, row.recipient.language, enters)
        if key not in self.messages:
            self.messages[key] = Message(row.recipient.notice, row.recipient.language, enters=enters)
        return self.messages[key]


def link_tokens(rows: Sequence[Delivery], raw: dict[int, str]) -> list[LinkToken]:
    """What is kept of the links that go out with these rows (unsaved)."""
    moment = now()
    by_notice: dict[Notice, list[Delivery]] = {}
    for row in rows:
        by_notice.setdefault(row.recipient.notice, []).append(row)
    return [
        link_token(notice, row.recipient.person_id, schools[row.recipient.person_id], raw[row.pk], moment)
        for notice, its_rows in by_notice.items()
        for schools in [schools_of(notice, [row.recipient.person_id for row in its_rows], moment)]
        for row in its_rows
    ]


def link_token(notice: Notice, person_id: int, school_id: int, raw: str, moment: datetime) -> LinkToken:
    """One link of a person (unsaved); it holds until the notice's last moment, else for 120 days."""
    return LinkToken(
        person_id=person_id,
        school_id=school_id,
        purpose=notice.link_purpose,
        about_id=notice.about_id or 0,
        digest=digest(raw),
        created_at=moment,
        expires_at=notice.not_after or moment + timedelta(days=TOKEN_DAYS),
    )
