"""The editor of a decided document says so before a word is typed, and after a word that took the decision away."""

import pytest

from documents import actions
from documents.models import Document, Section
from tests.cast import signed_in
from tests.documents.conftest import make_ready
from tests.documents.test_editor import address, fields

pytestmark = pytest.mark.django_db
WORDS = {
    "en": {
        "decided": "Decided on Thu, Sep 10, 2026: ",
        "if": "If the words of the English change, it has to be decided again",
        "again": "This has to be decided again.",
        "saved": "Saved. The words that were decided on have changed: this has to be decided again.",
    },
    "es": {
        "decided": "Ya se decidió el ",
        "if": "Si cambian las palabras del inglés, hay que decidirlo otra vez",
        "again": "Esto se tiene que decidir otra vez.",
        "saved": "Guardado. Cambiaron las palabras sobre las que se decidió: esto se tiene que decidir otra vez.",
    },
}
JSON = {"Accept": "application/json"}


@pytest.fixture
def decided(cast, policy) -> Section:
    """A section of an adopted document, written first in English."""
    make_ready(cast, policy)
    section = policy.sections.get(key="B4")
    assert (section.source_language, Document.objects.get(pk=policy.pk).state) == ("en", "adopted")
    return section


def seen(client, section, language):
    return " ".join(client.get(address(section, language)).content.decode().split())


@pytest.mark.parametrize("language", WORDS)
def test_it_says_that_it_is_decided_and_what_a_change_does(cast, decided, language):
    words = WORDS[language]
    page = seen(signed_in(cast.coordinator), decided, language)
    assert words["decided"] in page
    assert words["if"] in page
    assert words["again"] not in page
    assert words["decided"] not in seen(signed_in(cast.readonly), decided, language)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("button", [{}, {"next": "1"}, {"switch_language": "en"}])
def test_after_a_save_that_took_the_decision_away_it_says_so(cast, decided, language, button):
    client, words = signed_in(cast.coordinator), WORDS[language]
    posted = fields(client, decided) | {"en": "We meet three times."} | button
    page = " ".join(client.post(address(decided, language), posted, follow=True).content.decode().split())
    assert words["saved"] in page
    assert words["again"] in page
    assert words["decided"] not in page


@pytest.mark.parametrize("language", WORDS)
def test_autosave_is_told_as_well_and_once(cast, decided, language):
    client, words = signed_in(cast.coordinator), WORDS[language]
    posted = fields(client, decided) | {"en": "We meet three times."}
    told = client.post(address(decided, language), posted, headers=JSON).json()
    assert words["saved"] in told["message"]
    assert words["again"] in told["decided"]
    # The outline's mark is the chip's: of this section alone, for the script to put in.
    page, word = client.get(address(decided, language)).content.decode(), {"en": " Draft", "es": " Borrador"}[language]
    assert word in told["marks"]["en"]["outline"]
    assert told["marks"]["en"]["outline"] in page
    posted = fields(client, decided) | {"en": "We meet four times."}
    told = client.post(address(decided, language), posted, headers=JSON).json()
    assert words["saved"] not in told["message"]
    assert "decided" not in told


@pytest.mark.parametrize("language", WORDS)
def test_a_better_translation_takes_nothing_away(cast, decided, language):
    client, words = signed_in(cast.coordinator), WORDS[language]
    posted = fields(client, decided) | {"es": "Nos juntamos tres veces."}
    page = " ".join(client.post(address(decided, language), posted, follow=True).content.decode().split())
    assert words["saved"] not in page
    assert words["decided"] in page


@pytest.mark.parametrize("language", WORDS)
def test_a_draft_and_a_new_version_say_nothing(cast, policy, language):
    client, section, words = signed_in(cast.coordinator), policy.sections.get(key="B4"), WORDS[language]
    make_ready(cast, policy)
    actions.publish(policy, by=cast.coordinator)
    for _turn in range(2):
        page = seen(client, section, language)
        assert words["decided"] not in page
        assert words["again"] not in page
        if Document.objects.get(pk=policy.pk).state == "published":
            actions.take_back(policy, by=cast.coordinator)
