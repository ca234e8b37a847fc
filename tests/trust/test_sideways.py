"""T19: nothing personal leaks sideways: logs, task arguments, addresses, error mail and the audit log hold no word."""

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.http import HttpResponse

import notices.actions
from accounts.audience import audience
from accounts.clock import at
from notices.delivery.run import deliver
from notices.models import Notice
from notices.tasks import deliver_due, expand_due
from tests.trust.addresses import addresses, by_name
from tests.trust.forge import Seen, send
from tests.trust.judge import may_write
from tests.trust.objects import is_known, targets
from tests.trust.patterns import told as told_of
from tests.trust.sideways import audited, mailed, published
from tests.trust.watch import logged
from tests.trust.words import READERS
from tests.trust.world import NOW, World

POSTING = ("coordinator", "county", "guardian", "anonymous", "approver")


def posts(world: World) -> Iterator[Seen]:
    """Every form posted by who may, with a family's words in each of its fields that takes a text."""
    secret = world.words.new("what a family typed", "here", READERS)
    for address in filter(is_known, addresses()):
        target = next(iter(targets(address, world)))
        actor = next((who for who in POSTING if may_write(who, address, target, "POST")), None)
        for form in (build(world, world.here) for build in told_of(address.name).forms if actor):
            typed = {name: f"{value} {secret}" if " " in str(value) else value for name, value in form.items()}
            typed |= {"name": secret, "email": secret} if form else {}
            yield send(world.actors[actor], "POST", address.url(**target.kwargs), typed)


def told(world: World, seen: Seen) -> list[str]:
    """Words in a log line, or in an address one is sent on to."""
    places = {"log": seen.log, "address": seen.headers.get("Location", "") + seen.url}
    return [f"{seen.url}: {place} {word.what}" for place, text in places.items() for word in world.words.found(text)]


def test_forms_leave_no_word_in_logs_addresses_or_the_audit_log(world, promise):
    with promise("T19") as tally:
        wrong = []
        for seen in posts(world):
            said = told(world, seen)
            wrong += said
            tally.count(not said)
        wrong += audited(world.words)
        tally.bad = len(wrong)
        assert not wrong, "\n".join(wrong)


def test_a_notice_on_its_way_names_nobody_in_logs_tasks_or_another_s_mail(world):
    mail.outbox.clear()
    with logged() as lines, published() as tasks, at(NOW):
        notice = Notice.objects.get(pk=world.here.draft_notice.pk)
        notices.actions.release(notice, by=world.here.by)
        expand_due()
        deliver_due()
    with logged() as more, at(notice.send_at):
        deliver()
    assert mail.outbox
    assert not list(mailed(world.words, notice.subject_es))
    assert not world.words.found("\n".join([*lines.said, *more.said, *tasks]))


def test_a_mail_server_that_refuses_leaves_no_address_in_the_log(world, settings):
    settings.EMAIL_BACKEND = "tests.trust.refusing.Backend"
    notice = Notice.objects.get(pk=world.here.draft_notice.pk)
    with logged() as lines, at(NOW):
        notices.actions.release(notice, by=world.here.by)
        notices.actions.expand(notice)
    with logged() as more, at(notice.send_at):
        deliver()
    assert more.said
    assert not world.words.found("\n".join([*lines.said, *more.said]))


@pytest.fixture
def crash(monkeypatch):
    """The form where families ask, broken after it was posted."""

    @audience("form")
    def view(request: object, slug: str) -> HttpResponse:
        detail = request.POST["detail"]  # type: ignore[attr-defined]
        raise RuntimeError(f"broken with {len(detail)} letters")

    monkeypatch.setattr(by_name()["feedback:ask"].pattern, "callback", view)
    return by_name()["feedback:ask"]


def test_a_crash_mails_the_office_s_people_nothing_a_family_typed(world, settings, crash):
    settings.ADMINS = [("Office", "office@county.invalid")]
    word = world.words.new("what a family typed before a crash", "here", READERS)
    url = crash.url(slug=world.here.school.slug)
    handlers = logging.getLogger("django").handlers
    seen = send_loudly(world, url, {"detail": word, "name": word}, handlers)
    assert seen.status == 500
    assert not world.words.found(seen.log)
    assert not [word for message in seen.mail for word in world.words.found(f"{message.subject} {message.body}")]


def send_loudly(world: World, url: str, form: dict[str, str], handlers: list[logging.Handler]) -> Seen:
    """A request whose errors go where they go in production."""
    listening = logging.getLogger("django.request")
    listening.handlers, kept = list(handlers), listening.handlers
    try:
        return send(world.actors["anonymous"], "POST", url, form)
    finally:
        listening.handlers = kept


def test_a_careless_line_is_noticed(world, monkeypatch):
    @audience("form")
    def view(request: object, slug: str) -> HttpResponse:
        logging.getLogger("feedback").info("asked by %s", request.POST["name"])  # type: ignore[attr-defined]
        return HttpResponse()

    monkeypatch.setattr(by_name()["feedback:ask"].pattern, "callback", view)
    assert [said for seen in posts(world) for said in told(world, seen)]
