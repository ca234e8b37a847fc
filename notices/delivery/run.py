"""One worker's round: claim, look once more who still wants it, hand over in slices, write down what came of each."""

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from accounts.clock import now
from notices.choices import SLICE, DeliveryState
from notices.delivery import ledger
from notices.delivery.claim import Claim, claim, give_back
from notices.delivery.envelope import Envelope, Post
from notices.delivery.provider import Answer, Unavailable, connect, hand
from notices.delivery.sweep import sweep
from notices.delivery.ways import contact_points, has_address, still_receiving
from notices.models import Delivery, Notice

logger = logging.getLogger(__name__)
LONGEST_SECONDS = 55
WAIT_FOR_PROVIDER = 60


def deliver(seconds: float = LONGEST_SECONDS) -> Counter[str]:
    """Send what is due until nothing is, the provider is away, or the time is over; any number of workers may.

    Returns:
        how many messages the provider took, and what became of the others ("taken", "later", "never", "unsure",
        "unwanted", "waiting").
    """
    sweep()
    over = time.monotonic() + seconds
    done: Counter[str] = Counter()
    while time.monotonic() < over and not done["waiting"]:
        claimed = claim()
        if not claimed.rows:
            break
        done += Round(claimed).run()
    if done:
        # For those who look after a running portal; a demo's start has nothing to tell.
        logger.debug("notices: %s", dict(done))
    return done


class Round:
    """The work on one claim."""

    def __init__(self, claimed: Claim) -> None:
        self.holder = claimed.holder
        self.rows = claimed.rows
        self.done: Counter[str] = Counter()

    def run(self) -> Counter[str]:
        """Send the claimed rows; what could not be handed over is offered again."""
        rows = self.wanted()
        try:
            if rows:
                self.send(rows)
        except Unavailable as away:
            logger.warning("notices: the mail server is away (%s)", away)
            ids = [row.pk for row in rows]
            self.done["waiting"] += give_back(self.holder, ids, after_seconds=WAIT_FOR_PROVIDER)
        return self.done

    def wanted(self) -> list[Delivery]:
        """The rows whose reader may still be sent the notice, at an address that still holds and is not refused."""
        gone = self.gone()
        ledger.withdrawn(self.holder, gone, "link ended")
        here = [row for row in self.rows if row.pk not in gone]
        points = contact_points([row.recipient.person_id for row in here])
        kept = [row for row in here if has_address(points.get(row.recipient.person_id, ()), row)]
        for row in set(here) - set(kept):
            ledger.take_next_way(self.holder, row, "no longer wanted", state=DeliveryState.CANCELLED)
        self.done["unwanted"] += len(self.rows) - len(kept)
        return kept

    def gone(self) -> set[int]:
        """Rows of people whose link to the school ended since the release."""
        by_notice: dict[Notice, list[Delivery]] = defaultdict(list)
        for row in self.rows:
            by_notice[row.recipient.notice].append(row)
        gone: set[int] = set()
        for notice, rows in by_notice.items():
            still = still_receiving(notice, [row.recipient.person_id for row in rows], now())
            gone |= {row.pk for row in rows if row.recipient.person_id not in still}
        return gone

    def send(self, rows: Sequence[Delivery]) -> None:
        """Hand over slice by slice on one connection.

        Raises:
            Unavailable: the connection cannot be opened, or broke.
        """
        post = Post(self.holder)
        connection = connect()
        try:
            for start in range(0, len(rows), SLICE):
                self.send_slice(connection, post.envelopes(rows[start : start + SLICE]))
        finally:
            connection.close()

    def send_slice(self, connection: Any, envelopes: Sequence[Envelope]) -> None:
        """Hand over a few messages and write down the answers, even where the connection breaks in between."""
        answers: dict[Answer, list[tuple[Delivery, str]]] = defaultdict(list)
        try:
            for row, message in envelopes:
                said = hand(connection, message)
                answers[said.answer].append((row, said.reason))
                if said.is_broken:
                    raise Unavailable(said.reason)
        finally:
            self.write_down(answers)

    def write_down(self, answers: dict[Answer, list[tuple[Delivery, str]]]) -> None:
        """Each answer to its row."""
        ledger.accepted(self.holder, [row.pk for row, _reason in answers[Answer.TAKEN]])
        for row, reason in answers[Answer.LATER]:
            ledger.put_off(self.holder, row, reason)
        for row, reason in answers[Answer.NEVER]:
            ledger.take_next_way(self.holder, row, reason)
        for row, reason in answers[Answer.UNSURE]:
            ledger.unconfirmed(self.holder, [row.pk], reason)
        self.done.update({answer.value: len(rows) for answer, rows in answers.items()})
