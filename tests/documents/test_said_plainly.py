"""What the desk says before a decision, before publishing and after: plain, true and named as its buttons are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from documents import actions
from documents.models import Document
from tests.cast import moment, signed_in
from tests.documents.conftest import ADOPTED_ON, PUBLISHED, adopt, approve_all

pytestmark = pytest.mark.django_db
UNASKED = "Families were not asked about this draft"
DRAWN = moment("2026-09-03T09:00")
CLOSES = date(2026, 9, 14)


def address(document, tail=""):
    return f"/en/desk/team-charter/documents/{document.pk}/{tail}"


def said(cast, document, tail=""):
    return signed_in(cast.coordinator).get(address(document, tail)).content.decode()


def asked(cast, document):
    approve_all(cast, document)
    with at(DRAWN):
        return actions.open_window(document, closes_on=CLOSES, by=cast.coordinator)


def test_publishing_says_that_families_were_not_asked_and_goes_on(cast, policy):
    approve_all(cast, policy)
    with at(PUBLISHED):
        assert UNASKED not in said(cast, policy)
        adopt(cast, policy)
        page = said(cast, policy)
        assert page.index(UNASKED) < page.index("Nothing is missing.")
        assert actions.publish(policy, by=cast.coordinator).number == 1
        assert UNASKED not in said(cast, policy)


def test_where_families_were_asked_nothing_of_it_is_said(cast, policy):
    asked(cast, policy)
    with at(moment("2026-09-16T09:00")):
        assert UNASKED not in said(cast, policy, "decision/")
        actions.adopt(policy, "School Site Council", date(2026, 9, 15), "7-0", by=cast.coordinator)
        page = said(cast, policy)
        assert "Nothing is missing." in page
        assert UNASKED not in page


def test_a_new_edition_names_those_who_helped_with_it_alone(cast, edition):
    assert edition.contributors == [{"role": "family", "count": 6}]
    document = edition.document
    with at(moment("2026-10-01T09:00")):
        # Entered late, for a day before the first edition: they helped with that one.
        actions.add_contributor(document, role="family", count=5, on=ADOPTED_ON, by=cast.coordinator)
        actions.take_back(document, by=cast.coordinator)
        approve_all(cast, document)
        adopt(cast, document)
        second = actions.publish(document, by=cast.coordinator)
    assert second.contributors == []
    with at(moment("2026-10-08T09:00")):
        actions.take_back(document, by=cast.coordinator)
        actions.add_contributor(document, role="teacher", count=2, on=date(2026, 10, 7), by=cast.coordinator)
        page = said(cast, document)
        assert page.count("helped with an earlier edition") == 2
        approve_all(cast, document)
        adopt(cast, document)
        assert actions.publish(document, by=cast.coordinator).contributors == [{"role": "teacher", "count": 2}]


def test_a_decision_dated_inside_a_window_that_closed_is_told_the_last_day(cast, policy):
    asked(cast, policy)
    with at(moment("2026-09-16T09:00")), pytest.raises(ValidationError, match=r"September 14, 2026.*must come after"):
        actions.adopt(policy, "School Site Council", CLOSES, "7-0", by=cast.coordinator)
    with at(moment("2026-09-10T09:00")), pytest.raises(ValidationError, match="may still comment"):
        actions.adopt(policy, "School Site Council", ADOPTED_ON, "7-0", by=cast.coordinator)


def test_asking_families_says_how_many_days_and_what_is_open(cast, policy):
    approve_all(cast, policy)
    with at(DRAWN):
        assert "Give them between 3 and 120 days." in said(cast, policy, "families/")
    asked(cast, policy)
    with at(DRAWN):
        page = said(cast, policy, "families/")
    assert "Families can comment on this draft until" in page
    assert 'name="closes_on"' not in page


def test_what_must_come_first_is_called_as_its_button(cast, policy):
    approve_all(cast, policy)
    with at(PUBLISHED):
        adopt(cast, policy)
        with pytest.raises(ValidationError, match="Press “Back to draft”"):
            actions.open_window(policy, closes_on=date(2026, 9, 30), by=cast.coordinator)
        actions.publish(policy, by=cast.coordinator)
        with pytest.raises(ValidationError, match="Press “Begin a new version”"):
            actions.open_window(policy, closes_on=date(2026, 9, 30), by=cast.coordinator)


def test_back_to_draft_speaks_of_what_is_public_only_where_something_is(cast, policy):
    approve_all(cast, policy)
    for is_public in (False, True):
        with at(PUBLISHED):
            adopt(cast, policy)
            if is_public:
                actions.publish(policy, by=cast.coordinator)
            page = signed_in(cast.coordinator).post(address(policy, "new-version/"), follow=True).content.decode()
        assert ("What was published stays public" in page) == is_public
        assert ("Nothing of it was public yet." in page) != is_public


def test_a_decision_planned_after_the_laws_last_day_is_warned_of(cast):
    with at(moment("2027-06-20T09:00")):
        plan = actions.start(cast.office, "lcap", 2027, by=cast.county)
        url = f"/en/desk/{cast.office.slug}/documents/{plan.pk}/plan/"
        for day, is_late in ((date(2027, 7, 15), True), (date(2027, 6, 30), False)):
            Document.objects.filter(pk=plan.pk).update(decide_on=day)
            page = signed_in(cast.county).get(url).content.decode()
            assert ("comes after the last day the law gives" in page) == is_late
