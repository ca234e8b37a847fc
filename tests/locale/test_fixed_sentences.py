"""Fixed sentences stand word for word: in the catalogue, the letters, the model texts."""

import pytest

from tests.locale.fixed import DISSENT, EVERY_FORM, IDENTIFICATION, IN_THE_CATALOGUE, ODD, SAID_INSTEAD, STATUS
from tests.locale.spanish import data, entries, for_families, letters, spanish


@pytest.mark.parametrize("sentence", IN_THE_CATALOGUE)
def test_the_catalogue_says_it_word_for_word(sentence: str) -> None:
    assert [text for entry in for_families() for text in spanish(entry) if sentence in text] != []


@pytest.mark.parametrize("sentence", DISSENT)
def test_the_model_policy_says_what_happens_with_dissent(sentence: str) -> None:
    texts = [text for name, text in data().items() if name.startswith("policies/data/general.yaml")]
    assert [text for text in texts if sentence in text] != []


def test_the_invitation_says_that_nobody_is_asked_about_papers() -> None:
    letter = letters()["templates/meetings/letters/invitation.es.txt"]
    assert [sentence for sentence in [*EVERY_FORM, IDENTIFICATION] if sentence not in letter] == []


def test_no_text_says_nearly_the_same_about_papers() -> None:
    """Whoever speaks of papers or status to families uses the agreed sentence."""
    texts = [*(text for entry in for_families() for text in spanish(entry)), *letters().values()]
    assert [text for text in texts if ("papeles" in text or "migratoria" in text) and STATUS not in text] == []


def test_nothing_says_what_was_found_odd() -> None:
    texts = [text for entry in entries() for text in spanish(entry)] + list(data().values())
    assert [(odd, text) for odd in ODD for text in texts if odd in text] == []


@pytest.mark.parametrize("sentence", SAID_INSTEAD)
def test_it_is_said_as_people_say_it(sentence: str) -> None:
    texts = [text for entry in entries() for text in spanish(entry)] + list(data().values())
    assert [text for text in texts if sentence in text] != []
