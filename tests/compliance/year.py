"""A school year's evidence made by the real verbs, for tests that ask what it shows."""

from dataclasses import dataclass
from datetime import date, timedelta

import documents.actions
import meetings.actions
import notices.actions
from accounts.clock import at
from documents.models import Answer, Comment, Contributor, Document, Edition, ReviewWindow
from meetings.choices import REQUIRED_TOPICS
from meetings.models import Attendance, Meeting, Minutes
from notices.delivery.run import deliver
from notices.models import Notice
from tests.cast import Cast, moment
from tests.gaps import fill_in

CALLED, HELD, MINUTED = date(2026, 9, 28), date(2026, 10, 15), date(2026, 10, 19)


@dataclass
class Annual:
    """An annual meeting of October 15, 2026 with everything B1 asks."""

    meeting: Meeting
    notice: Notice
    counts: list[Attendance]
    minutes: Minutes


def annual_meeting(cast: Cast, school: object = None, hours: tuple[int, ...] = (9, 18)) -> Annual:
    """Called and invited September 28, held twice on October 15, minuted October 19."""
    meeting = called(cast, school or cast.team, hours)
    with at(moment("2026-09-28T10:00")):
        notice = meetings.actions.invite(meeting, by=cast.coordinator)
    with at(moment("2026-09-28T10:05")):
        notices.actions.expand(notice)
        deliver()
    with at(moment("2026-10-15T20:00")):
        counts = [
            meetings.actions.count(session, people=12, method="sheet", by=cast.coordinator)
            for session in meeting.sessions.all()
        ]
    with at(moment("2026-10-19T09:00")):
        texts = {"text_es": "Se explicó Título I.", "text_en": "Title I was explained."}
        minutes = meetings.actions.write_minutes(meeting, by=cast.coordinator, **texts)
    return Annual(meeting, notice, counts, minutes)


def called(cast: Cast, school: object, hours: tuple[int, ...]) -> Meeting:
    """An annual meeting called on September 28 for October 15."""
    by = cast.coordinator
    with at(moment("2026-09-28T09:00")):
        meeting = meetings.actions.create(
            school, kind="annual", title_es="Junta anual", title_en="Annual meeting", by=by
        )
        for hour in hours:
            starts = moment(f"2026-10-15T{hour:02d}:00")
            times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
            meetings.actions.add_session(meeting, **times, place_es="Biblioteca", place_en="Library", by=by)
        agenda = [(topic, f"Tema {topic}", f"Topic {topic}") for topic in REQUIRED_TOPICS]
        meetings.actions.set_agenda(meeting, agenda, by=by)
        meetings.actions.call(meeting, by=by)
    return meeting


def draft_policy(cast: Cast) -> Document:
    """A policy from the model text, approved in both languages, with families among its contributors."""
    with at(moment("2026-08-20T09:00")):
        document = documents.actions.start(cast.team, "site_policy", 2026, by=cast.coordinator)
    with at(moment("2026-09-01T09:00")):
        for section in document.sections.all():
            for language, approver in [("es", cast.approver_es), ("en", cast.approver_en)]:
                section.refresh_from_db()
                documents.actions.approve(section, language, by=approver)
    return document


def published_policy(cast: Cast, *, families: bool = True) -> Edition:
    """Adopted September 22 and published September 24, 2026."""
    document = draft_policy(cast)
    on = date(2026, 9, 22)
    with at(moment("2026-09-22T17:00")):
        role = "family" if families else "teacher"
        documents.actions.add_contributor(document, role=role, count=4, how="Meetings", on=on, by=cast.coordinator)
        documents.actions.adopt(document, "School Site Council", on, "8-0", by=cast.coordinator)
    with at(moment("2026-09-24T09:00")):
        return documents.actions.publish(document, by=cast.coordinator)


def draft(cast: Cast, owner: object, kind: str, *, variant: str = "", year: int = 2026) -> Document:
    """A document from its model text, both languages approved on September 1 of its year."""
    with at(moment(f"{year}-08-20T09:00")):
        document = documents.actions.start(owner, kind, year, by=cast.county, variant=variant)
    with at(moment(f"{year}-09-01T09:00")):
        fill_in(document, by=cast.coordinator)
        for section in document.sections.all():
            for language, approver in [("es", cast.approver_es), ("en", cast.approver_en)]:
                section.refresh_from_db()
                documents.actions.approve(section, language, by=approver)
    return document


def helped(cast: Cast, document: Document, *days: date, role: str = "family") -> list[Contributor]:
    """People who helped on these days."""
    rows = []
    for day in days:
        with at(moment(f"{day}T18:00")):
            rows.append(documents.actions.add_contributor(document, role=role, count=3, on=day, by=cast.county))
    return rows


def window(cast: Cast, document: Document) -> ReviewWindow:
    """Open from September 3 to September 14."""
    with at(moment("2026-09-03T09:00")):
        return documents.actions.open_window(document, closes_on=date(2026, 9, 14), by=cast.county)


def said(open_window: ReviewWindow, *, satisfied: bool = True, text: str = "Más juntas en la tarde.") -> Comment:
    """A family's comment of September 5."""
    with at(moment("2026-09-05T19:00")):
        words = documents.actions.Said(text=text, language="es", not_satisfied=not satisfied)
        return documents.actions.comment(open_window, words, form_key=f"{open_window.pk} {text}")


def answered(cast: Cast, document: Document, comments: list[Comment], on: str = "2026-09-16") -> Answer:
    """Answered in both languages, and both approved."""
    texts = {"es": "Ahora hay dos juntas en la tarde.", "en": "There are two evening meetings now."}
    with at(moment(f"{on}T10:00")):
        answer = documents.actions.reply(document, comments, outcome="unchanged", texts=texts, by=cast.county)
        for language, approver in [("es", cast.approver_es), ("en", cast.approver_en)]:
            answer = documents.actions.approve(answer, language, by=approver)
    return answer


def put_out(cast: Cast, document: Document, *, heard_on: date | None = None) -> Edition:
    """Adopted September 22 and published September 24, 2026."""
    with at(moment("2026-09-22T17:00")):
        documents.actions.adopt(document, "County Board", date(2026, 9, 22), "5-0", by=cast.county, heard_on=heard_on)
    with at(moment("2026-09-24T09:00")):
        return documents.actions.publish(document, by=cast.county)
