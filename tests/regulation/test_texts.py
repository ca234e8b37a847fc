"""What families read: easy, in words of the glossary, and as binding as the regulation is."""

import re

import pytest
import textstat

from regulation.provisions import PROVISIONS
from tests.locale.words import faults

ROWS = list(PROVISIONS.values())
SPANISH = ["label_es", "title_es", "text_es", "asks_staff_es"]


def ease(text: str) -> float:
    """Fernández-Huerta: 70 is easy for most readers, 85 very easy."""
    textstat.set_lang("es")
    return textstat.fernandez_huerta(text)


def grade(text: str) -> float:
    """Flesch-Kincaid. "en-US" counts syllables by pyphen; "en_US" would download a dictionary."""
    textstat.set_lang("en-US")
    return textstat.flesch_kincaid_grade(text)


@pytest.mark.parametrize("name", SPANISH[1:])
def test_every_spanish_text_reads_easily(name):
    measured = {row.code: ease(getattr(row, name)) for row in ROWS}
    assert {code: value for code, value in measured.items() if value < 70} == {}
    assert sum(measured.values()) / 103 >= 88


@pytest.mark.parametrize(("name", "worst", "mean"), [("text_en", 8, 5), ("asks_staff_en", 12, 7)])
def test_every_english_text_reads_easily(name, worst, mean):
    measured = {row.code: grade(getattr(row, name)) for row in ROWS}
    assert {code: value for code, value in measured.items() if value > worst} == {}
    assert sum(measured.values()) / 103 <= mean


def test_the_measures_know_a_hard_text():
    assert ease("La participación significativa de los apoderados contribuye al mejoramiento institucional.") < 40
    assert grade("Meaningful participation of community organizations facilitates institutional improvement.") > 12


@pytest.mark.parametrize("name", SPANISH)
def test_no_word_the_glossary_forbids(name):
    assert {row.code: found for row in ROWS if (found := faults(getattr(row, name)))} == {}


def test_a_text_is_as_binding_as_the_regulation():
    for row in ROWS:
        spanish, english = ("tiene que", "has to") if row.required else ("puede", "may")
        assert spanish in row.text_es, row.code
        assert english in row.text_en, row.code


def test_a_text_has_one_to_four_sentences_in_each_language():
    for row in ROWS:
        for text in (row.text_es, row.text_en):
            assert 1 <= len(re.findall(r"[.?!](?:\s|$)", text)) <= 4, row.code


def test_the_compact_says_that_it_is_no_contract():
    assert "No es un contrato legal y no tiene que firmarlo." in PROVISIONS["B6"].text_es
    assert "not a legal contract" in PROVISIONS["B6"].text_en


def test_titles_and_labels_tell_provisions_of_one_part_apart():
    for which in "ABC":
        rows = [row for row in ROWS if row.part == which]
        for name in ("label_es", "label_en", "title_es", "title_en"):
            assert len({getattr(row, name) for row in rows}) == len(rows), (which, name)
