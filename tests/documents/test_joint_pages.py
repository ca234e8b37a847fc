"""Families read the draft, say something about a part, are answered, and find the answer in public."""

from datetime import date

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Answer, Comment, CommentCopy, ReviewWindow
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all

pytestmark = pytest.mark.django_db
OPENED, DURING = moment("2026-09-01T10:00"), moment("2026-09-05T19:30")
LAST, AFTER = date(2026, 9, 15), moment("2026-09-16T08:00")
PUBLIC = "/schools/team-charter/policy/"


def public(tail="", language="en"):
    return f"/{language}{PUBLIC}{tail}"


def desk(document, tail="", language="en"):
    return f"/{language}/desk/team-charter/documents/{document.pk}/{tail}"


@pytest.fixture
def window(cast, policy) -> ReviewWindow:
    """The policy laid open from September 1 to 15."""
    with at(OPENED):
        approve_all(cast, policy)
        return actions.open_window(policy, closes_on=LAST, by=cast.coordinator)


def filled(**changes):
    """The public form as a browser posts it."""
    return {"part": "B2", "text": "La junta es muy tarde.", "role": "family", "key": "k1", "name": "", **changes}


def post(window, language="es", when=DURING, **changes):
    with at(when):
        return Client().post(public(f"review/{window.pk}/", language), filled(**changes), follow=True)


@pytest.mark.parametrize(("language", "says"), [("es", "Tiempo para opinar"), ("en", "Time to comment")])
def test_the_draft_stands_open_with_a_way_to_say_something_about_each_part(window, language, says):
    with at(DURING):
        page = Client().get(public("review/", language))
    assert says in page.content.decode()
    assert page.content.decode().count(f"{PUBLIC}review/{window.pk}/?part=") == window.texts.count()
    assert not page.cookies


def test_a_comment_is_kept_answered_and_found_in_public(cast, window):
    done = post(window, may_show="on")
    assert "Listo" in done.content.decode()
    row = Comment.objects.get()
    assert (row.key, row.language, row.window, row.may_show, row.person, row.name) == (
        "B2",
        "es",
        window,
        True,
        None,
        "",
    )
    ofelia = signed_in(cast.coordinator)
    document = window.document
    with at(AFTER):
        listed = ofelia.get(desk(document, "comments/")).content.decode()
        assert "La junta es muy tarde." in listed
        shown = ofelia.post(desk(document, f"comments/{row.pk}/"), {"text_es": row.text, "text_en": "It is too late."})
        assert shown.status_code == 302
        answer = {"comment": row.pk, "outcome": "changed", "part": "B2", "source": "es", "text_es": "La pusimos antes."}
        assert ofelia.post(desk(document, "comments/answer/"), answer).status_code == 302
        given = Answer.objects.get()
        ofelia.post(
            desk(document, f"answers/{given.pk}/"),
            {"en": "We moved it earlier.", "revision_en": "0", "base_en": "", "es": "La pusimos antes."},
        )
        for language, who in (("es", cast.approver_es), ("en", cast.approver_en)):
            given.refresh_from_db()
            url = desk(document, f"answers/{given.pk}/approve/")
            said = signed_in(who).post(url, {"language": language, "verb": "approve", "revision": given.revision})
            assert said.status_code == 302
        for language, words in (("es", "La pusimos antes."), ("en", "We moved it earlier.")):
            page = Client().get(public("answers/", language)).content.decode()
            assert words in page
            assert "La junta es muy tarde." in page
        assert "It is too late." in page
    assert CommentCopy.objects.get().shown
