"""What a decision waits for beside the window, gaps and committees; when a plan begins; where a family says no."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

import documents.actions
from accounts.clock import at
from documents.actions import Said
from documents.models import CommentCopy, Document
from tests.cast import moment, signed_in
from tests.compliance.year import answered, draft, put_out, said
from tests.compliance.year import window as laid_open
from tests.documents.joint import AFTER, DECIDED, answer, desk, say
from tests.documents.lifted import lifted

pytestmark = pytest.mark.django_db
DECIDED_ON = date(2026, 9, 22)


def decide(cast, document):
    with at(moment("2026-09-22T17:00")):
        documents.actions.adopt(document, "County Board", DECIDED_ON, "5-0", by=cast.county)


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
    opened = laid_open(cast, plan)
    answered(cast, plan, [said(opened, satisfied=False)])
    put_out(cast, plan)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/documents/schoolwide-plan/").content.decode()
        where = f"/es/schools/team-charter/documents/schoolwide-plan/review/{opened.pk}/"
        assert f'href="{where}"' in page
        assert client.get(where).status_code == 200


def test_a_policy_that_goes_nowhere_asks_for_no_such_thing(cast, client):
    policy = draft(cast, cast.team, "site_policy")
    opened = laid_open(cast, policy)
    answered(cast, policy, [said(opened)])
    put_out(cast, policy)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/policy/").content.decode()
    assert "¿No le parece bien?" not in page


LOOK = {
    "en": "2 comments wait for you to show them or keep them back.",
    "es": "2 comentarios esperan a que usted decida si se muestran",
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_decision_before_somebody_has_looked_at_what_families_let_us_show(cast, window, language):
    """They stand beside their answers from the first day, or are kept back with a reason; late ones hold up nothing."""
    rows = [say(window), say(window, "Que sea de noche.")]
    say(window, "Llegó después.", when=AFTER)
    answer(cast, rows)
    client, document = signed_in(cast.coordinator), window.document
    with at(AFTER):
        for page in (
            client.get(desk(document, language=language)),
            client.get(desk(document, "decision/", language)),
            client.post(desk(document, "decision/", language), DECIDED),
        ):
            assert LOOK[language] in page.content.decode()
            assert (
                f"/{language}/desk/team-charter/documents/{document.pk}/comments/?show=unread" in page.content.decode()
            )
        assert Document.objects.get(pk=document.pk).state == "draft"
        documents.actions.show(rows[0], {"es": rows[0].text}, by=cast.coordinator)
        documents.actions.withhold(rows[1], reason="It names a teacher", by=cast.coordinator)
        assert client.post(desk(document, "decision/", language), DECIDED).status_code == 302
    assert Document.objects.get(pk=document.pk).state == "adopted"


def test_nothing_is_published_before_it_either(cast, window):
    """A document decided on before the portal asked for it."""
    row = say(window)
    answer(cast, [row])
    with at(AFTER):
        copy = documents.actions.show(row, {"es": row.text}, by=cast.coordinator)
        documents.actions.adopt(window.document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
        with lifted():
            CommentCopy.objects.filter(pk=copy.pk).delete()
        with pytest.raises(ValidationError, match="1 comment waits for you to show it"):
            documents.actions.publish(window.document, by=cast.coordinator)
        documents.actions.withhold(row, reason="It names a teacher", by=cast.coordinator)
        documents.actions.publish(window.document, by=cast.coordinator)
