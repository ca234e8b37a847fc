"""A draft, and what it needs before families see it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.clock import at
from accounts.models import AuditEntry
from meetings import actions
from meetings.models import Meeting
from tests.cast import moment
from tests.meetings.conftest import EVENING, MORNING, TOPICS, session


def missing(meeting: Meeting) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        actions.call(meeting, by=meeting.entered_by)
    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert meeting.called_at is None
    return refused.value.messages


def test_a_whole_draft_is_called_and_the_log_says_so(cast, plan):
    meeting = plan()
    actions.call(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.for_year) == ("called", 2026)
    entry = AuditEntry.objects.filter(verb="call").get()
    assert (entry.record_id, entry.school_id, entry.year, entry.by) == (
        meeting.pk,
        cast.team.pk,
        2026,
        cast.coordinator,
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_empty_draft_says_everything_it_lacks_in_the_readers_language(cast, language):
    meeting = actions.create(cast.team, kind="annual", title_es="Junta", title_en="", by=cast.coordinator)
    with override(language):
        sentences = missing(meeting)
    assert len(sentences) == 4
    assert ("Add a day and hour still to come." in sentences) == (language == "en")


def test_both_languages_are_needed_of_title_place_and_topics(cast, plan):
    meeting = plan(title_en="")
    actions.set_agenda(meeting, [*TOPICS, ("other", "Otro", "")], by=cast.coordinator)
    actions.set_sessions(meeting, [session(MORNING)._replace(place_en="")], by=cast.coordinator)
    with override("en"):
        assert missing(meeting) == [
            "Write the title in Spanish and in English.",
            "Write the place of each session in Spanish and in English.",
            "Write each topic in Spanish and in English.",
        ]


@pytest.mark.parametrize("left_out", range(3))
def test_an_annual_meeting_needs_each_of_its_three_topics(cast, plan, left_out):
    meeting = plan()
    actions.set_agenda(meeting, TOPICS[:left_out] + TOPICS[left_out + 1 :], by=cast.coordinator)
    with override("en"):
        assert "three topics" in missing(meeting)[0]


def test_another_kind_needs_a_topic_but_not_the_three(cast, plan):
    meeting = plan(kind="family")
    actions.set_agenda(meeting, TOPICS[:1], by=cast.coordinator)
    actions.call(meeting, by=cast.coordinator)
    assert Meeting.objects.get().state == "called"


def test_a_session_in_the_future_is_needed(cast, plan):
    meeting = plan()
    with at(moment("2026-12-03T18:00")), override("en"):
        assert missing(meeting) == ["Add a day and hour still to come."]


def test_a_meeting_is_called_once(cast, plan):
    meeting, stale = plan(), Meeting.objects.get()
    actions.call(meeting, by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.call(stale, by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.call(meeting, by=cast.coordinator)
    assert AuditEntry.objects.filter(verb="call").count() == 1


@pytest.mark.parametrize(
    "hours",
    [
        ("2026-12-03T18:00", "2026-12-03T18:00"),
        ("2026-12-03T18:00", "2026-12-03T17:00"),
        ("2026-12-03T18:00", "2026-12-04T02:00"),
    ],
)
def test_a_session_ends_after_it_begins_on_the_same_day(cast, plan, hours):
    with pytest.raises(ValidationError):
        actions.set_sessions(plan(), [session(hours)], by=cast.coordinator)


def test_the_sessions_of_a_meeting_belong_to_one_school_year_and_set_it(cast, plan):
    meeting = plan()
    june, july = ("2027-06-30T18:00", "2027-06-30T19:00"), ("2027-07-01T18:00", "2027-07-01T19:00")
    with pytest.raises(ValidationError):
        actions.set_sessions(meeting, [session(june), session(july)], by=cast.coordinator)
    actions.set_sessions(meeting, [session(july)], by=cast.coordinator)
    meeting.refresh_from_db()
    assert meeting.for_year == 2027


def test_the_same_time_twice_is_refused(cast, plan):
    meeting = plan()
    with pytest.raises(ValidationError):
        actions.set_sessions(meeting, [session(MORNING), session(MORNING)], by=cast.coordinator)
    more = session(EVENING)._asdict()
    with pytest.raises(ValidationError):
        actions.add_session(meeting, by=cast.coordinator, **more)


def test_what_families_were_told_stays(cast, meeting):
    by = cast.coordinator
    with pytest.raises(ValidationError):
        actions.set_sessions(meeting, [session(MORNING)], by=by)
    with pytest.raises(ValidationError):
        actions.rename(meeting, title_es="x", title_en="y", no_identification=False, by=by)
    with pytest.raises(ValidationError):
        actions.set_services(meeting, {}, by=by)
    with pytest.raises(ValidationError):
        actions.set_agenda(meeting, TOPICS[:2], by=by)
    assert meeting.sessions.count() == 2
    assert meeting.agenda.count() == 3


def test_a_called_meeting_takes_a_later_session_a_service_more_and_mended_words(cast, meeting):
    by = cast.coordinator
    actions.add_session(meeting, by=by, **session(("2026-12-08T18:00", "2026-12-08T19:00"))._asdict())
    past = session(("2026-11-16T09:00", "2026-11-16T09:30"))
    with pytest.raises(ValidationError):
        actions.add_session(meeting, by=by, **past._asdict())
    actions.set_services(meeting, {"interpreter": ("", ""), "ride": ("Autobús", "Bus")}, by=by)
    before = list(meeting.agenda.values_list("entered_at", flat=True))
    actions.set_agenda(meeting, [TOPICS[0]._replace(text_en="Mended"), *TOPICS[1:]], by=by)
    assert meeting.sessions.count() == 3
    assert set(meeting.services.values_list("kind", flat=True)) == {"interpreter", "ride"}
    assert meeting.agenda.first().text_en == "Mended"
    assert list(meeting.agenda.values_list("entered_at", flat=True)) == before


def test_unknown_kinds_of_topic_and_service_are_refused(cast, plan):
    meeting = plan()
    with pytest.raises(ValidationError):
        actions.offer(meeting, "pony", by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.set_agenda(meeting, [("pony", "x", "y")], by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.set_agenda(meeting, TOPICS * 5, by=cast.coordinator)


def test_the_owner_is_always_among_the_schools_it_serves(cast):
    meeting = actions.create(cast.team, kind="family", title_es="a", title_en="b", by=cast.county, serves=[cast.one])
    assert set(meeting.serves.all()) == {cast.team, cast.one}
