"""How easy a text is to read: a hint to its authors, never a block.

Spanish: Fernández-Huerta (100 easy, 0 hard). English: Flesch-Kincaid school grade. Sentences, words and Spanish
syllables are counted as textstat counts them; its English needs a dictionary fetched from the network at run time,
so English syllables are counted here by the sound of their letters.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pyphen import Pyphen

from documents.markup import sentences

# Aims of experience.md for documents.
AIM = {"es": 70, "en": 6}
WORST_GRADE = 12
SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
MARKS = re.compile(r"[^\w\s']")
SHORT = 2
VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$")
SILENT_ENDING = re.compile(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzcgh])es$")
# Two vowels written together and spoken apart.
APART = re.compile(r"ia(?!l|n\b)|eo|io(?!n|us)|iou(?!s)|ua(?!r|l)|uou|ying|[aeiou]ing|ier\b|ism\b")


class Ease(NamedTuple):
    """A text's figure, what is aimed at, whether it is met, and how full the bar is drawn (0 to 100)."""

    figure: float
    aim: int
    met: bool
    bar: int
    aim_bar: int
    # The figure as people read it: no ease beyond 0 and 100, no grade below 0.
    shown: float


def ease(text: str, language: str) -> Ease | None:
    """Reading ease of a text in Markdown; None for a text without a sentence."""
    spoken = sentences(text)
    said = [len(sentence.split()) for sentence in SENTENCE.findall(spoken)]
    count = max(1, len([length for length in said if length > SHORT]))
    words = MARKS.sub("", spoken.replace("’", "'")).lower().split()
    if not words:
        return None
    length, sounds = len(words) / count, sum(_syllables(word, language) for word in words) / len(words)
    if language == "es":
        figure = 206.84 - 60 * sounds - 1.02 * length
        return Ease(round(figure), AIM["es"], figure >= AIM["es"], _percent(figure), AIM["es"], _percent(figure))
    figure = round(0.39 * length + 11.8 * sounds - 15.59, 1)
    grades = 100 / WORST_GRADE
    return Ease(
        figure, AIM["en"], figure <= AIM["en"], _percent(figure * grades), round(AIM["en"] * grades), max(0.0, figure)
    )


def _syllables(word: str, language: str) -> int:
    return _english(word) if language == "en" else len(_spanish().positions(word)) + 1


@lru_cache(maxsize=1)
def _spanish() -> Pyphen:
    return Pyphen(lang="es")


@lru_cache(maxsize=4096)
def _english(word: str) -> int:
    """Syllables of an English word by its letters: groups of vowels, without silent endings."""
    word = SILENT_E.sub("", SILENT_ENDING.sub("", word.replace("'", "")))
    return max(1, len(VOWELS.findall(word)) + len(APART.findall(word)))


def _percent(value: float) -> int:
    return round(min(100.0, max(0.0, value)))
