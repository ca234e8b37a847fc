"""T7 on what families say: eight at once, one comment, one answer, one decision."""

from datetime import date
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.clock import at
from accounts.models import FormPost
from documents import actions
from documents.actions import replying
from documents.models import Adoption, Answer, Comment, Document
from tests.documents.conftest import begin
from tests.documents.joint import AFTER, DURING, filled, lay_open, public, say
from tests.documents.test_two_taps import AT_ONCE, ROUNDS, done, together
from tests.servers.promises import scaled

DECIDED = date(2026, 9, 14)
TEXTS = {"es": "No alcanza.", "en": "Not enough."}
NUMBERS = count(1)


@pytest.fixture
def shared(shared_database, cast):
    """A policy laid open, in a database threads share. The threads' clock stands at the tests' own moment."""
    return cast, lay_open(cast, begin(cast))


def post_at_once(window, key):
    posted = filled(key=key, text=f"Dicho {key}")

    def tap():
        with at(DURING):
            return Client().post(public(f"review/{window.pk}/"), posted)

    return together(*[tap] * AT_ONCE)


def reply_at_once(cast, row):
    def reply():
        document = Document.objects.get(pk=row.document_id)
        return actions.reply(document, [row], outcome="unchanged", texts=TEXTS, by=cast.coordinator)

    return together(*[reply] * AT_ONCE)


def test_eight_taps_are_one_comment_and_every_one_reads_that_it_is_kept(shared, promise):
    _cast, window = shared
    with promise("T7 comment") as tally:
        for number in range(1, scaled(ROUNDS) + 1):
            with at(DURING):
                FormPost.objects.all().delete()
            answers = post_at_once(window, f"k{number}")
            kept = all(getattr(one, "status_code", 0) == 302 for one in answers)
            tally.count(kept and Comment.objects.count() == number)


def test_eight_replies_are_one_answer(shared, promise):
    cast, window = shared
    with promise("T7 reply") as tally:
        for number in range(1, scaled(ROUNDS) + 1):
            results = reply_at_once(cast, say(window, f"Dicho {number}"))
            sentences = all(isinstance(one, ValidationError) for one in results if isinstance(one, Exception))
            tally.count(len(done(results)) == 1 and sentences and Answer.objects.count() == number)


def test_a_decision_and_a_reply_at_once_leave_no_comment_without_an_answer(shared, promise):
    """Adopted with every comment answered, or not adopted: and adopted once, whoever presses."""
    cast, window = shared
    document = window.document
    actions_at_once = [lambda: adopted(cast, document)] * (AT_ONCE // 2)
    with promise("T7 adopt during reply") as tally:
        for number in range(1, scaled(ROUNDS) + 1):
            row = say(window, f"Dicho {number}")
            replies = [lambda row=row: replied(cast, row)] * (AT_ONCE // 2)
            decisions = Adoption.objects.count()
            together(*actions_at_once, *replies)
            fresh, made = Document.objects.get(pk=document.pk), Adoption.objects.count() - decisions
            waiting = fresh.comments.waiting().count()
            tally.count(made == (fresh.state == "adopted") and waiting == 0)
            if fresh.state == "adopted":
                with at(AFTER):
                    actions.take_back(fresh, by=cast.coordinator)


def adopted(cast, document):
    with at(AFTER):
        held = Document.objects.get(pk=document.pk)
        return actions.adopt(held, "site_council", AFTER.date(), "7-0", by=cast.coordinator)


def replied(cast, row):
    with at(AFTER):
        document = Document.objects.get(pk=row.document_id)
        return actions.reply(document, [row], outcome="unchanged", texts=TEXTS, by=cast.coordinator)


def test_control_without_the_key_every_tap_is_a_comment(shared, monkeypatch):
    _cast, window = shared
    monkeypatch.setattr("documents.actions.commenting.digest_of", lambda *_: f"{next(NUMBERS):064d}")
    post_at_once(window, "k")
    assert Comment.objects.count() > 1


def test_control_without_the_guard_several_answer(shared, monkeypatch):
    cast, window = shared
    row = say(window)

    class Everything:
        @staticmethod
        def filter(*_asked, **_named):
            return Everything

        values = answerable_in = filter

        @staticmethod
        def update(**_values):
            return 1

    monkeypatch.setattr(replying.Comment, "objects", Everything, raising=False)
    assert len(done(reply_at_once(cast, row))) > 1
