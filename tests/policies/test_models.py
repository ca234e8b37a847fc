"""The model texts policies and plans start from: two languages, right in length, easy to read, in glossary words."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

import policies
from documents.ease import ease
from documents.gaps import GAP
from documents.markup import words
from policies.kinds import KINDS, SITE_POLICY
from regulation.provisions import PROVISIONS
from tests.locale.words import faults

FOLDER = Path(policies.__file__).parent / "data"
# The file a kind's first document starts from, whole; every other file changes some sections of the site policy.
WHOLE = {"site_policy": "general", "agency-policy": "agency"}
OVERLAYS = {"targeted", "outside", "court", "court_outside", "community", "special", "charter"}
ITEM = re.compile(r"^- ", re.MULTILINE)
# What would tell the sort of a school whose families are the secret.
TELLS = re.compile(
    r"\b(courts?|detention|detained|custody|custodial|juvenile|jail|hall|probation|judge|sentenced?|offen[cs]es?|secure|"
    r"locked|inmates?|facility|released?|corte|tribunal|deten\w+|custodia|juvenil\w*|cárcel|juez|jueza|condena|delito|"
    r"delincuen\w+|encerrad\w+|reclu\w+|intern[oa]s?|centro de|libertad|visita)\b",
    re.IGNORECASE,
)


def read(folder: Path) -> dict[str, Mapping[str, Mapping[str, str]]]:
    """Every file of model texts in a folder: its name, then section, then language."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}


def pairs_of(files):
    """A test's case for every section: file, key, both texts."""
    return [
        pytest.param(key, pair, id=f"{name}-{key}")
        for name, sections in files.items()
        for key, pair in sections.items()
    ]


def laid(files, *names):
    """Sections of the first file with each later one's laid over them, and all their texts in one list."""
    chosen = {key: pair for name in names for key, pair in files[name].items()}
    return chosen, [text for pair in chosen.values() for text in pair.values()]


def check_length(key, pair):
    """In short is 50 to 90 words, a section 60 to 150."""
    shortest, longest = (50, 90) if key == "summary" else (60, 150)
    counts = {code: len(words(text).split()) for code, text in pair.items()}
    assert {code: count for code, count in counts.items() if not shortest <= count <= longest} == {}


def check_ease(key, pair):
    """Spanish by Fernández-Huerta, English by school grade; what is in short is easier still (experience.md)."""
    spanish, english = (85, 6) if key == "summary" else (70, 8)
    assert ease(pair["es"], "es").figure >= spanish
    assert ease(pair["en"], "en").figure <= english


def check_alike(pair):
    """Both languages have the same lists, the same facts to fill in and the school's name as often."""
    assert set(pair) == {"es", "en"}
    for count in (lambda text: len(ITEM.findall(text)), lambda text: text.count("[")):
        assert count(pair["es"]) == count(pair["en"])
    assert ("{school}" in pair["es"]) == ("{school}" in pair["en"])
    for text in pair.values():
        assert len(GAP.findall(text)) == text.count("[") <= 3
        assert text.count("{") == text.count("{school}")


def check_words(pair):
    """No word that frightens, misleads or is English."""
    assert faults(pair["es"]) == []


def check_secret(texts):
    """Nothing tells the sort of school, or its name."""
    assert [text for text in texts if TELLS.search(text) or "{school}" in text] == []


FILES = read(FOLDER)
PAIRS = pairs_of(FILES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_text_for_each_of_its_sections_and_in_short(kind):
    whole = FILES[WHOLE.get(kind.name, kind.name.replace("-", "_"))]
    assert set(whole) == {"summary"} | {spec.key for spec in kind.sections}


def test_every_file_is_a_kinds_own_or_changes_sections_of_the_site_policy():
    own = {WHOLE.get(kind.name, kind.name.replace("-", "_")) for kind in KINDS}
    assert set(FILES) == own | OVERLAYS
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


@pytest.mark.parametrize(
    "names",
    [
        ("general", "court"),
        ("general", "targeted", "court"),
        ("general", "outside", "court", "court_outside"),
    ],
    ids="-".join,
)
def test_a_school_whose_families_are_the_secret_is_not_told_by_its_policy(names):
    chosen, texts = laid(FILES, *names)
    assert set(chosen) == set(FILES["general"])
    check_secret(texts)


@pytest.mark.parametrize("names", [("outside",), ("outside", "court", "court_outside")], ids="-".join)
def test_a_school_without_title_i_promises_no_money_or_meeting_of_title_i(names):
    promises = ("what Title I", "takes part in Title I", "recibe dinero de Título I", "qué es Título I")
    _, texts = laid(FILES, *names)
    assert [text for text in texts for promise in promises if promise in text] == []


def test_the_sections_answer_the_provisions_of_part_b():
    answered = {code for spec in SITE_POLICY.sections for code in spec.provisions}
    assert answered <= set(PROVISIONS)
    assert {f"B{number}" for number in range(1, 9)} <= answered
