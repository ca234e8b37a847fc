"""A step of the plan is shown as done when it is: not while a gap of the model text is left, nor by an older window."""

from datetime import date

import pytest

from accounts.clock import at
from documents import actions
from documents.models import Document
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all, make_ready
from tests.documents.test_desk import address
from tests.gaps import fill_in

pytestmark = pytest.mark.django_db
NOW = moment("2026-10-01T09:00")
GAP = {"en": "Call us: [write the phone].", "es": "Llámenos: [escriba el teléfono]."}


def states(cast, document, language="en"):
    """Each step and whether it is done; with the page."""
    client = signed_in(cast.county)
    url = address(document, "plan/", language).replace("team-charter", document.owner.slug)
    answer = client.get(url)
    return {step.key: step.done for step, _words in answer.context["steps"]}, answer.content.decode()


def planned(document):
    Document.objects.filter(pk=document.pk).update(decide_on=date(2026, 12, 10))
    document.decide_on = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("language", "says"), [("en", "still have something to fill in"), ("es", "todavía tienen algo que llenar")]
)
def test_a_model_text_with_gaps_is_not_written(cast, language, says):
    with at(NOW):
        plan = actions.start(cast.team, "schoolwide-plan", 2026, by=cast.coordinator)
        planned(plan)
        done, page = states(cast, plan, language)
        assert not done["written"]
        assert says in page
        assert "sections/needs/" in page
        fill_in(plan, by=cast.coordinator)
        done, page = states(cast, plan, language)
        assert done["written"]
        assert not done["approved"]
        assert says not in page


def test_a_gap_that_comes_in_after_families_were_asked_opens_the_writing_again(cast, policy):
    with at(NOW):
        approve_all(cast, policy)
        planned(policy)
        assert states(cast, policy)[0]["approved"]
        actions.open_window(policy, closes_on=date(2026, 10, 20), by=cast.coordinator)
        done, _page = states(cast, policy)
        assert done["written"]
        assert done["approved"]
        assert done["opens"]
        section = policy.sections.get(key="B4")
        actions.write(section, "es", GAP["es"], revision=section.revision, by=cast.coordinator)
        done, page = states(cast, policy)
    assert (done["written"], done["approved"], done["opens"]) == (False, False, True)
    assert "1 section still has something to fill in." in page


def test_a_section_that_is_asked_for_and_absent_is_not_written(cast, policy):
    with at(NOW):
        approve_all(cast, policy)
        planned(policy)
        headings = {"es": "Transporte", "en": "Getting here"}
        actions.add_section("site_policy", headings=headings, for_year=2026, by=cast.county)
        assert not states(cast, policy)[0]["written"]


def test_the_window_of_the_edition_before_opens_nothing_for_the_next_version(cast, policy):
    approve_all(cast, policy)
    with at(moment("2026-09-01T10:00")):
        actions.open_window(policy, closes_on=date(2026, 9, 8), by=cast.coordinator)
    make_ready(cast, policy)
    with at(NOW):
        actions.publish(policy, by=cast.coordinator)
        planned(policy)
        assert all(states(cast, policy)[0].values())
        actions.take_back(policy, by=cast.coordinator)
        done, _page = states(cast, policy)
    assert [key for key, is_done in done.items() if is_done] == ["begun"]
