"""The 103 provisions: the table the whole matrix rests on."""

from collections import Counter
from dataclasses import FrozenInstanceError

import pytest
import yaml
from django.utils import translation

from regulation.choices import Cadence, Extent, Force, Part
from regulation.provisions import PROVISIONS, SOURCE, canonical, children, neighbours, of_part, parent, part, read

# Counted in the regulation itself: (part, force) -> provisions.
COUNTED = {
    ("A", "shall"): 19,
    ("A", "may"): 16,
    ("B", "shall"): 27,
    ("B", "may"): 19,
    ("C", "shall"): 5,
    ("C", "may"): 17,
}
CADENCES = {"annual": 69, "ongoing": 20, "standing": 9, "event": 5}
PRACTICABLE = {"A3", "B6.c.4", "B7.b", "B7.d", "B7.e", "B8", "C3.d"}


@pytest.fixture
def rows():
    """The file's rows, fresh, to be spoilt."""
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))


def test_there_are_103_provisions_and_as_many_of_each_force_as_the_regulation_has():
    assert len(PROVISIONS) == 103
    assert Counter((p.part.value, p.force.value) for p in PROVISIONS.values()) == COUNTED
    assert [len(of_part(which)) for which in Part] == [35, 46, 22]


def test_cadences_extents_and_federal_sources_are_the_regulations():
    assert Counter(p.cadence.value for p in PROVISIONS.values()) == CADENCES
    assert {p.code for p in PROVISIONS.values() if p.practicable} == PRACTICABLE
    assert sum(1 for p in PROVISIONS.values() if p.usc) == 46
    assert (PROVISIONS["B1"].usc, PROVISIONS["A4.do.a"].usc) == ("6318(c)(1)", "")


def test_the_order_is_the_regulations():
    codes = list(PROVISIONS)
    assert codes[0] == "A1"
    assert codes[-1] == "C5.b"
    assert codes[codes.index("A4") : codes.index("A5")] == [
        "A4", "A4.find.a", "A4.find.b", "A4.find.c", "A4.do.a", "A4.do.b", "A4.do.c", "A4.inform",
    ]  # fmt: skip
    assert codes[codes.index("B9") :][:4] == ["B9", "B10", "B11", "C1"]


def test_a_provision_knows_its_part_and_words_are_typed():
    assert part("B7.opt.a") == Part.B
    row = PROVISIONS["B7.e"]
    assert (row.force, row.cadence, row.extent) == (Force.SHALL, Cadence.ONGOING, Extent.PRACTICABLE)
    assert PROVISIONS["B9"].required is False


def test_parents_children_and_neighbours_follow_the_letters():
    assert [parent(code) for code in ("B6.c.1", "B6.c", "B6", "A4.find.a", "B7.opt.q", "B3.process")] == [
        "B6.c", "B6", None, "A4", "B7", "B3",
    ]  # fmt: skip
    assert [child.code for child in children("B6")] == ["B6.a", "B6.b", "B6.c"]
    assert children("B1") == ()
    before, after = neighbours("B0")
    assert (before.code, after.code) == ("A7", "B1")
    assert neighbours("A1")[0] is None
    assert neighbours("C5.b")[1] is None


def test_a_code_is_found_whatever_its_case():
    assert canonical("b7.OPT.a") == "B7.opt.a"
    assert canonical("B12") is None


def test_words_come_in_the_active_language_and_spanish_is_the_first():
    row = PROVISIONS["B1"]
    with translation.override("en"):
        assert (row.label(), row.title, row.label("es")) == ("Yearly meeting", row.title_en, "Junta anual")
    with translation.override("es"):
        assert (row.label(), row.text, row.asks_staff) == ("Junta anual", row.text_es, row.asks_staff_es)
    with translation.override(None):
        assert row.title == row.title_es


def test_nothing_can_be_changed_while_running():
    with pytest.raises(FrozenInstanceError):
        PROVISIONS["B1"].force = Force.MAY
    with pytest.raises(TypeError):
        PROVISIONS["B1"] = PROVISIONS["B2"]


def test_the_file_as_it_stands_is_accepted(rows):
    assert read(rows) == dict(PROVISIONS)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda rows: rows["B1"].update(colour="red"), "unknown keys"),
        (lambda rows: rows["B1"].pop("text_es"), "missing"),
        (lambda rows: rows["B1"].update(title_en=""), "missing"),
        (lambda rows: rows["B1"].update(label_es="Junta anual para todas las familias"), "24 characters"),
        (lambda rows: rows["B1"].update(force="should"), "not a valid Force"),
        (lambda rows: rows.pop("C5.b"), "103 provisions expected"),
    ],
)
def test_a_spoilt_file_is_refused_at_the_start(rows, spoil, sentence):
    spoil(rows)
    with pytest.raises(ValueError, match=sentence):
        read(rows)
