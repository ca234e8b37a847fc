"""What came after the last day is not lost: the next year's document, or the next edition, answers it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Answer, Comment, Document
from tests.cast import moment, signed_in
from tests.documents.conftest import NEWS, approve_all, begin
from tests.documents.joint import AFTER, DURING, answer, desk, public, say
from tests.documents.lifted import lifted

pytestmark = pytest.mark.django_db
NEXT_YEAR = moment("2027-08-10T10:00")
TEXTS = {"es": "Sí, a las 6 de la tarde.", "en": "Yes, at 6 in the evening."}


def published(cast, document):
    with at(AFTER):
        actions.adopt(document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
        return actions.publish(document, by=cast.coordinator)


@pytest.fixture
def late(cast, window):
    """The policy is published; two comments came after its window closed, one of them shown."""
    say(window, may_show=False)
    answer(cast, list(Comment.objects.all()))
    rows = [say(window, text, when=AFTER) for text in ("Más tarde, por favor.", "Que sea de noche.")]
    with at(AFTER):
        actions.show(rows[0], {"es": rows[0].text}, by=cast.coordinator)
    published(cast, window.document)
    return rows


@pytest.fixture
def following(cast, late):
    """The next year's policy, begun."""
    with at(NEXT_YEAR):
        return actions.start(cast.team, "site_policy", 2027, by=cast.coordinator)


def reply(cast, document, rows, approved=True):
    with at(NEXT_YEAR):
        given = actions.reply(document, rows, outcome="changed", key="B2", texts=TEXTS, by=cast.coordinator)
        for language, by in (("es", cast.approver_es), ("en", cast.approver_en)) if approved else ():
            actions.approve(given, language, by=by)
    return given


def heard(query="", language="en", when=NEXT_YEAR):
    with at(when):
        return Client().get(public(f"answers/{query}", language)).content.decode()


def test_the_next_years_list_shows_them_and_answers_both_together(cast, late, following):
    client, url = signed_in(cast.assistant), desk(following, "comments/answer/")
    with at(NEXT_YEAR):
        assert "2 late comments from before have no answer yet" in client.get(desk(following)).content.decode()
        listed = client.get(desk(following, "comments/?show=carried")).content.decode()
        assert listed.count('type="checkbox"') == 2
        assert "carried over from 2026-27" in listed
        asked = client.get(url, {"comment": [row.pk for row in late]}).content.decode()
        assert "These 2 comments together" in asked
        said = {"outcome": "changed", "part": "B2", "source": "en", "text_en": TEXTS["en"], "text_es": ""}
        # What they came after is last year's edition, and the section says the same still: asked once.
        page = client.post(url, {"comment": [row.pk for row in late], **said}).content.decode()
        assert "has not changed since September 16, 2026" in page
        said["anyway"] = "on"
        assert client.post(url, {"comment": [row.pk for row in late], **said}).status_code == 302
        given = Answer.objects.get(document=following)
        assert set(given.comments.all()) == set(late)
        page = client.get(desk(following, f"answers/{given.pk}/")).content.decode()
        assert "Que sea de noche." in page
        assert "carried over from 2026-27" in page
        # Under last year's, each leads to the answer where it stands.
        own = client.get(desk(late[0].document, "comments/?show=late")).content.decode()
        assert desk(following, f"answers/{given.pk}/") in own
        assert "no answer yet" not in client.get(desk(following)).content.decode()


def test_one_is_answered_from_beside_its_section_and_the_other_joins(cast, late, following):
    client = signed_in(cast.coordinator)
    with at(NEXT_YEAR):
        beside = client.get(desk(following, "sections/B2/")).content.decode()
        assert desk(following, f"comments/answer/?comment={late[0].pk}") in beside
    given = reply(cast, following, late[:1])
    with at(NEXT_YEAR):
        client.post(desk(following, "comments/answer/"), {"comment": late[1].pk, "use": given.pk, "anyway": "on"})
    assert set(given.comments.all()) == set(late)


@pytest.mark.parametrize(
    ("language", "words", "onward", "about"),
    [
        ("es", TEXTS["es"], "2 opiniones llegaron tarde. Ya las contestamos en el de 2027-28.", "sobre el de 2026-27"),
        ("en", TEXTS["en"], "2 comments that came late are answered with the one of 2027-28.", "of 2026-27, after"),
    ],
)
def test_the_answer_stands_in_you_said_we_did_and_last_years_page_leads_there(
    cast, late, following, language, words, onward, about
):
    given = reply(cast, following, late)
    new = heard("?year=2027", language)
    assert words in new
    assert about in new
    assert "Más tarde, por favor." in new
    assert "Que sea de noche." not in new
    old = heard("?year=2026", language)
    assert onward in old
    assert f"?year=2027&amp;for=#answer-{given.pk}" in old
    assert f'id="answer-{given.pk}"' in new
    with at(NEXT_YEAR):
        page = Client().get(public("", language)).content.decode()
    assert "answers/?year=2026&amp;for=#h-onward" in page
    # Without a year: what families were asked about last, not a draft that has but answered.
    assert onward in heard("", language)


def test_until_both_languages_are_approved_last_years_page_says_that_it_carries_over(cast, late, following):
    given = reply(cast, following, late, approved=False)
    for approved in (None, ("en", cast.approver_en)):
        if approved:
            with at(NEXT_YEAR):
                actions.approve(given, approved[0], by=approved[1])
        page = heard("?year=2026")
        assert "2 comments came at another time. They are not lost" in page
        assert "is answered with" not in page
        assert "are answered with" not in page
        # This year's page, by its own address, neither shows them nor what becomes of them.
        assert TEXTS["en"] not in heard("?year=2027")
        assert "came at another time" not in heard("?year=2027")
    with at(NEXT_YEAR):
        assert "#h-onward" not in Client().get(public("")).content.decode()


def test_a_decision_does_not_wait_for_them_but_what_is_answered_is_published_in_both_languages(cast, late, following):
    given = reply(cast, following, late[:1], approved=False)
    with at(NEXT_YEAR):
        for code in ("en", "es"):
            row = following.sections.get(key="B2")
            actions.write(row, code, f"{NEWS[code]} 2027", revision=row.revision, by=cast.assistant)
        approve_all(cast, following)
        actions.adopt(following, "site_council", NEXT_YEAR.date(), "6-0", by=cast.coordinator)
        with pytest.raises(ValidationError, match="not approved in both languages"):
            actions.publish(following, by=cast.coordinator)
        for language, by in (("es", cast.approver_es), ("en", cast.approver_en)):
            actions.approve(given, language, by=by)
        actions.publish(following, by=cast.coordinator)
        # The other goes on to the year after.
        client = signed_in(cast.coordinator)
        assert 'type="checkbox"' not in client.get(desk(following, "comments/?show=carried")).content.decode()
    with at(moment("2028-08-10T10:00")):
        third = actions.start(cast.team, "site_policy", 2028, by=cast.coordinator)
        listed = client.get(desk(third, "comments/?show=carried")).content.decode()
    assert late[1].text in listed
    assert late[0].text not in listed


def test_the_next_edition_of_the_same_year_answers_them_too(cast, late):
    document = Document.objects.get(pk=late[0].document_id)
    with at(AFTER):
        with pytest.raises(ValidationError, match="Begin a new version"):
            actions.reply(document, late, outcome="unchanged", texts=TEXTS, by=cast.coordinator)
        actions.take_back(document, by=cast.coordinator)
    answer(cast, late)
    page = heard(when=AFTER)
    assert "Más tarde, por favor." in page
    assert "came at another time" not in page


def refused(act):
    with at(NEXT_YEAR), pytest.raises(ValidationError), transaction.atomic():
        act()
    return True


def test_nothing_else_is_answered_from_another_document(cast, window, late, following):
    """Not what a window of last year waits for, not an earlier year's from a later one, not another school's."""
    in_time = Comment.objects.filter(window=window).first()
    elsewhere = begin(cast, cast.one, 2027)
    before = begin(cast, year=2025)
    for document, row in ((following, in_time), (elsewhere, late[0]), (before, late[0])):
        assert refused(
            lambda document=document, row=row: actions.reply(
                document, [row], outcome="unchanged", texts=TEXTS, by=cast.coordinator
            )
        )


def forged(document, row):
    """An answer of a document put on a comment past the actions; whether the database took it."""
    given = Answer.objects.create(document=document, outcome="unchanged", entered_by=document.created_by)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE documents_comment SET answer_id = %s, answered_at = %s WHERE id = %s",
                [given.pk, NEXT_YEAR, row.pk],
            )
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def test_the_database_takes_a_late_ones_answer_from_a_later_year_alone(cast, window, late, following):
    with at(DURING):
        other = Comment.objects.get(window=window)
    before = begin(cast, year=2025)
    assert forged(following, late[0])
    assert not forged(before, late[0])
    assert not forged(following, other)


def test_control_without_the_trigger_any_document_answers(cast, late):
    before = begin(cast, year=2025)
    with lifted():
        assert forged(before, late[0])


def test_a_late_comment_answered_twice_at_once_has_one_answer(cast, late, following):
    reply(cast, following, late)
    document = Document.objects.get(pk=late[0].document_id)
    with at(NEXT_YEAR):
        actions.take_back(document, by=cast.coordinator)
    assert refused(lambda: actions.reply(document, late, outcome="unchanged", texts=TEXTS, by=cast.coordinator))
