"""Either language may be the source: each one's Word file offers what that language lacks, answers too."""

import pytest
from django.utils.translation import override

from accounts.clock import at
from documents import actions
from documents.actions import Said
from documents.models import Answer, Section
from documents.word import read
from tests.cast import signed_in
from tests.documents.conftest import approve_all, text_of
from tests.documents.joint import AFTER
from tests.documents.test_desk import address
from tests.documents.test_word import typed
from tests.documents.test_word_pages import brought, keys, taken

pytestmark = pytest.mark.django_db
SAYS = {
    "en": ["written first in English", "In Spanish 1 text is missing or no longer fits."],
    "es": ["se escriben primero en inglés", "En español falta o ya no coincide 1 texto."],
}


@pytest.fixture
def mixed(cast, policy):
    """English leads in all but three: in B4 the Spanish changed since, B5 has no English, B6 agrees. B8 is stale."""
    approve_all(cast, policy)
    for key in ("B4", "B5", "B6"):
        actions.set_source(policy.sections.get(key=key), "es", by=cast.coordinator)
    _write(cast, policy, "B4", "es", "Cambiado.")
    _write(cast, policy, "B5", "en", "")
    _write(cast, policy, "B8", "en", "Changed.")
    return policy


def _write(cast, document, key, language, text):
    section = document.sections.get(key=key)
    return actions.write(section, language, text, revision=section.revision, by=cast.coordinator)


def _answer(cast, document, language, text):
    said = Said(text="More days, please.", language="en")
    with at(AFTER):
        row = actions.enter_comment(document, said, on=AFTER.date(), by=cast.coordinator, form_key=text)
        more = {"outcome": "unchanged", "texts": {language: text}, "source_language": language}
        return actions.reply(document, [row], **more, by=cast.coordinator)


def test_each_languages_file_offers_what_that_language_lacks(cast, mixed):
    into_spanish = _answer(cast, mixed, "en", "We will see.")
    into_english = _answer(cast, mixed, "es", "Ya veremos.")
    assert keys(taken(signed_in(cast.approver_en), mixed, "en").content) == ["B4", "B5", f"answer-{into_english.pk}"]
    assert keys(taken(signed_in(cast.approver_es), mixed, "es").content) == ["B8", f"answer-{into_spanish.pk}"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_english_approver_is_offered_what_english_lacks(cast, mixed, language):
    page = signed_in(cast.approver_en).get(address(mixed, "word/", language))
    assert page.context["offers"] == [{"code": "en", "waiting": 2, "all": 3}]
    assert address(mixed, "word/en/", language) in page.content.decode()


def test_what_lacks_english_comes_back_by_the_english_approver(cast, mixed):
    given = _answer(cast, mixed, "es", "Ya veremos.")
    client = signed_in(cast.approver_en)
    back = {"B4": "Changed here too.", "B5": "New five.", f"answer-{given.pk}": "We shall see."}
    answer = brought(client, mixed, typed(taken(client, mixed, "en").content, back))
    assert "3 texts were brought in as drafts" in answer.content.decode()
    assert text_of(mixed.sections.get(key="B5"), "en") == "New five."
    assert Answer.objects.get().text_en == "We shall see."
    assert {one.language for one in read(typed(taken(client, mixed, "en", "?all=1").content, {}))} == {"en"}


@pytest.mark.parametrize("language", SAYS)
def test_where_english_leads_everywhere_its_approver_reads_so_and_what_waits_in_spanish(cast, policy, language):
    approve_all(cast, policy)
    _write(cast, policy, "B4", "en", "Changed.")
    with override(language):
        page = " ".join(signed_in(cast.approver_en).get(address(policy, "word/", language)).content.decode().split())
    for words in SAYS[language]:
        assert words in page
    assert "There is no text to translate yet." not in page
    assert "Todavía no hay texto para traducir." not in page
    assert address(policy, "word/es/", language) not in page


def test_control_a_document_without_a_word_has_nothing_to_translate(cast, policy):
    Section.objects.filter(document=policy).update(text_es="", text_en="", text_hash_es="", text_hash_en="")
    page = signed_in(cast.approver_en).get(address(policy, "word/")).content.decode()
    assert "There is no text to translate yet." in page
    assert "written first" not in page
