"""Going back in the browser and sending the same again is one comment; short words and later ones are new."""

from datetime import timedelta

import pytest

from accounts.clock import at
from accounts.models import AuditEntry, FormPost
from documents import actions
from documents.actions import Said
from documents.models import Comment
from tests.documents.joint import DURING, post

pytestmark = pytest.mark.django_db
LONG = "La junta es muy tarde para quien trabaja."
DONE = {"es": "Listo, ya tenemos su opinión", "en": "Done, we have what you said"}


def sent(window, number, language="es", after=timedelta(minutes=5), **changes):
    """The form opened anew, its hidden key with it."""
    return post(window, language, when=DURING + number * after, **{"text": LONG, "key": f"k{number}", **changes})


def written():
    return Comment.objects.count(), FormPost.objects.count(), AuditEntry.objects.count()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_same_words_within_the_hour_are_kept_once_and_read_the_same_thanks(window, language):
    first = sent(window, 0, language, name="Ana Invento", not_satisfied="on", may_show="on")
    before = written()
    again = sent(window, 1, language, name="Ana Invento", not_satisfied="on", may_show="on")
    assert DONE[language] in first.content.decode()
    assert DONE[language] in again.content.decode()
    assert first.redirect_chain[0][0].split("?")[0] == again.redirect_chain[0][0].split("?")[0]
    assert written() == before
    assert before[0] == 1


@pytest.mark.parametrize(
    "other",
    [
        {"text": f"{LONG} Gracias."},
        {"part": ""},
        {"role": "student"},
        {"name": "Ana Invento"},
        {"not_satisfied": "on"},
        {"may_show": "on"},
        {"language": "en"},
    ],
)
def test_whatever_differs_in_anything_is_another(window, other):
    sent(window, 0)
    sent(window, 1, **other)
    assert Comment.objects.count() == 2


def test_short_words_may_be_two_peoples_and_an_hour_later_all_are_new(window):
    for number in (0, 1):
        sent(window, number, text="De acuerdo.", part="")
    assert Comment.objects.count() == 2
    for number in (0, 1):
        sent(window, number, after=timedelta(minutes=61))
    assert Comment.objects.count() == 4


def test_twenty_letters_are_long_enough_and_nineteen_are_not(window):
    for letters, kept in ((19, 2), (20, 3)):
        for number in (0, 1):
            sent(window, number, text="x" * letters, key=f"{letters} {number}")
        assert Comment.objects.count() == kept


def test_what_staff_entered_in_the_same_words_is_not_the_familys_own(cast, window):
    with at(DURING):
        said = Said(text=LONG, language="es", key="B2")
        actions.enter_comment(window.document, said, on=DURING.date(), by=cast.coordinator, form_key="paper")
    sent(window, 1)
    assert Comment.objects.count() == 2
