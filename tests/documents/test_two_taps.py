"""T7 on documents: eight at once, one effect each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from accounts.clock import at
from documents import actions
from documents.actions import publishing, writing
from documents.models import Document, Edition, Section
from tests.documents.conftest import PUBLISHED, adopt, approve_all, make_ready
from tests.documents.conftest import begin as begin_policy
from tests.documents.lifted import lifted
from tests.servers.promises import scaled

AT_ONCE = 8
ROUNDS = 200


def together(*tries: Callable[[], object]) -> list[object]:
    """Run them at the same moment, each on a connection of its own; return what each gave or raised."""
    ready = Barrier(len(tries))

    def one(work: Callable[[], object]) -> object:
        try:
            with at(PUBLISHED):
                connection.ensure_connection()
                ready.wait()
                return work()
        except (ValidationError, DatabaseError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(one, tries))


def done(results: list[object]) -> list[object]:
    return [result for result in results if not isinstance(result, Exception)]


@pytest.fixture
def shared(shared_database, cast):
    """A policy that may be published, in a database threads share."""
    document = begin_policy(cast)
    make_ready(cast, document)
    return cast, document


def again(cast, document):
    """Back to where it may be published once more."""
    with at(PUBLISHED):
        document.refresh_from_db()
        if document.state != "draft":
            actions.take_back(document, by=cast.coordinator)
        for section in document.sections.all():
            if section.state_es == "stale":
                actions.still_correct(section, "es", by=cast.approver_es)
        approve_all(cast, document)
        adopt(cast, document)


def publish_at_once(cast, document):
    return together(*[lambda: actions.publish(Document.objects.get(pk=document.pk), by=cast.coordinator)] * AT_ONCE)


def write_at_once(cast, section):
    fresh = Section.objects.get(pk=section.pk)
    return together(
        *[
            lambda n=n: actions.write(
                fresh, "en", f"Text {n} of {fresh.revision}.", revision=fresh.revision, by=cast.assistant
            )
            for n in range(AT_ONCE)
        ]
    )


def test_eight_publish_at_once_and_one_edition_appears(shared, promise):
    cast, document = shared
    with promise("T7 publish") as tally:
        for number in range(1, scaled(ROUNDS) + 1):
            results = publish_at_once(cast, document)
            refusals = [one for one in results if isinstance(one, Exception)]
            sentences = all(isinstance(one, ValidationError) for one in refusals)
            tally.count(len(done(results)) == 1 and sentences and Edition.objects.count() == number)
            again(cast, document)


def test_eight_write_at_once_and_seven_are_shown_the_firsts(shared, promise):
    cast, document = shared
    section = document.sections.get(key="B2")
    with promise("T7 write") as tally:
        for _ in range(scaled(ROUNDS)):
            results = write_at_once(cast, section)
            kept = Section.objects.get(pk=section.pk)
            conflicts = [one for one in results if isinstance(one, actions.Conflict)]
            shown = all(conflict.theirs == kept.text_en for conflict in conflicts)
            tally.count(len(done(results)) == 1 and len(conflicts) == AT_ONCE - 1 and shown)


def test_publishing_during_an_edit_publishes_approved_words_or_nothing(shared, promise):
    cast, document = shared
    section = document.sections.get(key="B2")
    with promise("T7 publish during edit") as tally:
        for turn in range(scaled(ROUNDS)):
            fresh = Section.objects.get(pk=section.pk)
            publish = [lambda: actions.publish(Document.objects.get(pk=document.pk), by=cast.coordinator)] * 4
            write = [
                lambda n=n, fresh=fresh, turn=turn: actions.write(
                    fresh, "en", f"Turn {turn}, {n}.", revision=fresh.revision, by=cast.assistant
                )
                for n in range(4)
            ]
            editions = Edition.objects.count()
            results = together(*publish, *write)
            kept, state = Section.objects.get(pk=section.pk), Document.objects.get(pk=document.pk).state
            if Edition.objects.count() > editions:
                newest = Edition.objects.order_by("-number").first().sections.get(key="B2")
                good = state == "published" and kept.text_en == fresh.text_en == newest.text_en
            else:
                good = state == "draft" and kept.text_en != fresh.text_en
            tally.count(good and len(done(results)) == 1)
            again(cast, document)


def test_edits_publishes_and_approvals_at_once_leave_no_word_approved_that_nobody_read(shared, promise):
    """Three write, three approve what they read before, two publish: whatever wins, approved and published is read."""
    cast, document = shared
    section = document.sections.get(key="B2")
    approver = {"en": cast.approver_en, "es": cast.approver_es}
    with promise("T7 edit, approve and publish") as tally:
        for turn in range(scaled(ROUNDS)):
            for language in ("en", "es"):
                fresh = Section.objects.get(pk=section.pk)
                with at(PUBLISHED):
                    actions.write(fresh, language, f"{language} {turn}.", revision=fresh.revision, by=cast.assistant)
            read = Section.objects.get(pk=section.pk)
            texts = {language: getattr(read, f"text_{language}") for language in approver}
            write = [
                lambda n=n, read=read, turn=turn: actions.write(
                    read, "en", f"Turn {turn}, {n}.", revision=read.revision, by=cast.coordinator
                )
                for n in range(3)
            ]
            approve = [
                lambda code=code, read=read: actions.approve(read, code, by=approver[code], revision=read.revision)
                for code in ("en", "es", "es")
            ]
            publish = [lambda: actions.publish(Document.objects.get(pk=document.pk), by=cast.county)] * 2
            editions = Edition.objects.count()
            results = together(*write, *approve, *publish)
            tally.count(no_crash(results) and is_as_read(section, texts) and published_is_approved(document, editions))
            again(cast, document)


def no_crash(results):
    """Whoever did not win was told why."""
    return all(isinstance(one, ValidationError) for one in results if isinstance(one, Exception))


def is_as_read(section, texts):
    """What is approved is what was read: a text written at the same moment is approved in no language."""
    kept = Section.objects.get(pk=section.pk)
    approved = {code for code in texts if getattr(kept, f"state_{code}") == "approved"}
    return all(getattr(kept, f"text_{code}") == texts[code] for code in approved) and (
        "es" not in approved or kept.text_en == texts["en"]
    )


def published_is_approved(document, editions):
    """At most one edition more, and every word in it approved."""
    made = list(Edition.objects.filter(document=document).order_by("-number")[: Edition.objects.count() - editions])
    rows = [row for one in made for row in one.sections.all()]
    return len(made) <= 1 and all(
        (row.hash_es, row.hash_en) == (row.approved_hash_es, row.approved_hash_en) for row in rows
    )


def test_control_without_the_guard_several_write(shared, monkeypatch):
    cast, document = shared
    monkeypatch.setattr(writing, "_refuse_late", lambda *_: None)
    assert len(done(write_at_once(cast, document.sections.get(key="B2")))) > 1


def test_control_without_the_guards_several_publish(shared, monkeypatch):
    cast, document = shared
    monkeypatch.setattr(publishing, "lacking", lambda *_: [])
    monkeypatch.setattr(publishing, "move", lambda held, to: Document.objects.filter(pk=held.pk).update(state=to))
    with lifted():
        assert len(done(publish_at_once(cast, document))) > 1
