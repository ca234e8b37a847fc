"""Reading ease, a hint to authors: the glossary's measured sentences come out as they were measured."""

import pytest

from documents.ease import ease

DISSENT = (
    "Si este plan no le parece bien, díganos. Lo que usted diga se manda junto con el plan a la oficina del condado."
    " No tiene que dar su nombre. Nadie puede castigar a su hijo o hija por lo que usted diga."
)
POLICY = (
    "Esta hoja dice cómo la escuela trabaja con las familias: cuándo hay juntas, cómo le avisamos y cómo puede opinar."
    " La escribimos con familias como la suya."
)


def test_what_is_shown_stays_on_its_scale():
    easy, hard = ease("Yo sí. Tú no.", "es"), ease("Internacionalización interdepartamental administrativa.", "es")
    assert (easy.shown, hard.shown) == (100, 0)
    assert easy.figure > 100
    assert hard.figure < 0
    assert ease("We go. We do.", "en").shown == 0


@pytest.mark.parametrize(("text", "figure"), [(DISSENT, 103), (POLICY, 78)])
def test_spanish_is_measured_as_the_glossary_was(text, figure):
    assert ease(text, "es").figure == figure
    assert ease(text, "es").met


def test_easy_english_reads_easier_than_hard_english():
    easy = ease("We call you. You can say no. It is free.", "en")
    hard = ease("Notwithstanding aforementioned stipulations, parental involvement necessitates documentation.", "en")
    assert easy.met
    assert not hard.met
    assert hard.figure > 12
    assert hard.bar == 100


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_written_has_no_figure(language):
    assert ease("", language) is None
    assert ease("**", language) is None or ease("**", language).figure is not None


def test_list_items_count_as_sentences():
    listed = ease("You can ask for:\n\n- an interpreter;\n- child care;\n- a ride to the meeting and back.", "en")
    run_on = ease("You can ask for an interpreter and child care and a ride to the meeting and back", "en")
    assert listed.figure < run_on.figure
