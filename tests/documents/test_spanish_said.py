"""Sentences that read badly in Spanish say what they mean now; what the English says stays."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override, pgettext

from accounts.clock import at
from documents import actions
from documents.actions import Said
from documents.models import Comment
from tests.cast import moment, signed_in
from tests.documents.conftest import adopt, approve_all
from tests.documents.joint import DURING, desk, public, say

pytestmark = pytest.mark.django_db
LATER = moment("2026-10-01T10:00")


@pytest.fixture
def two(cast, edition):
    """The edition and one after it."""
    document = edition.document
    with at(LATER):
        actions.take_back(document, by=cast.coordinator)
        for count in (8, 1):
            actions.add_contributor(document, role="family", count=count, on=LATER.date(), by=cast.coordinator)
        approve_all(cast, document)
        adopt(cast, document)
        return edition, actions.publish(document, by=cast.coordinator)


def read(url, who=None):
    with at(LATER):
        return (signed_in(who) if who else Client()).get(url).content.decode()


@pytest.mark.parametrize(
    ("tail", "language", "says"),
    [
        ("?year=2026&edition=1", "es", "Esta es una edición anterior."),
        ("?year=2026&edition=1", "es", "Lea la más reciente de este año escolar"),
        ("?year=2026&edition=1", "en", "This is an older one."),
        ("", "es", "Qué cambió desde la edición anterior"),
        ("", "en", "What changed since the one before"),
        ("", "es", "Pedirlo en papel"),
        ("changes/", "es", "Esta página compara dos ediciones:"),
        ("changes/", "en", "This page puts two side by side:"),
    ],
)
def test_an_edition_is_called_one(two, tail, language, says):
    assert says in read(public(tail, language))


@pytest.mark.parametrize(
    ("language", "many", "one"),
    [
        ("es", "Familia: 8<small>ayudaron con una edición anterior", "Familia: 1<small>ayudó con una edición anterior"),
        ("en", "8<small>helped with an earlier edition", "1<small>helped with an earlier edition"),
    ],
)
def test_one_helped_and_eight_helped(cast, two, language, many, one):
    document = two[1].document
    with at(LATER):
        actions.take_back(document, by=cast.coordinator)
    page = read(desk(document, language=language), cast.coordinator)
    assert many.split(": ")[-1] in page
    assert one.split(": ")[-1] in page


@pytest.mark.parametrize(
    ("tail", "language", "says"),
    [
        ("word/", "es", ["Descargue los textos en Word, pida que alguien los traduzca y suba aquí el archivo."]),
        ("word/", "es", ["Suba el archivo traducido</h2>", "Subir el archivo traducido</button>"]),
        ("word/", "en", ["Bring it back</h2>", "Bring it in</button>"]),
        ("plan/", "es", ["Calcular las fechas a partir del día de la decisión</h1>"]),
        ("plan/", "en", ["Plan back from the decision</h1>"]),
        ("", "es", ["Lo aprueba: Esperanza Muestra", "Lo aprueba: Edith Muster"]),
        ("", "en", ["Approver: Esperanza Muestra", "Approver: Edith Muster"]),
        ("sections/summary/", "es", ["El portal pide esta parte en cada documento, para que las familias lo lean"]),
        ("comments/", "es", ["Todos (0)"]),
        ("comments/", "en", ["All comments (0)"]),
    ],
)
def test_the_desk_says_it_plainly(cast, policy, tail, language, says):
    page = read(desk(policy, tail, language), cast.coordinator)
    for words in says:
        assert words in page


@pytest.mark.parametrize(
    ("language", "family", "other"),
    [("es", "Tal como lo escribió la familia", "Como se dijo"), ("en", "As the family wrote it", "As it was said")],
)
def test_what_a_family_wrote_is_called_so_and_nothing_else(cast, window, language, family, other):
    say(window)
    say(window, "Soy estudiante.", role="student")
    say(window, "Dice el DELAC.", committee="DELAC")
    with at(DURING):
        said = Said(text="Por teléfono.", language="es")
        actions.enter_comment(window.document, said, on=DURING.date(), by=cast.coordinator, form_key="paper")
    for row in Comment.objects.all():
        page = read(desk(window.document, f"comments/{row.pk}/", language), cast.coordinator)
        is_familys = row.text == "La junta es muy tarde."
        assert (family in page) == is_familys, row.text
        assert (other in page) != is_familys, row.text


def test_the_welcome_page_in_spanish(cast, edition):
    page = read("/es/schools/team-charter/welcome/")
    assert "Esto es lo que debe recibir una familia nueva en la escuela" in page
    assert "Hablar con la maestra o el maestro, ayudar en el salón y ver una clase." in page


def test_the_plan_of_goals_bears_the_official_name_of_the_glossary():
    with override("es"):
        named = pgettext("official", "Local Control and Accountability Plan (LCAP)")
    assert named == "Plan de Control Local y Rendimiento de Cuentas (LCAP)"


@pytest.mark.parametrize("model", ["general", "special"])
def test_a_family_chooses_among_several_times(model):
    text = Path(f"compacts/data/{model}.yaml").read_text(encoding="utf-8")
    assert "Usted escoge entre varios horarios" in text
    assert "entre varias horas" not in text
