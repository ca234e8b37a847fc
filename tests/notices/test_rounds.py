"""What beat asks for, and the same by hand: rows are the queue."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.clock import at
from notices import actions
from notices.models import Delivery, Notice
from notices.tasks import deliver_due, expand_due
from tests.notices.conftest import RELEASED, later, outcomes


def released(cast, write, **changes):
    notice = write(**changes)
    with at(RELEASED):
        actions.release(notice, by=cast.coordinator)
    return notice


def command(*options):
    said = StringIO()
    call_command("deliver", *options, stdout=said)
    return said.getvalue().strip()


def test_two_tasks_take_a_released_notice_all_the_way(cast, write, smtp_sink):
    notice = released(cast, write)
    with later(minutes=2):
        expand_due()
        deliver_due()
    assert set(outcomes(notice).values()) == {"accepted"}
    assert len(smtp_sink.received) == 3


def test_tasks_with_nothing_to_do_do_nothing(cast, smtp_sink):
    expand_due()
    deliver_due()
    assert smtp_sink.received == []


def test_a_notice_that_cannot_be_expanded_holds_up_no_other(cast, write, monkeypatch):
    from notices.actions import expansion

    broken, fine = released(cast, write), released(cast, write)
    inner = expansion._audience
    monkeypatch.setattr(expansion, "_audience", lambda notice: 1 / 0 if notice.pk == broken.pk else inner(notice))
    with later(seconds=10):
        expand_due()
    assert set(Notice.objects.values_list("pk", "state")) == {(broken.pk, "released"), (fine.pk, "expanded")}


def test_deliver_once_expands_sends_and_says_how_many(cast, write, smtp_sink):
    notice = released(cast, write)
    with later(minutes=2):
        assert command("--once") == "expanded: 3 people; messages: taken 3"
        assert command("--once") == "expanded: 0 people; messages: none due"
    assert set(outcomes(notice).values()) == {"accepted"}


def test_a_dry_run_changes_nothing(cast, write, release, smtp_sink):
    released(cast, write)
    release()
    with later(minutes=2):
        assert command("--once", "--dry-run") == "to expand: 1 notices; due now: 3 messages; nothing changed"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"due"}
    assert smtp_sink.received == []


def test_deliver_wants_to_be_told_that_it_is_once():
    with pytest.raises(CommandError):
        call_command("deliver")
