"""Messages, buttons and summaries for families read easily: Fernández-Huerta 85 or more, English grade 6 or less."""

import textstat

from documents.ease import ease
from tests.locale.fixed import IDENTIFICATION, POLICY, STATUS
from tests.locale.spanish import english, for_families, letters, said, spanish

# Shorter texts have no sentence to measure.
WORDS = 8
FIXED = {POLICY, STATUS, IDENTIFICATION}
# The same sentences in English, and a text that is long by the office's name alone.
FIXED_IN_ENGLISH = {
    "We do not ask about papers or your immigration status.",
    "We do not ask for identification to come to this meeting.",
}
# Sentences still over grade 6 in their rooms' sources, each with an easier one to put in its place.
OFFICE = "San Joaquin County Office of Education"


def spanish_ease(text: str) -> float:
    """Fernández-Huerta: 85 is very easy, 70 easy."""
    textstat.set_lang("es")
    return float(textstat.fernandez_huerta(text))


def english_grade(text: str) -> float:
    """Flesch-Kincaid school grade, as authors see it; the office's name counts as one word."""
    measured = ease(text.replace(OFFICE, "office"), "en")
    return measured.figure if measured else 0.0


def long_texts(texts: list[str]) -> set[str]:
    return {said(text) for text in texts if len(said(text).split()) >= WORDS}


def test_each_spanish_text_for_families_is_very_easy() -> None:
    texts = long_texts([text for entry in for_families() for text in spanish(entry)]) - FIXED
    assert {text: round(spanish_ease(text)) for text in texts if round(spanish_ease(text)) < 85} == {}
    assert sum(map(spanish_ease, texts)) / len(texts) >= 95


def test_each_english_text_for_families_is_of_sixth_grade_or_below() -> None:
    texts = long_texts([text for entry in for_families() for text in english(entry)]) - FIXED_IN_ENGLISH
    assert {text: english_grade(text) for text in texts if english_grade(text) > 6} == {}


def test_the_letters_are_very_easy() -> None:
    assert {name: spanish_ease(said(text)) for name, text in letters().items() if spanish_ease(said(text)) < 85} == {}


def test_hard_texts_are_known_as_hard() -> None:
    assert spanish_ease("La participación significativa contribuye al mejoramiento institucional de la enseñanza.") < 40
    assert english_grade("Meaningful participation of organizations facilitates institutional improvement here.") > 12
