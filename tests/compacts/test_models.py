"""The model texts an agreement starts from: both languages, the right length, easy to read, the glossary's words."""

from pathlib import Path

import pytest

import compacts
from compacts.kinds import COMPACT
from documents.markup import words
from tests.policies.test_models import (
    check_alike,
    check_ease,
    check_length,
    check_secret,
    check_words,
    laid,
    pairs_of,
    read,
)

FILES = read(Path(compacts.__file__).parent / "data")
OVERLAYS = {"outside", "secondary", "court", "community", "special", "charter"}
PAIRS = pairs_of(FILES)
# glossary.md's fixed sentences on what an agreement is not.
NOT_A_CONTRACT = {
    "es": "No es un contrato legal. No tiene que firmarlo.",
    "en": "It is not a legal contract. You do not have to sign it.",
}


def test_there_is_a_text_for_each_section_and_in_short():
    assert set(FILES) == {"general"} | OVERLAYS
    assert set(FILES["general"]) == {"summary"} | {spec.key for spec in COMPACT.sections}
    assert all(set(FILES[name]) <= set(FILES["general"]) for name in OVERLAYS)


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_both_languages_say_the_same_in_the_same_shape(key, pair):
    check_alike(pair)


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_a_text_is_long_enough_and_not_longer(key, pair):
    check_length(key, pair)


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_a_text_is_easy_to_read(key, pair):
    check_ease(key, pair)


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_no_spanish_text_holds_a_word_that_frightens(key, pair):
    check_words(pair)


@pytest.mark.parametrize("name", sorted(name for name in FILES if "summary" in FILES[name]))
def test_in_short_says_that_it_is_not_a_contract(name):
    for code, text in FILES[name]["summary"].items():
        assert NOT_A_CONTRACT[code] in words(text)


@pytest.mark.parametrize(
    "names",
    [("general", "court"), ("general", "secondary", "court"), ("general", "outside", "secondary", "court")],
    ids="-".join,
)
def test_a_school_whose_families_are_the_secret_is_not_told_by_its_agreement(names):
    check_secret(laid(FILES, *names)[1])


def test_where_families_cannot_come_in_the_other_way_stands_with_its_reason():
    access = FILES["court"]["access"]
    assert "privacidad de todos los estudiantes" in access["es"]
    assert "privacy of all students" in access["en"]
