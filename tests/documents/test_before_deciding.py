"""What a decision waits for beside the window, gaps and committees; when a plan begins; where a family says no."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

import documents.actions
from accounts.clock import at
from documents.actions import Said
from documents.models import Document
from tests.cast import moment, signed_in
from tests.compliance.year import answered, draft, put_out, said, window

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 9, 22)


def decide(cast, document):
    with at(moment("2026-09-22T17:00")):
        documents.actions.adopt(document, "County Board", DECIDED, "5-0", by=cast.county)


def test_a_gap_of_the_model_text_is_filled_in_before_the_decision(cast):
    with at(moment("2026-08-20T09:00")):
        document = documents.actions.start(cast.team, "schoolwide-plan", 2026, by=cast.coordinator)
    with pytest.raises(ValidationError, match=r"still to fill in: \[|Falta llenar algo: \["):
        decide(cast, document)
    decide(cast, draft(cast, cast.court, "schoolwide-plan"))


def test_a_committees_comment_is_answered_before_the_decision_whenever_it_came(cast):
    document = draft(cast, cast.team, "schoolwide-plan")
    with at(moment("2026-09-20T09:00")):
        words = Said("Falta transporte.", "es", committee="DELAC")
        late = documents.actions.enter_comment(
            document, words, on=date(2026, 9, 20), by=cast.coordinator, form_key="delac"
        )
    assert late.window is None
    with pytest.raises(ValidationError, match=r"1 (comment|comentario)"):
        decide(cast, document)
    answered(cast, document, [late], on="2026-09-21")
    decide(cast, document)


def test_a_comment_that_came_the_evening_the_draft_was_begun_is_taken(cast):
    """At five in the afternoon here it is tomorrow already in the clock's own zone."""
    with at(moment("2026-09-01T17:30")):
        document = documents.actions.start(cast.team, "schoolwide-plan", 2026, by=cast.coordinator)
        words = Said("Más juntas.", "es")
        day = date(2026, 9, 1)
        assert documents.actions.enter_comment(document, words, on=day, by=cast.coordinator, form_key="x").on == day


def test_next_years_documents_are_begun_in_this_one(cast):
    client = signed_in(cast.coordinator)
    with at(moment("2026-11-22T10:00")):
        page = client.get("/en/desk/team-charter/documents/").content.decode()
        assert "2027-28" in page
        assert 'name="year" value="2026"' in page
        following = client.get("/en/desk/team-charter/documents/?year=2027").content.decode()
        assert 'name="year" value="2027"' in following
        posted = {"kind": "site_policy", "variant": "", "year": "2027"}
        assert client.post("/en/desk/team-charter/documents/start/", posted).status_code == 302
        assert 'name="year" value="2026"' in client.get("/en/desk/team-charter/documents/").content.decode()
    assert Document.objects.filter(for_year=2027, kind="site_policy").exists()


def test_a_published_plan_leads_to_saying_what_one_thinks_of_it(cast, client):
    plan = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, plan)
    answered(cast, plan, [said(opened, satisfied=False)])
    put_out(cast, plan)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/documents/schoolwide-plan/").content.decode()
        where = f"/es/schools/team-charter/documents/schoolwide-plan/review/{opened.pk}/"
        assert f'href="{where}"' in page
        assert client.get(where).status_code == 200


def test_a_policy_that_goes_nowhere_asks_for_no_such_thing(cast, client):
    policy = draft(cast, cast.team, "site_policy")
    opened = window(cast, policy)
    answered(cast, policy, [said(opened)])
    put_out(cast, policy)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/policy/").content.decode()
    assert "¿No le parece bien?" not in page
