"""The things provisions ask for, each read from a school's facts. No queries."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from compliance.provisions.drafts import families_part, section_parts
from compliance.provisions.engine import Facts, Part, Ref, named
from compliance.provisions.papers import POLICY, reviews
from feedback.choices import Kind as Asked
from meetings.choices import REQUIRED_TOPICS
from meetings.choices import Kind as MeetingKind

AT_OFFICE = ["B7.a", "B7.b", "B7.c", "B7.d", "B7.e", "B7.f"]
ACCOMMODATIONS = {Asked.INTERPRETER, Asked.CHILD_CARE, Asked.RIDE, Asked.FORMAT}
POLICY_SECTIONS = frozenset(f"B{number}" for number in range(1, 9))
TWO = 2


def _meeting(meeting: Any) -> Ref:
    return Ref("meetings.meeting", meeting.id)


def annual_meeting_parts(facts: Facts) -> list[Part]:
    """B1's parts, of the annual meeting that shows most of them."""
    return _annual_parts(facts, _annual(facts))


def uncounted_notes(facts: Facts) -> tuple[str | Promise, ...]:
    """That meeting's sessions nobody counted, where others are counted: a note, for one count is a count (B1)."""
    meeting = _annual(facts)
    if meeting is None or not meeting.attendance_ids or not meeting.uncounted:
        return ()
    words = pgettext_lazy("staff", "sessions of the annual meeting that nobody has counted")
    return (format_lazy("{}: {}", words, meeting.uncounted),)


def _annual(facts: Facts) -> Any:
    held = [meeting for meeting in facts.meetings if meeting.kind == MeetingKind.ANNUAL and meeting.held]
    return max(held, key=lambda one: sum(part.shown for part in _annual_parts(facts, one)), default=None)


def _annual_parts(facts: Facts, meeting: Any) -> list[Part]:
    if meeting is None:
        return [Part(False, pgettext_lazy("staff", "no annual meeting has been held"))]
    invited = [notice for notice in meeting.notice_ids if notice in facts.uninvited]
    everyone = any(facts.uninvited[notice] == 0 for notice in invited)
    counts = tuple(Ref("meetings.attendance", pk) for pk in meeting.attendance_ids)
    minutes = tuple(Ref("meetings.minutes", pk) for pk in meeting.minutes_ids)
    topics = meeting.topics >= set(REQUIRED_TOPICS)
    return [
        Part(True, "", (_meeting(meeting),)),
        Part(everyone, _not_invited(facts, invited), tuple(Ref("notices.notice", pk) for pk in invited)),
        Part(topics, pgettext_lazy("staff", "the agenda does not name the three topics")),
        Part(bool(counts), pgettext_lazy("staff", "nobody has entered how many people came"), counts),
        Part(bool(minutes), pgettext_lazy("staff", "there are no minutes"), minutes),
    ]


def _not_invited(facts: Facts, invited: list[int]) -> str | Promise:
    if not invited:
        return pgettext_lazy("staff", "no invitation went out to families")
    fewest = min(facts.uninvited[notice] for notice in invited)
    return format_lazy("{}: {}", pgettext_lazy("staff", "family members not reached by the invitation"), fewest)


def two_parts_of_the_day(facts: Facts) -> list[Part]:
    """Meetings held in one part of the day, and in a second one."""
    held = [meeting for meeting in facts.meetings if meeting.parts_of_day]
    parts = frozenset().union(*(meeting.parts_of_day for meeting in held)) if held else frozenset()
    refs = tuple(_meeting(meeting) for meeting in held)
    return [
        Part(bool(parts), pgettext_lazy("staff", "no meeting with families has been held"), refs),
        Part(len(parts) >= TWO, pgettext_lazy("staff", "meetings were not given in two parts of the day")),
    ]


def offered_service(facts: Facts) -> Part:
    refs = tuple(_meeting(meeting) for meeting in facts.meetings if meeting.services)
    return Part(bool(refs), pgettext_lazy("staff", "no meeting offers an interpreter, child care or a ride"), refs)


def on_calendar(facts: Facts) -> Part:
    refs = tuple(_meeting(meeting) for meeting in facts.meetings)
    return Part(bool(refs), pgettext_lazy("staff", "the calendar has no meeting this year"), refs)


def sent_notice(facts: Facts) -> Part:
    refs = tuple(Ref("notices.notice", pk) for pk in facts.notices.notice_ids) if facts.notices else ()
    return Part(bool(refs), pgettext_lazy("staff", "no notice has gone out to families this year"), refs)


def notices_or_meetings(facts: Facts) -> Part:
    records = sent_notice(facts).records + on_calendar(facts).records
    return Part(
        bool(records), pgettext_lazy("staff", "the office has not sent a notice or called a meeting this year"), records
    )


def both_languages(facts: Facts) -> list[Part]:
    """A notice went out this year, and none of them in one language only."""
    sent, halves = sent_notice(facts), len(facts.notices.lacking_ids) if facts.notices else 0
    one = pgettext_lazy("staff", "notices that went out in one language only")
    return [sent, Part(not halves, format_lazy("{}: {}", one, halves))]


def _requests(facts: Facts, kinds: set[Any]) -> list[Any]:
    return [request for request in facts.requests if request.kind in kinds]


def _request_refs(requests: list[Any]) -> tuple[Ref, ...]:
    return tuple(Ref("feedback.request", request.id) for request in requests)


def _answered(requests: list[Any]) -> list[Any]:
    """What shows something: a request that still waits is no evidence, it is at most what is missing."""
    return [request for request in requests if request.answered_on]


def met_request(facts: Facts, kinds: set[Any]) -> Part:
    met = [request for request in _requests(facts, kinds) if request.met]
    return Part(bool(met), pgettext_lazy("staff", "no request for an accommodation has been met"), _request_refs(met))


def paid_request(facts: Facts) -> Part:
    paid = [request for request in _requests(facts, ACCOMMODATIONS) if request.met and request.cost_usd is not None]
    return Part(bool(paid), pgettext_lazy("staff", "no met request has its cost written down"), _request_refs(paid))


def interpreters(facts: Facts) -> list[Part]:
    asked = _requests(facts, {Asked.INTERPRETER})
    met = [request for request in asked if request.met]
    return [
        Part(bool(met), pgettext_lazy("staff", "no request for an interpreter has been met"), _request_refs(met)),
        Part(len(met) == len(asked), pgettext_lazy("staff", "a request for an interpreter is not met")),
    ]


def answered_question(facts: Facts) -> Part:
    answered = _answered(_requests(facts, {Asked.QUESTION}))
    return Part(
        bool(answered), pgettext_lazy("staff", "no question or suggestion has been answered"), _request_refs(answered)
    )


def questions_in_time(facts: Facts, on: date) -> Part:
    """No question is past its promised day without an answer; nothing asked is nothing late."""
    asked = _requests(facts, {Asked.QUESTION, Asked.CALL, Asked.MEETING})
    late = [request for request in asked if request.answered_on is None and request.due_on < on]
    waiting = pgettext_lazy("staff", "questions past their promised day")
    return Part(not late, format_lazy("{}: {}", waiting, len(late)), _request_refs(_answered(asked)))


def policy_parts(facts: Facts) -> list[Part]:
    """B0's parts, of the policy in force."""
    policy = facts.policy
    refs = (Ref("documents.edition", policy.edition_id),) if policy else ()
    families = policy is not None and "family" in policy.contributor_roles
    nobody = pgettext_lazy("staff", "no family is named among those who helped write the policy")
    open_keys = sorted(POLICY_SECTIONS - (policy.complete_keys if policy else frozenset()))
    sections = format_lazy(
        "{} {}", pgettext_lazy("staff", "sections not complete in both languages:"), ", ".join(open_keys)
    )
    adopted = Part(policy is not None, pgettext_lazy("staff", "no policy has been adopted and published"), refs)
    if policy is None:
        return [adopted, families_part(facts, POLICY, nobody), *section_parts(facts, POLICY, sections)]
    return [adopted, Part(families, nobody), Part(not open_keys, sections)]


def amended_policy(facts: Facts) -> Part:
    amended = facts.policy is not None and facts.policy.amended_general
    refs = (Ref("documents.edition", facts.policy.edition_id),) if amended else ()
    return Part(amended, pgettext_lazy("staff", "the policy is not marked as an amended general policy"), refs)


def policy_of_the_year(facts: Facts) -> Part:
    current = facts.policy is not None and facts.policy.for_year == facts.year
    mine = (Ref("documents.edition", facts.policy.edition_id),) if current else ()
    refs = (*mine, *reviews(facts, POLICY))
    return Part(
        bool(refs), pgettext_lazy("staff", "the policy has not been renewed or reviewed this school year"), refs
    )


def formats_answered(facts: Facts, on: date) -> Part:
    """No request for another format or an interpreter is past its promised day without an answer."""
    asked = _requests(facts, {Asked.FORMAT, Asked.INTERPRETER})
    late = [request for request in asked if request.answered_on is None and request.due_on < on]
    missing = pgettext_lazy("staff", "requests for a format or an interpreter past their promised day")
    return Part(not late, format_lazy("{}: {}", missing, len(late)), _request_refs(_answered(asked)))


def not_at_office(code: str) -> Promise:
    return format_lazy("{} {}", named(code), pgettext_lazy("staff", "is not shown at the office yet"))
