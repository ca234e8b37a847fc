"""A meeting as a list of steps: what is done, what comes next, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import npgettext, pgettext

from accounts.clock import now, today
from meetings.actions import missing_to_call
from meetings.choices import Kind, State, part_of_day
from meetings.models import Meeting
from schools.models import School

COMPLETE, PARTLY, NONE, NOT_YET = "complete", "partly", "none", "not_applicable"


class Step(NamedTuple):
    """One line of the list: a standing and its words, a note, and one named action (empty: nothing to do there)."""

    title: str
    state: str
    words: str
    note: str
    url: str
    action: str
    # A button that posts at once; a page only for those who may release.
    posts: bool = False
    releases: bool = False


class Steps:
    """Builds the lines for one meeting under one school's desk."""

    def __init__(self, school: School, meeting: Meeting, *, is_invited: bool, has_minutes: bool, counted: int) -> None:
        self.school, self.meeting = school, meeting
        self.is_invited, self.has_minutes, self.counted = is_invited, has_minutes, counted
        self.sessions = list(meeting.sessions.all())
        self.is_draft = meeting.state == State.DRAFT

    def __iter__(self) -> Iterator[Step]:
        yield from (self._what(), self._when(), self._topics(), self._help(), self._call(), self._invite())
        if self.meeting.state == State.CALLED:
            yield from (self._count(), self._minutes())

    def _url(self, name: str) -> str:
        return reverse(f"meetings_desk:{name}", args=[self.school.slug, self.meeting.pk])

    def _what(self) -> Step:
        fine = bool(self.meeting.title_es and self.meeting.title_en)
        words = pgettext("staff", "In both languages") if fine else pgettext("staff", "A title is missing")
        action = pgettext("staff", "Change the title") if self.is_draft else ""
        return Step(pgettext("staff", "What"), COMPLETE if fine else PARTLY, words, "", self._url("what"), action)

    def _when(self) -> Step:
        n, parts = len(self.sessions), {part_of_day(timezone.localtime(row.starts_at)) for row in self.sessions}
        words = npgettext("staff", "%(n)s session", "%(n)s sessions", n) % {"n": n}
        note = ""
        if len(parts) < 2 and self.meeting.kind == Kind.ANNUAL:
            note = pgettext("staff", "The rules ask for meetings at two parts of the day, such as morning and evening.")
        action = pgettext("staff", "Set days and hours") if self.is_draft else ""
        if not self.is_draft and any(row.ends_at > now() for row in self.sessions):
            action = pgettext("staff", "Add a session")
        state = COMPLETE if n else NONE
        return Step(pgettext("staff", "When and where"), state, words, note, self._url("sessions"), action)

    def _topics(self) -> Step:
        rows = list(self.meeting.agenda.all())
        fine = bool(rows) and all(row.text_es and row.text_en for row in rows)
        words = npgettext("staff", "%(n)s topic", "%(n)s topics", len(rows)) % {"n": len(rows)}
        action = pgettext("staff", "Write the topics") if self.is_draft else pgettext("staff", "Mend the words")
        state = COMPLETE if fine else PARTLY if rows else NONE
        return Step(pgettext("staff", "Topics"), state, words, "", self._url("agenda"), action)

    def _help(self) -> Step:
        n = len(self.meeting.services.all())
        words = npgettext("staff", "%(n)s service", "%(n)s services", n) % {"n": n}
        note = pgettext("staff", "Optional. Families may ask for help even where none is offered.")
        action = pgettext("staff", "Offer help")
        return Step(
            pgettext("staff", "Help to come"), COMPLETE if n else NOT_YET, words, note, self._url("services"), action
        )

    def _call(self) -> Step:
        title = pgettext("staff", "Call it")
        if not self.is_draft:
            return Step(title, COMPLETE, pgettext("staff", "Families see it"), "", "", "")
        missing = missing_to_call(self.meeting)
        words = pgettext("staff", "Ready") if not missing else pgettext("staff", "Not yet")
        action = "" if missing else pgettext("staff", "Call the meeting")
        return Step(
            title, PARTLY if not missing else NONE, words, " ".join(missing), self._url("call"), action, posts=True
        )

    def _invite(self) -> Step:
        title = pgettext("staff", "Invite families")
        if self.is_invited:
            return Step(title, COMPLETE, pgettext("staff", "Sent"), "", "", "")
        over = all(row.starts_at <= now() for row in self.sessions)
        action = "" if self.meeting.state != State.CALLED or over else pgettext("staff", "Read and send the invitation")
        return Step(title, NONE, pgettext("staff", "Not sent"), "", self._url("invite"), action, releases=True)

    def _count(self) -> Step:
        been = [row for row in self.sessions if row.on <= today()]
        words = pgettext("staff", "%(n)s of %(all)s counted") % {"n": self.counted, "all": len(self.sessions)}
        state = COMPLETE if self.counted == len(self.sessions) else PARTLY if self.counted else NONE
        open_rows = bool(been) and self.counted < len(been)
        action = pgettext("staff", "Enter who came") if open_rows else ""
        return Step(pgettext("staff", "Who came"), state, words, "", "#count", action)

    def _minutes(self) -> Step:
        title, url = pgettext("staff", "What was said and decided"), self._url("minutes")
        if self.has_minutes:
            return Step(title, COMPLETE, pgettext("staff", "Written"), "", url, pgettext("staff", "Correct it"))
        action = pgettext("staff", "Write it") if any(row.on <= today() for row in self.sessions) else ""
        return Step(title, NONE, pgettext("staff", "Not written"), "", url, action)
