"""All Spanish that families may read, wherever it is kept: the catalogue, the rooms' data, letters, raw templates."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Entries of these contexts may say what the office and the regulation say.
NOT_FOR_FAMILIES = ("official", "staff")
TEMPLATE_TAGS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.S)
IN_ENGLISH = re.compile(r"{% block (?:title_)?en %}.*?{% endblock %}|<(\w+)[^>]* lang=\"en\".*?</\1>", re.S)
# What blocktranslate holds is in the catalogue.
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}", re.S)
MARKUP = re.compile(r"<[^>]*>")
FILLED_IN = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}")


def entries() -> list[polib.POEntry]:
    """The catalogue's entries in use."""
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def for_families() -> list[polib.POEntry]:
    """The entries a parent's page may show."""
    return [entry for entry in entries() if entry.msgctxt not in NOT_FOR_FAMILIES]


def spanish(entry: polib.POEntry) -> list[str]:
    """The Spanish of an entry: one text, or one for each number."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def english(entry: polib.POEntry) -> list[str]:
    """The English of an entry: one text, or one for each number."""
    return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]


def said(text: str) -> str:
    """A text as it is read: without tags, with a short word in place of what is filled in."""
    return MARKUP.sub("", FILLED_IN.sub("hoy", text))


def leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every Spanish text of a data file, under a key `es` or one that ends in `_es`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    elif isinstance(value, str) and (key == "es" or key.endswith("_es")):
        yield key, value


def data() -> dict[str, str]:
    """Spanish of the rooms' data files: "policies/data/general.yaml es 3" -> text."""
    return {
        f"{path.relative_to(ROOT)} {key} {number}": text
        for path in sorted(ROOT.glob("*/data/**/*.yaml"))
        for number, (key, text) in enumerate(leaves(yaml.safe_load(path.read_text(encoding="utf-8"))))
    }


def raw() -> dict[str, str]:
    """Text that stands in templates outside the catalogue, in Spanish or in no language: name -> text."""
    texts = {}
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt") and not path.name.endswith(".en.txt"):
            text = IN_ENGLISH.sub(" ", TRANSLATED.sub(" ", path.read_text(encoding="utf-8")))
            texts[str(path.relative_to(ROOT))] = MARKUP.sub(" ", TEMPLATE_TAGS.sub(" ", text))
    return texts


def letters() -> dict[str, str]:
    """The Spanish letters to families."""
    return {name: text for name, text in raw().items() if name.endswith(".es.txt")}
