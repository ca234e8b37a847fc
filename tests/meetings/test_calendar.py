"""Calendar files, read back by the library that calendars are written with."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from accounts.clock import at
from meetings import actions
from tests.cast import moment
from tests.meetings.conftest import MONDAY, address, spanish


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    return icalendar.Calendar.from_ical(response.content)


def feed(cast, client, language="es", school=None):
    return read(client, f"/{language}/schools/{(school or cast.team).slug}/meetings/calendar.ics")


def test_the_feed_reads_back_with_its_hours_and_time_zone(cast, meeting, client):
    calendar = feed(cast, client)
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [moment("2026-12-03T09:00"), moment("2026-12-03T18:00")]
    assert {event["DTSTART"].params["TZID"] for event in events} == {"America/Los_Angeles"}
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/Los_Angeles"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert zone.to_tz().utcoffset(moment("2026-12-03T18:00").replace(tzinfo=None)) == timedelta(hours=-8)


def test_each_prefix_has_its_language(cast, meeting, client):
    spanish, english = feed(cast, client, "es").walk("VEVENT")[0], feed(cast, client, "en").walk("VEVENT")[0]
    assert spanish["SUMMARY"] == "Junta anual para familias, TEAM Charter"
    assert english["SUMMARY"] == "Annual meeting for families, TEAM Charter"
    assert english["LOCATION"].startswith("Library")
    assert "/en/schools/team-charter/meetings/" in english["URL"]


def test_an_event_keeps_its_identity_and_its_bytes(cast, meeting, client):
    path = f"/es/schools/{cast.team.slug}/meetings/calendar.ics"
    first = client.get(path).content
    with at(MONDAY + timedelta(days=3)):
        assert client.get(path).content == first
    one = read(client, address(meeting, "meeting.ics"))
    uids = {event["UID"] for event in icalendar.Calendar.from_ical(first).walk("VEVENT")}
    assert {event["UID"] for event in one.walk("VEVENT")} == uids
    assert len(uids) == 2


def test_what_is_called_off_stays_as_called_off(cast, meeting, client):
    with at(MONDAY + timedelta(days=1)):
        actions.cancel(meeting, by=cast.coordinator, reason="Storm")
    event = feed(cast, client).walk("VEVENT")[0]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"].startswith(spanish("Called off"))


def test_a_draft_is_not_in_it(cast, plan, client):
    plan()
    assert feed(cast, client).walk("VEVENT") == []


def test_a_school_that_is_its_families_secret_leaves_plain_titles(cast, called, client):
    called(cast.court)
    calendar = feed(cast, client, school=cast.court)
    text = calendar.to_ical().decode()
    assert "Cruikshank" not in text
    assert "cruikshank" not in text
    event = calendar.walk("VEVENT")[0]
    assert event["SUMMARY"] == "Junta para familias"
    assert not {"LOCATION", "DESCRIPTION", "URL"} & set(event)


@pytest.mark.parametrize("title", ["Commas, semicolons; and \\ slashes", "Línea\nrota", "ñandú " * 20, "BEGIN:VEVENT"])
def test_hostile_titles_come_back_as_they_were(cast, called, client, title):
    called(title_es=title)
    (event, _other) = feed(cast, client).walk("VEVENT")
    assert event["SUMMARY"] == f"{title.strip()}, TEAM Charter"


def test_a_family_gets_the_hour_it_chose(cast, meeting, client):
    actions.answer(meeting, coming="yes", session=meeting.sessions.last(), party=1, language="es", form_key="k")
    key = actions.edit_key(meeting, "k")
    (event,) = read(client, f"/en/answer/done/{key}/meeting.ics").walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(ZoneInfo("America/Los_Angeles")).hour == 18
