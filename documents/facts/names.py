"""Given names of children taken out of a text, as a proposal: a person reads it before the public does."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

from people.models import Enrolment

MARKS = {"es": "[nombre]", "en": "[name]"}
WORD = re.compile(r"[^\W\d_]+")
# Words within a name that are no name ("María de la Luz").
SMALL = {"de", "del", "la", "las", "los", "el", "y", "e"}
FEWEST_LETTERS = 2


def given_names(school_id: int) -> frozenset[str]:
    """Given names of the students enrolled at a school, now or once, each word folded. One query."""
    rows = Enrolment.objects.here(school_id, None).order_by().values_list("child__given_name", flat=True).distinct()
    words = {folded(word) for name in rows for word in WORD.findall(name)}
    return frozenset(word for word in words if len(word) >= FEWEST_LETTERS and word not in SMALL)


def masked(text: str, language: str, names: AbstractSet[str]) -> str:
    """The text with a mark in place of every word that is one of these names, whatever its case and accents.

    Names that follow one another are one mark.
    """
    mark = MARKS[language]
    replaced = WORD.sub(
        lambda found: mark if folded(found[0]) in names else found[0], unicodedata.normalize("NFC", text)
    )
    return re.sub(rf"{re.escape(mark)}(?:[ -]{re.escape(mark)})+", mark, replaced)


def known_in(text: str, names: AbstractSet[str]) -> int:
    """How many different words of a text are among these names."""
    return len({folded(word) for word in WORD.findall(text)} & names)


def without(text: str, language: str, name: str) -> str:
    """The text with a mark wherever this name stands, all its words in a row, whatever its case and accents."""
    wanted = [folded(word) for word in WORD.findall(name)]
    words = list(WORD.finditer(text))
    places = [n for n in range(len(words)) if wanted == [folded(one[0]) for one in words[n : n + len(wanted)]]]
    for n in reversed(places if wanted else []):
        text = text[: words[n].start()] + MARKS[language] + text[words[n + len(wanted) - 1].end() :]
    return text


def folded(word: str) -> str:
    """A word for comparing: no case, no accents."""
    bare = unicodedata.normalize("NFKD", word)
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()
