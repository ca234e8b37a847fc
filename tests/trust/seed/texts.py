"""A policy of one side in every state, and notices that are drafts."""

from datetime import date
from types import SimpleNamespace

import documents.actions
import notices.actions
from accounts.clock import at
from documents.models import Document, Edition
from tests.cast import Cast, moment
from tests.gaps import fill_in
from tests.trust.words import COUNTY_ALONE, STAFF, Words

DECIDED = date(2026, 9, 22)
# A name that somebody gave with a comment is for those who write the document.
WRITERS = ("coordinator", "assistant", "county")


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
        remark = words.new("what a text was sent back with", side.key, STAFF)
        side.remark = documents.actions.send_back(side.section, "es", remark=remark, by=cast.approver_es)
        side.adopted = documents.actions.start(side.school, "site_policy", 2025, by=side.by)
        _adopted(cast, side, side.adopted)


def upkeep(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """An older edition looked at again, a draft that lacks a section, a section the office asks."""
    with at(moment("2026-09-25T09:00")):
        side.kept = documents.actions.start(side.school, "site_policy", 2024, by=side.by)
        _adopted(cast, side, side.kept)
        documents.actions.publish(side.kept, by=side.by)
        note = words.new("what was said when a policy was looked at again", side.key, STAFF)
        helped = {"family": 2}
        side.review = documents.actions.reviewed(side.kept, on=date(2026, 9, 25), helped=helped, note=note, by=side.by)
        side.bare = documents.actions.start(side.school, "site_policy", 2029, by=side.by)
        side.bare.sections.filter(key="B8").delete()
        headings = {"es": f"Parte {side.key}", "en": f"Part {side.key}"}
        side.own_section = documents.actions.add_own_section(side.bare, headings=headings, first=True, by=side.by)
        side.asked_section = documents.actions.add_section(
            "coordination-plan", headings=headings, for_year=2026, by=cast.county
        )
        side.strategy = documents.actions.add_strategy(
            "agency-policy", text=words.new("a strategy", side.key, COUNTY_ALONE), finding="It is late",
            tier="3", language="en", on=date(2026, 9, 25), by=cast.county,
        )  # fmt: skip


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
    _approved(cast, side, document)
    document.refresh_from_db()
    documents.actions.adopt(document, "Consejo Escolar", DECIDED, "8-0", by=side.by)


def _approved(cast: Cast, side: SimpleNamespace, document: Document) -> None:
    for section in document.sections.filter(text_en=""):
        # What is new in a version after the first.
        for language in ("en", "es"):
            section = documents.actions.write(section, language, "Todo.", revision=section.revision, by=side.by)
    fill_in(document, by=side.by)
    for section in document.sections.all():
        for language, approver in (("es", cast.approver_es), ("en", cast.approver_en)):
            section.refresh_from_db()
            if getattr(section, f"state_{language}") == "draft":
                documents.actions.approve(section, language, by=approver)
            elif getattr(section, f"state_{language}") == "stale":
                documents.actions.still_correct(section, language, by=approver)


def drafts(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """Drafts laid before families: one with a comment that waits and one answered; one nobody commented on."""
    with at(moment("2026-10-20T09:00")):
        side.open = _laid_open(cast, side)
        side.asked = {
            "compacts": side.open.windows.get(),
            "policies": _laid_open(cast, side, "site_policy", 2028).windows.get(),
            "documents": _laid_open(cast, side, "report-card").windows.get(),
        }
        side.window = side.open.windows.get()
        side.draft_to_open = documents.actions.start(side.school, "compact", 2026, by=side.by, variant="tk-6")
        _approved(cast, side, side.draft_to_open)
        side.unheard = _laid_open(cast, side, variant="7-8").windows.get()
    with at(moment("2026-10-21T19:00")):
        side.comment = documents.actions.comment(side.window, _said(side, words), form_key=f"{side.key}-1")
        done = documents.actions.comment(side.window, _said(side, words), form_key=f"{side.key}-2")
    with at(moment("2026-10-22T09:00")):
        copy = words.public("what a family let us show", side.key)
        documents.actions.show(done, {"es": f"Dijo {copy}"}, by=side.by)
        reason = words.new("why a comment is kept back", side.key, STAFF)
        documents.actions.withhold(side.comment, reason=reason, by=side.by)
        word = words.new("an answer nobody approved", side.key, STAFF)
        side.answer = documents.actions.reply(
            side.open, [done], outcome="unchanged", texts={"es": word, "en": word}, by=side.by
        )


def _laid_open(
    cast: Cast, side: SimpleNamespace, kind: str = "compact", year: int = 2026, variant: str = ""
) -> Document:
    document = documents.actions.start(side.school, kind, year, by=side.by, variant=variant)
    _approved(cast, side, document)
    documents.actions.open_window(document, closes_on=date(2026, 11, 10), by=side.by)
    return document


def _said(side: SimpleNamespace, words: Words) -> documents.actions.Said:
    text = words.new("what a family says of a draft", side.key, STAFF)
    name = words.new("the name of who says it", side.key, WRITERS)
    return documents.actions.Said(text, "es", "talk", may_show=True, name=name)


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
