"""Strategies of the office: recorded with their finding, listed, taken back, and what A5 rests on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from accounts.models import AuditEntry
from documents import actions
from documents.models import OpenPoint
from tests.cast import moment, signed_in
from tests.compliance.test_documents_show import state

pytestmark = pytest.mark.django_db
DAY, LATER = moment("2026-10-05T09:00"), moment("2026-10-06T09:00")
GIVEN = {"finding": "Families work in the evening", "text": "Meetings by video", "tier": "3", "kind": "agency-policy"}
GIVEN |= {"language": "en", "on": "2026-10-01"}


def url(tail="", language="en"):
    return f"/{language}/county/strategies/{tail}"


def record(client, language="en", **changes):
    with at(DAY):
        return client.post(url("new/", language), GIVEN | changes, follow=True).content.decode()


def test_one_is_recorded_counts_for_a5_and_is_taken_back(cast):
    client = signed_in(cast.county)
    assert "Point A5 of the rules asks" in client.get(url()).content.decode()
    page = record(client)
    assert "Meetings by video" in page
    assert "Promising evidence" in page
    row = OpenPoint.objects.get()
    assert (row.owner, row.for_year, row.on, row.source) == (cast.office, 2026, date(2026, 10, 1), "finding")
    assert AuditEntry.objects.filter(verb="add_strategy", school_id=cast.office.pk, year=2026).exists()
    assert state(cast.office, "A5", known_at=LATER) == "partly"
    with at(DAY):
        assert "reason" in client.post(url(f"{row.pk}/take-back/"), {"reason": ""}).content.decode().lower()
        assert OpenPoint.objects.standing().exists()
        page = client.post(url(f"{row.pk}/take-back/"), {"reason": "Twice"}, follow=True).content.decode()
    assert "Meetings by video" not in page
    assert state(cast.office, "A5", known_at=LATER) == "none"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "changes",
    [{"text": " "}, {"finding": ""}, {"tier": ""}, {"tier": "9"}, {"kind": "site_policy"}, {"on": "2026-10-06"},
     {"text": "x" * 1001}],
)  # fmt: skip
def test_a_gap_is_asked_for_again_in_the_pages_language_and_nothing_is_lost(cast, language, changes):
    page = record(signed_in(cast.county), language, **changes)
    assert f'<html lang="{language}"' in page
    assert 'class="errors"' in page
    assert ("Meetings by video" in page) == ("text" not in changes)
    assert not OpenPoint.objects.exists()


def test_the_language_button_keeps_what_was_typed(cast):
    page = record(signed_in(cast.county), "es", switch_language="es", tier="")
    assert "Meetings by video</textarea>" in page
    assert 'class="errors"' not in page
    assert not OpenPoint.objects.exists()


@pytest.mark.parametrize(
    ("who", "reads", "adds"), [("readonly", 200, 404), ("coordinator", 404, 404), ("county", 200, 200)]
)
def test_only_county_staff_record_one(cast, who, reads, adds):
    client = signed_in(getattr(cast, who))
    assert client.get(url()).status_code == reads
    assert client.get(url("new/")).status_code == adds


def test_the_action_refuses_what_no_form_sends(cast):
    said = {"tier": "3", "language": "en", "on": date(2026, 10, 1), "by": cast.county}
    for texts in ({"text": "", "finding": "b"}, {"text": "a", "finding": " "}, {"text": "a" * 1001, "finding": "b"}):
        with at(DAY), pytest.raises(ValidationError):
            actions.add_strategy("agency-policy", **texts, **said)


def test_the_offices_documents_lead_there_and_a_schools_do_not(cast):
    client = signed_in(cast.county)
    assert url() in client.get("/en/desk/sjcoe/documents/").content.decode()
    assert url() not in client.get("/en/desk/team-charter/documents/").content.decode()
