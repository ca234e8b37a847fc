"""Reading a page as a person does: its words with the language each is in, and which of them a catalogue translates."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.conf import settings

SILENT = {"script", "style", "svg", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID_BY_ATTRIBUTE = ("alt", "title", "aria-label", "placeholder")
HOLE = re.compile(r"%\([^)]*\)[sd]|%[sd]|\{[a-z_]*\}")
FEWEST_LETTERS = 3


class Reader(HTMLParser):
    """Collects (language, text) of every text a person sees or hears."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, bool]] = [("", language, False)]
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _tag, language, silent = self.open[-1]
        language = given.get("lang") or language
        for name in SAID_BY_ATTRIBUTE:
            self._keep(language, given.get(name))
        if tag == "input" and given.get("type") == "submit":
            self._keep(language, given.get("value"))
        if tag not in VOID:
            self.open.append((tag, language, silent or tag in SILENT))

    def handle_endtag(self, tag: str) -> None:
        if any(one[0] == tag for one in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        _tag, language, silent = self.open[-1]
        if not silent:
            self._keep(language, data)

    def _keep(self, language: str, text: str | None) -> None:
        if words := " ".join((text or "").split()):
            self.texts.append((language, words))


def read(page: str, language: str) -> list[tuple[str, str]]:
    reader = Reader(language)
    reader.feed(page)
    return reader.texts


@lru_cache(maxsize=1)
def english() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the Spanish catalogue turns into other words, or fails to: whole sentences, and sentences with holes."""
    path = Path(settings.LOCALE_PATHS[0]) / "es" / "LC_MESSAGES" / "django.po"
    said: set[str] = set()
    for entry in polib.pofile(str(path)):
        forms = [(entry.msgid, entry.msgstr), (entry.msgid_plural, entry.msgstr_plural.get(1, ""))]
        said.update(" ".join(msgid.split()) for msgid, msgstr in forms if msgid and msgid != msgstr)
    same = {" ".join(entry.msgid.split()) for entry in polib.pofile(str(path)) if entry.msgid == entry.msgstr}
    spanish = {" ".join(entry.msgstr.split()) for entry in polib.pofile(str(path))}
    whole = {text for text in said - same - spanish if not HOLE.search(text) and len(text) >= FEWEST_LETTERS}
    return frozenset(whole), tuple(_pattern(text) for text in said if HOLE.search(text) and _is_telling(text))


def _is_telling(text: str) -> bool:
    """Enough of its own words to be told from another language's."""
    return len(HOLE.sub("", text).split()) >= FEWEST_LETTERS


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+?".join(re.escape(part) for part in HOLE.split(text)))


def untranslated(page: str) -> list[str]:
    """English of ours on a Spanish page, where the page does not say that it is English."""
    whole, patterns = english()
    texts = [text for language, text in read(page, "es") if language == "es"]
    return [text for text in texts if text in whole or any(pattern.fullmatch(text) for pattern in patterns)]
