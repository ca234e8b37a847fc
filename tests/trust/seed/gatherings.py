"""Meetings of one side in every state, their answers, counts, minutes and invitations."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import meetings.actions
import notices.actions
import schools.actions
from accounts.clock import at
from meetings.choices import REQUIRED_TOPICS
from meetings.models import Meeting
from notices.delivery.run import deliver
from tests.cast import moment
from tests.trust.words import READERS, STAFF, Words

HELD, COMING = moment("2026-10-15T18:00"), moment("2026-11-12T18:00")
CALLED = moment("2026-09-28T09:00")


def gatherings(side: SimpleNamespace, words: Words) -> None:
    with at(CALLED):
        side.held = called(side, _public(side, words), HELD)
        side.uncounted = called(side, _public(side, words), HELD + timedelta(days=1))
        side.coming = called(side, _public(side, words), COMING, letter=_letter(side, words))
        side.uninvited = called(side, _public(side, words), COMING + timedelta(days=1))
        side.off = called(side, _public(side, words), COMING + timedelta(days=2))
        side.draft = planned(side, _hidden(side, words), COMING + timedelta(days=3), "family")
        side.ready = planned(side, _hidden(side, words), COMING + timedelta(days=4), "annual")
    with at(CALLED + timedelta(minutes=5)):
        notices.actions.expand(side.invitation)
        deliver()
        reason = words.new("why a meeting is off", side.key, STAFF)
        meetings.actions.cancel(side.off, by=side.by, reason=reason)
    _afterwards(side, words)


def planned(side: SimpleNamespace, word: str, starts: datetime, kind: str) -> Meeting:
    """A draft with one word in its title, place, topics and help."""
    by = side.by
    made = meetings.actions.create(side.school, kind=kind, title_es=f"Junta {word}", title_en=f"Meeting {word}", by=by)
    where = {"place_es": f"Sala {word}", "place_en": f"Room {word}"}
    meetings.actions.add_session(made, starts_at=starts, ends_at=starts + timedelta(hours=1), by=by, **where)
    meetings.actions.set_agenda(made, [(topic, f"Tema {word}", f"Topic {word}") for topic in REQUIRED_TOPICS], by=by)
    meetings.actions.offer(made, "child_care", by=by, detail_es=f"Con {word}", detail_en=f"With {word}")
    return made


def called(side: SimpleNamespace, word: str, starts: datetime, letter: object = None) -> Meeting:
    made = planned(side, word, starts, "annual")
    meetings.actions.call(made, by=side.by)
    if letter:
        side.invitation = meetings.actions.invite(made, by=side.by, letter=letter)
    return made


def _public(side: SimpleNamespace, words: Words) -> str:
    return words.public("a called meeting", side.key)


def _hidden(side: SimpleNamespace, words: Words) -> str:
    return words.new("a meeting's draft", side.key, STAFF)


def _letter(side: SimpleNamespace, words: Words) -> meetings.actions.Letter:
    """What an invitation says; those who were sent it have it in their mail."""
    word = words.new("an invitation's text", side.key, STAFF)
    texts = {"subject_es": f"Venga {word}", "body_es": f"{word} {{link}}"}
    return meetings.actions.Letter(**texts, subject_en=f"Come {word}", body_en=f"{word} {{link}}")


def _afterwards(side: SimpleNamespace, words: Words) -> None:
    """Counted wrongly, then rightly; minutes rewritten: the first ones nobody reads any more."""
    session = side.held.sessions.get()
    with at(HELD + timedelta(hours=2)):
        wrong = meetings.actions.count(session, people=3, method="sheet", by=side.by, note=_note(side, words))
        reason = words.new("why a count is void", side.key, STAFF)
        schools.actions.void(wrong, by=side.by, reason=reason)
        side.count = meetings.actions.count(session, people=9, method="sheet", by=side.by, note=_note(side, words))
        before = words.new("minutes before they were rewritten", side.key, STAFF)
        for word in (before, words.public("minutes", side.key)):
            text = {"text_es": f"Acta {word}", "text_en": f"Minutes {word}"}
            meetings.actions.write_minutes(side.held, by=side.by, on=date(2026, 10, 15), **text)


def _note(side: SimpleNamespace, words: Words) -> str:
    return words.new("a count's note", side.key, STAFF)


def answers(side: SimpleNamespace, words: Words) -> None:
    """A family that comes, one that wants to be called, one nobody knows: names, numbers, needs."""
    session = side.coming.sessions.get()
    for key, coming in (("family", "yes"), ("neighbour", "phone")):
        one = getattr(side, key)
        said = _said(side, words, key, f"key:{side.key}:{key}")
        one.key = meetings.actions.edit_key(side.coming, f"form-{side.key}-{key}", one.person)
        fields = {"coming": coming, "session": session if coming == "yes" else None, "party": 2, "language": "es"}
        one.rsvp = meetings.actions.answer(
            side.coming, form_key=f"form-{side.key}-{key}", person=one.person, **fields, **said
        )
    stranger = _said(side, words, "unknown family", "")
    meetings.actions.answer(side.coming, form_key=f"form-{side.key}", coming="no", party=1, language="en", **stranger)


def _said(side: SimpleNamespace, words: Words, key: str, bearer: str) -> dict[str, object]:
    needs = words.new(f"{key}: what they need", side.key, READERS, bearers=[bearer])
    return {
        "name": words.new(f"{key}: name in an answer", side.key, READERS),
        "phone": words.phone(f"{key}: phone in an answer", side.key, READERS),
        "needs": [("child_care", needs)],
        "call_me": True,
        "best_time": words.new(f"{key}: when to call", side.key, READERS, bearers=[bearer]),
    }
