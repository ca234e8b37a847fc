"""Two people at one text: the second is shown the first's, and nothing is overwritten."""

import pytest
from django.core.exceptions import ValidationError

from documents import actions
from documents.markup import LONGEST
from documents.models import Section
from tests.documents.conftest import text_of

pytestmark = pytest.mark.django_db


def test_the_second_of_two_editors_is_shown_the_firsts_text(cast, section):
    actions.write(section, "en", "The first one’s.", revision=0, by=cast.coordinator)
    with pytest.raises(actions.Conflict) as conflict:
        actions.write(section, "en", "The second one’s.", revision=0, by=cast.assistant)
    assert conflict.value.theirs == "The first one’s."
    assert conflict.value.writer == "Ofelia Ejemplo"
    assert text_of(section, "en") == "The first one’s."
    kept = actions.write(section, "en", "Both together.", revision=conflict.value.revision, by=cast.assistant)
    assert kept.text_en == "Both together."


def test_two_people_may_write_the_two_languages_at_once(cast, section):
    actions.write(section, "en", "English.", revision=0, by=cast.coordinator)
    actions.write(section, "es", "Español.", revision=0, by=cast.assistant)
    assert (text_of(section, "en"), text_of(section, "es")) == ("English.", "Español.")


def test_the_same_text_twice_is_one_write(cast, section):
    first = actions.write(section, "en", "Same.", revision=0, by=cast.coordinator)
    again = actions.write(section, "en", "Same.\r\n", revision=0, by=cast.assistant)
    assert first.revision == again.revision


def test_a_text_beyond_all_measure_is_refused_with_a_sentence(cast, section):
    with pytest.raises(ValidationError, match="longer than a section can hold"):
        actions.write(section, "en", "x" * (LONGEST + 1), revision=0, by=cast.coordinator)


def test_hidden_and_turning_marks_are_left_out(cast, section):
    actions.write(section, "en", "A\u202eB\u200bC\x00D\ud800E", revision=0, by=cast.coordinator)
    assert text_of(section, "en") == "ABCDE"


def test_who_wrote_is_who_changed_the_words(cast, section):
    actions.write(section, "en", "Words.", revision=0, by=cast.coordinator)
    actions.write(section, "en", "**Words**.", revision=1, by=cast.assistant)
    assert Section.objects.get(pk=section.pk).written_by_en == cast.coordinator
