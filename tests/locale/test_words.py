"""No word that frightens or misleads a family, wherever the portal keeps Spanish."""

import pytest

from tests.locale.spanish import data, for_families, letters, raw, said, spanish
from tests.locale.words import FINE, ROWS, Row, faults


def test_no_entry_for_families_holds_such_a_word() -> None:
    texts = {said(text) for entry in for_families() for text in spanish(entry)}
    assert {text: faults(text) for text in texts if faults(text)} == {}


def test_no_text_of_the_rooms_data_holds_such_a_word() -> None:
    assert {name: faults(said(text)) for name, text in data().items() if faults(said(text))} == {}


def test_no_letter_and_no_raw_text_of_a_template_holds_such_a_word() -> None:
    assert {name: faults(said(text)) for name, text in raw().items() if faults(said(text))} == {}


def test_the_texts_are_found_where_they_are_kept() -> None:
    assert len(for_families()) > 500
    assert len([name for name in data() if name.startswith("regulation/data/provisions.yaml")]) >= 400
    assert any(name.startswith("policies/data/") for name in data())
    assert any("No preguntamos por papeles" in text for text in letters().values())
    assert "No es culpa suya" in raw()["templates/500.html"]
    assert "It is not your fault" not in raw()["templates/500.html"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.pattern[:24])
def test_each_row_catches_its_sentence(row: Row) -> None:
    found = [fault for fault in faults(row.caught) if row.why in fault]
    assert len(found) == 1


@pytest.mark.parametrize("sentence", FINE)
def test_no_row_catches_a_sentence_that_is_fine(sentence: str) -> None:
    assert faults(sentence) == []
