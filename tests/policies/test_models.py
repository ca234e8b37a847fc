"""The model texts a first policy starts from: both languages, the right length, easy to read, the glossary's words."""

import re

import pytest

from documents.ease import ease
from documents.markup import words
from policies.kinds import SITE_POLICY, _read
from regulation.provisions import PROVISIONS

TEXTS = [
    (name, key, code, text)
    for name in ("general.yaml", "targeted.yaml")
    for key, pair in _read(name).items()
    for code, text in pair.items()
]
# glossary.md: words that frighten or mislead.
FRIGHTENING = re.compile(
    r"\b(póliza|convocatoria|asamblea|citatorio|apoderado|evidencia|provisión|retroalimentación|insumo|guardería|"
    r"aventón|acomodación|concilio|regístrese|registro|identifíquese|reportar|corte|atender|aplicar|inicie sesión|"
    r"email|link|RSVP|ID|app|compacto|pacto|convenio|guardián|tutor|padres)\b|hijo/a|@",
    re.IGNORECASE,
)


def test_every_section_of_the_kind_has_both_texts():
    general = _read("general.yaml")
    assert set(general) == {spec.key for spec in SITE_POLICY.sections}
    assert all(set(pair) == {"es", "en"} for pair in general.values())
    assert set(_read("targeted.yaml")) <= set(general)


@pytest.mark.parametrize(("name", "key", "code", "text"), TEXTS)
def test_a_text_is_eighty_to_a_hundred_and_fifty_words(name, key, code, text):
    assert 80 <= len(words(text).split()) <= 150


@pytest.mark.parametrize(("name", "key", "code", "text"), TEXTS)
def test_a_text_is_easy_to_read(name, key, code, text):
    figure = ease(text, code).figure
    assert figure >= 70 if code == "es" else figure <= 8


@pytest.mark.parametrize(("name", "key", "code", "text"), [one for one in TEXTS if one[2] == "es"])
def test_no_spanish_text_holds_a_word_that_frightens(name, key, code, text):
    # The compact's fixed sentence says what it is not.
    assert not FRIGHTENING.search(text.replace("No es un contrato legal. No tiene que firmarlo.", ""))


def test_the_sections_answer_the_provisions_of_part_b():
    answered = {code for spec in SITE_POLICY.sections for code in spec.provisions}
    assert answered <= set(PROVISIONS)
    assert {f"B{number}" for number in range(1, 9)} <= answered
