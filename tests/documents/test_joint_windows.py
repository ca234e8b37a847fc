"""A draft is laid before families and they are told: what is refused, what the notice says, how many it reaches."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

import notices.actions
from accounts.clock import at
from documents import actions
from documents.facts.asked import asked
from documents.models import ReviewWindow
from notices.models import Notice
from tests.cast import signed_in
from tests.documents.conftest import approve_all
from tests.documents.joint import AFTER, DURING, LAST, OPENED, answer, desk, public, say

pytestmark = pytest.mark.django_db
TELL = {"subject_es": "Opine", "body_es": "Hasta el martes", "subject_en": "Comment", "body_en": "Until Tuesday"}


def test_a_draft_that_is_not_approved_is_not_laid_open_and_the_page_says_what_is_missing(cast, policy):
    client = signed_in(cast.coordinator)
    with at(OPENED):
        page = client.get(desk(policy, "families/")).content.decode()
        assert "Not yet: these texts are missing" in page
        assert "English: not approved yet." in page
        page = client.post(desk(policy, "families/"), {"closes_on": "2026-09-15"}).content.decode()
    assert "Every section must be approved in both languages before families are asked." in page
    assert not ReviewWindow.objects.exists()


def test_one_date_opens_it(cast, policy):
    with at(OPENED):
        approve_all(cast, policy)
        signed_in(cast.coordinator).post(desk(policy, "families/"), {"closes_on": "2026-09-15"})
    window = ReviewWindow.objects.get()
    assert (window.on, window.closes_on, window.texts.count()) == (OPENED.date(), LAST, policy.sections.count())


@pytest.mark.parametrize("day", ["", "2026-09-02", "2026-08-15", "2027-09-15", "0001-01-01", "9999-12-31", "never"])
def test_a_last_day_that_cannot_be_is_asked_for_again(cast, policy, day):
    with at(OPENED):
        approve_all(cast, policy)
        page = signed_in(cast.coordinator).post(desk(policy, "families/"), {"closes_on": day})
    assert page.status_code == 200
    assert "usa-error-message" in page.content.decode() or 'role="alert"' in page.content.decode()
    assert not ReviewWindow.objects.exists()


def test_families_keep_reading_what_was_laid_open_while_staff_write_on(cast, window):
    section = window.document.sections.get(key="B2")
    with at(DURING):
        actions.write(section, "en", "Changed meanwhile.", revision=section.revision, by=cast.coordinator)
        assert "Changed meanwhile." not in Client().get(public("review/")).content.decode()


def test_the_notice_has_both_languages_the_last_day_and_a_short_address(cast, window):
    letter = actions.review_letter(window)
    assert "hasta el martes 15 de septiembre" in letter.subject_es
    assert "until Tuesday, September 15" in letter.subject_en
    for language, body in (("es", letter.body_es), ("en", letter.body_en)):
        assert f"/{language}/review/{window.pk}/" in body
        assert "{phone}" in body
        assert "{link}" not in body


def test_telling_families_releases_one_notice_and_says_in_which_languages(cast, window):
    client = signed_in(cast.coordinator)
    with at(DURING):
        page = client.get(desk(window.document, f"families/{window.pk}/tell/")).content.decode()
        assert "It goes to 3 people" in page
        client.post(desk(window.document, f"families/{window.pk}/tell/"), TELL)
        notice = Notice.objects.get(kind="review")
        assert (notice.subject_es, notice.state, notice.audience) == ("Opine", "released", "families")
        assert "going out" in client.get(desk(window.document)).content.decode()
        again = client.post(desk(window.document, f"families/{window.pk}/tell/"), TELL)
        assert again.status_code == 409
        assert f"{cast.coordinator.name} told families on" in again.content.decode()
    with at(DURING + timedelta(minutes=2)):
        notices.actions.expand(notice)
        told = asked(window.document)
        assert (told.told, told.languages["es"], told.languages["en"], told.languages["both"]) == (3, 1, 1, 1)
        assert "3 people are told" in client.get(desk(window.document)).content.decode()


def test_nobody_is_told_of_a_time_that_is_over(cast, window):
    with at(AFTER), pytest.raises(ValidationError, match="Nobody can comment today"):
        actions.tell_families(window, by=cast.coordinator)


def test_a_school_that_is_its_families_secret_is_not_named(cast):
    with at(OPENED):
        document = actions.start(cast.court, "site_policy", 2026, by=cast.county)
        approve_all(cast, document)
        window = actions.open_window(document, closes_on=LAST, by=cast.county)
        notice = actions.tell_families(window, by=cast.county)
    said = " ".join(actions.review_letter(window))
    assert "Cruikshank" not in said
    assert cast.court.slug not in said
    assert "la escuela de su familia" in notice.body_es


def test_a_letter_that_names_it_is_refused_with_a_sentence(cast):
    with at(OPENED):
        document = actions.start(cast.court, "site_policy", 2026, by=cast.county)
        approve_all(cast, document)
        window = actions.open_window(document, closes_on=LAST, by=cast.county)
        url = f"/en/desk/{cast.court.slug}/documents/{document.pk}/families/{window.pk}/tell/"
        page = signed_in(cast.county).post(url, TELL | {"body_en": f"At {cast.court.name}."}).content.decode()
    assert "the school of your family" in page
    assert ReviewWindow.objects.get().notice is None


def test_a_window_opened_by_mistake_is_taken_back_and_its_notice_with_it(cast, window):
    with at(DURING):
        notice = actions.tell_families(window, by=cast.coordinator)
        url = desk(window.document, f"families/{window.pk}/take-back/")
        assert signed_in(cast.coordinator).post(url, {"reason": "The wrong draft"}).status_code == 302
        notice.refresh_from_db()
        assert notice.state == "cancelled"
        assert "Nothing is open" in Client().get(public("review/")).content.decode()
        assert actions.open_window(window.document, closes_on=date(2026, 9, 20), by=cast.coordinator)


def test_a_window_somebody_spoke_in_stays(cast, window):
    say(window)
    with at(DURING):
        url = desk(window.document, f"families/{window.pk}/take-back/")
        page = signed_in(cast.coordinator).post(url, {"reason": "The wrong draft"}).content.decode()
    assert "this window stays" in page
    assert ReviewWindow.objects.standing().exists()


def test_the_documents_page_says_what_comes_next_with_families(cast, window):
    client = signed_in(cast.coordinator)
    row = say(window)
    with at(DURING):
        page = client.get(desk(window.document)).content.decode()
        assert "Open for comments" in page
        assert ">1 has no answer yet</a>" in page
        assert "Tell families that they can comment" in page
    answer(cast, [row])
    with at(AFTER):
        page = client.get(desk(window.document)).content.decode()
    assert "1 comment." in page
    assert "no answer yet" not in page
    assert "Ask families once more" in page


DESK = {"comments/": 11, "comments/?show=carried": 10, "comments/?show=waiting": 11, "sections/B2/": 15}
OPEN = {"answers/?x=1": 8, "review/?x=1": 4}


def test_lists_of_comments_ask_the_same_questions_however_long(cast, window, django_assert_num_queries):
    client, anyone = signed_in(cast.coordinator), Client()
    with at(DURING):
        for many in (1, 30):
            for n in range(many):
                row = say(window, f"{many} {n}")
                actions.show(row, {"es": row.text}, by=cast.coordinator)
            for tail, queries in DESK.items():
                with django_assert_num_queries(queries):
                    assert client.get(desk(window.document, tail)).status_code == 200
            for tail, queries in OPEN.items():
                with django_assert_num_queries(queries):
                    assert anyone.get(public(tail)).status_code == 200
