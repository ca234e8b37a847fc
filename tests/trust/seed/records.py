"""Requests, attested actions, overrides and dated facts of one side."""

from datetime import date
from types import SimpleNamespace

from django.core.files.base import ContentFile

import compliance.actions
import feedback.actions
import schools.actions
from tests.cast import Cast
from tests.trust.words import READERS, STAFF, Words

PART = {"here": "B", "there": "B"}


def requests(side: SimpleNamespace, words: Words) -> None:
    """One that waits, one answered, one of a family with an account."""
    side.request = feedback.actions.ask(side.school, **_asked(side, words))
    side.answered = feedback.actions.ask(side.school, **_asked(side, words))
    text = words.new("an answer to a family", side.key, READERS)
    feedback.actions.answer(side.answered, text=text, met=False, by=side.by)
    reopened = feedback.actions.ask(side.school, **_asked(side, words), person=side.family.person)
    feedback.actions.answer(reopened, text=words.new("an answer taken back", side.key, READERS), met=True, by=side.by)
    feedback.actions.reopen(reopened, by=side.by, reason=words.new("why an answer was wrong", side.key, READERS))


def _asked(side: SimpleNamespace, words: Words) -> dict[str, str]:
    return {
        "kind": "question",
        "language": "es",
        "detail": words.new("what a family asks", side.key, READERS),
        "name": words.new("the name of who asks", side.key, READERS),
        "contact": words.phone("the number of who asks", side.key, READERS),
        "best_time": words.new("when to call who asks", side.key, READERS),
    }


def actions(side: SimpleNamespace, words: Words) -> None:
    """An attested action with its file, and one taken back with its reason."""
    side.action = _attested(side, words)
    side.voided_action = _attested(side, words)
    reason = words.new("why an action is taken back", side.key, STAFF)
    schools.actions.void(side.voided_action, by=side.by, reason=reason)


def _attested(side: SimpleNamespace, words: Words) -> object:
    provision = side.provision = compliance.actions.attestable(side.school, PART[side.key])[0]
    content = f"%PDF-1.4 {words.new('inside a file', side.key, STAFF)}"
    name = words.new("a file's name", side.key, STAFF)
    return compliance.actions.attest(
        side.school,
        provision,
        on=date(2026, 10, 5),
        description=words.new("what was done", side.key, STAFF),
        person=words.new("who did it", side.key, STAFF),
        part=PART[side.key],
        by=side.by,
        file=ContentFile(content.encode(), name=f"{name}.pdf"),
    )


def office(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """What the office decides about a school, with its reasons."""
    reason = words.new("an override's reason", side.key, STAFF)
    compliance.actions.override(side.school, "B7.a", 2026, standing="partly", reason=reason, by=cast.county)
    agency = words.new("a school's agency", side.key, STAFF)
    title_i = {"here": "schoolwide", "there": "targeted"}[side.key]
    facts = {"title_i": title_i, "on": date(2026, 10, 1), "by": cast.county}
    wrong = schools.actions.designate(side.school, agency=agency, **facts)
    schools.actions.void(wrong, by=cast.county, reason=words.new("why a fact is taken back", side.key, STAFF))
    side.designation = schools.actions.designate(side.school, agency=agency, **facts)
    day = {"here": date(2026, 11, 27), "there": date(2026, 12, 4)}[side.key]
    side.day_off = schools.actions.close(
        side.school, day, words.new("a day without school", side.key, STAFF), by=cast.county
    )
    counted = {"on": date(2026, 10, 1), "students": 300, "english_learners": 90}
    side.head_count = schools.actions.count_students(side.school, **counted, by=cast.county)
