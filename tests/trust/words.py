"""A unique word in every seeded record, and the table of who may see it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

# What a seeded word and a seeded telephone number look like; nothing else in the portal does.
WORD = re.compile(r"qz[a-z]{5}")
PHONE = re.compile(r"2097\d{6}")
NOT_DIGITS = re.compile(r"\D+")
LETTERS = "abcdefghjklmnopqrstuvwxy"
Names = Iterable[str]

COUNTY = ("county", "county_readonly", "reviewer")
# Who at a school, and of those who work for all schools, may read what staff enter; and what families say.
STAFF = frozenset({"coordinator", "assistant", "approver", "liaison", *COUNTY})
READERS = frozenset({"coordinator", "assistant", "liaison", "county", "county_readonly"})
COUNTY_ALONE = frozenset(COUNTY)


@dataclass(frozen=True)
class Word:
    """`kinds` of role at `side` may see it; `own` are the actors whose own it is, `bearers` the links that show it."""

    text: str
    what: str
    side: str
    kinds: frozenset[str]
    own: frozenset[str] = frozenset()
    bearers: frozenset[str] = frozenset()
    is_public: bool = False


class Words:
    """Makes words, and finds them again in whatever the portal says."""

    def __init__(self) -> None:
        self.table: dict[str, Word] = {}
        self._numbers = count(1)

    def new(self, what: str, side: str, kinds: Names, *, own: Names = (), bearers: Names = ()) -> str:
        return self._add(_spelled(next(self._numbers)), what, side, kinds, own, bearers)

    def phone(self, what: str, side: str, kinds: Names, *, own: Names = ()) -> str:
        return self._add(f"2097{next(self._numbers) * 7919 % 10**6:06d}", what, side, kinds, own, ())

    def public(self, what: str, side: str) -> str:
        """A word that everyone reads: shows that the search finds what is there."""
        text = _spelled(next(self._numbers))
        self.table[text] = Word(text, what, side, frozenset(), is_public=True)
        return text

    def _add(self, text: str, what: str, side: str, kinds: Names, own: Names, bearers: Names) -> str:
        self.table[text] = Word(text, what, side, frozenset(kinds), frozenset(own), frozenset(bearers))
        return text

    def found(self, text: str) -> list[Word]:
        """The words that stand in a text, however their letters are cased or their digits parted."""
        lower = text.lower()
        hits = set(WORD.findall(lower))
        if "2097" in (digits := NOT_DIGITS.sub("", lower)):
            hits.update(PHONE.findall(digits))
        return [self.table[hit] for hit in sorted(hits) if hit in self.table]


def _spelled(number: int) -> str:
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return f"qz{letters}"
