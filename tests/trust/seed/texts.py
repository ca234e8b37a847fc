"""A policy of one side in every state, and notices that are drafts."""

from datetime import date
from types import SimpleNamespace

import documents.actions
import notices.actions
from accounts.clock import at
from documents.models import Document, Edition
from tests.cast import Cast, moment
from tests.trust.words import STAFF, Words

DECIDED = date(2026, 9, 22)


def policies(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """An edition in force, a newer one taken back, and the draft of the next; each with its word."""
    with at(moment("2026-09-22T17:00")):
        side.document = documents.actions.start(side.school, "site_policy", 2026, by=side.by)
        helper = words.new("who helped with a policy, and how", side.key, STAFF)
        said = {"role": "family", "name": helper, "how": helper, "on": DECIDED, "by": side.by}
        side.contributor = documents.actions.add_contributor(side.document, **said)
        side.edition = _published(cast, side, words.public("a policy in force", side.key))
    with at(moment("2026-09-24T09:00")):
        documents.actions.take_back(side.document, by=side.by)
        newer = _published(cast, side, words.new("an edition taken back", side.key, STAFF))
        reason = words.new("why an edition is taken back", side.key, STAFF)
        documents.actions.void_edition(newer, by=side.by, reason=reason)
        write(side.document, words.new("a policy's draft", side.key, STAFF), side)
        side.section = side.document.sections.first()
        # What an approver has to say of the Spanish text: written before the English changed, or after.
        side.verb = {"stale": "still_correct"}.get(side.section.state_es, "approve")
        side.adopted = documents.actions.start(side.school, "site_policy", 2025, by=side.by)
        _adopted(cast, side, side.adopted)


def write(document: Document, word: str, side: SimpleNamespace) -> None:
    section = document.sections.order_by("position").first()
    for language in ("es", "en"):
        section.refresh_from_db()
        text = f"Texto {word}" if language == "es" else f"Text {word}"
        documents.actions.write(section, language, text, revision=section.revision, by=side.by)


def _published(cast: Cast, side: SimpleNamespace, word: str) -> Edition:
    write(side.document, word, side)
    _adopted(cast, side, side.document)
    return documents.actions.publish(side.document, by=side.by)


def _adopted(cast: Cast, side: SimpleNamespace, document: Document) -> None:
    """Approved in both languages and decided on."""
    for section in document.sections.all():
        for language, approver in (("es", cast.approver_es), ("en", cast.approver_en)):
            section.refresh_from_db()
            if getattr(section, f"state_{language}") == "draft":
                documents.actions.approve(section, language, by=approver)
            elif getattr(section, f"state_{language}") == "stale":
                documents.actions.still_correct(section, language, by=approver)
    document.refresh_from_db()
    documents.actions.adopt(document, "Consejo Escolar", DECIDED, "8-0", by=side.by)


def letters(side: SimpleNamespace, words: Words) -> None:
    """A notice nobody has sent, and one taken back within its minute."""
    side.draft_notice = _notice(side, words.new("a notice's draft", side.key, STAFF))
    side.cancelled_notice = _notice(side, words.new("a notice taken back", side.key, STAFF))
    notices.actions.release(side.cancelled_notice, by=side.by)
    notices.actions.cancel(side.cancelled_notice, by=side.by)


def _notice(side: SimpleNamespace, word: str) -> object:
    subjects = {"subject_es": f"Aviso {word}", "subject_en": f"Notice {word}"}
    bodies = {"body_es": f"Texto {word}", "body_en": f"Text {word}"}
    return notices.actions.draft(side.school, kind="notice", audience="families", by=side.by, **subjects, **bodies)
