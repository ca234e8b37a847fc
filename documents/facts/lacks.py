"""What still keeps a document from being decided on or published, each thing in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import npgettext, pgettext

from accounts.clock import today
from documents.choices import LANGUAGES, State, TextState
from documents.facts.news import is_too_long
from documents.facts.remarks import Remarks, remark_on, remarks
from documents.gaps import gaps
from documents.kinds import CHANGES, MOST_CHANGES, SUMMARY, Kind
from documents.models import AddedSection, Adoption, Answer, Document, ReviewWindow, Section

# How many gaps one sentence names.
MOST_GAPS = 3


class Lack(NamedTuple):
    """One thing that keeps a document from being published, and where it is mended.

    key and language where it is a text; place where it is what families said (WAITING, UNREAD: a list of comments) or
    what they are told (ANSWERS).
    """

    sentence: str
    key: str = ""
    language: str = ""
    place: str = ""


WAITING, UNREAD, ANSWERS = "waiting", "unread", "answers"


@dataclass(frozen=True)
class Held:
    """A document's parts as they are held: what a decision and a publication are judged by."""

    sections: Sequence[Section]
    adoption: Adoption | None
    added: Sequence[AddedSection]
    answers: Sequence[Answer]
    # Windows that have not closed by the day asked about, and comments of any window without an answer.
    open_windows: Sequence[ReviewWindow]
    unanswered: int
    # Comments of any window whose writers let them be shown, and that nobody has looked at.
    unread: int
    # What approvers sent back and nobody has changed since.
    sent_back: Remarks


def held(document: Document, on: date) -> Held:
    """Read a document's parts. Seven queries.

    Args:
        on: the day of the decision; a window that closes on it or later is open still.
    """
    return Held(
        sections=list(document.sections.all()),
        adoption=document.adoptions.standing().order_by("-entered_at", "-pk").first(),
        added=list(added_sections(document.kind, document.for_year)),
        answers=list(document.answers.order_by("pk")),
        open_windows=list(document.windows.standing().filter(closes_on__gte=on)),
        # Of this document's windows alone: a decision waits for what came in time, late ones carry over and are shown.
        # Nobody was promised an answer to them before it, and one that came the evening before would undo a board's
        # agenda. What is answered here is published here, so those answers wait for both languages as all do. But a
        # committee's comment is waited for whenever it came: it is answered in writing (EC 52062).
        unanswered=document.comments.waiting().count(),
        # What families let us show stands beside its answer from the first day.
        unread=document.comments.unread().exclude(window=None).count(),
        sent_back=remarks(document),
    )


def added_sections(kind: str, for_year: int) -> Sequence[AddedSection]:
    """The sections the office asks of a kind's documents of a school year, in the order they were added."""
    rows = AddedSection.objects.standing().filter(kind=kind, for_year__lte=for_year).order_by("pk")
    return list(rows)


def required(kind: Kind, added: Sequence[AddedSection], *, again: bool) -> list[str]:
    """Keys of the sections a document must have, in order. again: there is an earlier edition to tell apart from."""
    news = [CHANGES.key] if again else []
    return [SUMMARY.key, *news, *(spec.key for spec in kind.sections), *(row.key for row in added)]


def undecidable(parts: Held) -> list[Lack]:
    """What stands in the way of a decision: missing words, a window still open, comments not answered or looked at."""
    lacks = []
    if not parts.sections or any(not getattr(row, f"text_hash_{row.source_language}") for row in parts.sections):
        lacks.append(Lack(pgettext("staff", "Some sections have no text yet: there is nothing to decide on.")))
    if left := [gap for row in parts.sections for gap in gaps(getattr(row, f"text_{row.source_language}"))]:
        said = pgettext("staff", "Something is still to fill in: %(gaps)s. Fill it in before the decision.")
        lacks.append(Lack(said % {"gaps": ", ".join(left[:MOST_GAPS])}))
    if parts.open_windows:
        lacks.append(Lack(_still_open(max(window.closes_on for window in parts.open_windows))))
    return lacks + _unanswered(parts) + _unread(parts)


def _unanswered(parts: Held) -> list[Lack]:
    if not parts.unanswered:
        return []
    sentence = npgettext(
        "staff",
        "%(count)d comment has no answer yet. Answer it first.",
        "%(count)d comments have no answer yet. Answer them first.",
        parts.unanswered,
    )
    return [Lack(sentence % {"count": parts.unanswered}, place=WAITING)]


def _unread(parts: Held) -> list[Lack]:
    """Comments that families let us show and nobody has looked at: they stand beside their answers or nowhere."""
    if not parts.unread:
        return []
    said = npgettext(
        "staff",
        "%(count)d comment waits for you to show it or keep it back. Look at it first.",
        "%(count)d comments wait for you to show them or keep them back. Look at them first.",
        parts.unread,
    )
    return [Lack(said % {"count": parts.unread}, place=UNREAD)]


def _still_open(last: date) -> str:
    """Of a window open on the day of the decision: whether it is so today, or the decision is dated too early."""
    if last >= today():
        return pgettext("staff", "Families may still comment on this draft. Decide after the last day for comments.")
    said = pgettext("staff", "Families could comment until %(day)s. The day of the decision must come after that day.")
    return said % {"day": date_format(last, "DATE_FORMAT")}


def lacking(document: Document, parts: Held, kind: Kind) -> list[Lack]:
    """Everything that keeps a document from being published, each in a sentence. No query."""
    if document.legacy or document.state == State.PUBLISHED:
        return [Lack(pgettext("staff", "This document is published already."))]
    there = {row.key for row in parts.sections}
    added = {row.key: row for row in parts.added}
    lacks = [
        Lack(pgettext("staff", "The section “%(heading)s” is missing.") % {"heading": _heading(kind, key, added)}, key)
        for key in required(kind, parts.added, again=False)
        if key not in there
    ]
    if not parts.sections and not lacks:
        lacks.append(Lack(pgettext("staff", "There is no section yet.")))
    for row in parts.sections:
        lacks += _lacking_texts(row, kind, parts.sent_back)
    lacks += _lacking_answers(parts.answers)
    lacks += _unread(parts)
    if document.state != State.ADOPTED or parts.adoption is None:
        # The decision waits for them, and so does what waits for the decision.
        lacks += _unanswered(parts)
        lacks.append(
            Lack(pgettext("staff", "The decision is not recorded yet: which body adopted it, when, with what vote."))
        )
    return lacks


def _heading(kind: Kind, key: str, added: dict[str, AddedSection]) -> str:
    return str(kind.heading_of(added[key]) if key in added else kind.heading(key))


def _lacking_answers(answers: Sequence[Answer]) -> list[Lack]:
    """Answers to families' comments are shown in both languages too."""
    waiting = unapproved(answers)
    if not waiting:
        return []
    sentence = npgettext(
        "staff",
        "%(count)d answer to families’ comments is not approved in both languages yet.",
        "%(count)d answers to families’ comments are not approved in both languages yet.",
        len(waiting),
    )
    return [Lack(sentence % {"count": len(waiting)}, place=ANSWERS)]


def unapproved(answers: Sequence[Answer]) -> list[Answer]:
    """Answers to families that are not approved in both languages."""
    return [row for row in answers if any(_state(row, code) != TextState.APPROVED for code in LANGUAGES)]


def _state(row: Section | Answer, language: str) -> TextState:
    return TextState(getattr(row, f"state_{language}") or TextState.MISSING)


def _lacking_texts(row: Section, kind: Kind, sent_back: Remarks) -> list[Lack]:
    names = {"es": pgettext("staff", "Spanish"), "en": pgettext("staff", "English")}
    words = {
        TextState.MISSING: pgettext("staff", "“%(heading)s”, %(language)s: there is no text."),
        TextState.DRAFT: pgettext("staff", "“%(heading)s”, %(language)s: not approved yet."),
        TextState.STALE: pgettext(
            "staff", "“%(heading)s”, %(language)s: the other language changed after it was written."
        ),
    }
    found = []
    for code in LANGUAGES:
        state = _state(row, code)
        if state != TextState.APPROVED:
            sentence = words[TextState(state)] % {"heading": kind.heading_of(row), "language": names[code]}
            if back := remark_on(sent_back, row, code):
                said = pgettext("staff", "“%(heading)s”, %(language)s: sent back by %(name)s: “%(remark)s”")
                values = {"heading": kind.heading_of(row), "language": names[code], "name": back.entered_by.name}
                sentence = said % (values | {"remark": back.remark})
            found.append(Lack(sentence, row.key, code))
        if is_too_long(row.key, getattr(row, f"text_{code}") or ""):
            said = pgettext("staff", "“%(heading)s”, %(language)s: more than %(most)s lines. Make it shorter.")
            values = {"heading": kind.heading_of(row), "language": names[code], "most": MOST_CHANGES}
            found.append(Lack(said % values, row.key, code))
        if left := gaps(getattr(row, f"text_{code}")):
            said = pgettext("staff", "“%(heading)s”, %(language)s: still to fill in: %(gaps)s")
            values = {"heading": kind.heading_of(row), "language": names[code], "gaps": ", ".join(left)}
            found.append(Lack(said % values, row.key, code))
    return found
