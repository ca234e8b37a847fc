"""The agreement's page: honest while no agreement is published here; once it is, each part under its own address."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from accounts.clock import at
from documents import actions
from documents.pdf import context
from tests.cast import moment, signed_in
from tests.compliance.year import draft, helped, put_out

pytestmark = pytest.mark.django_db
FIXED = (
    "Este es un acuerdo entre la escuela y las familias. Dice qué hace la escuela, qué hace usted en casa y qué hace su"
    " hijo o hija. No es un contrato legal. No tiene que firmarlo. Usted puede pedir cambios."
)


@pytest.mark.parametrize(
    ("language", "says"),
    [("es", "La escuela todavía no publica aquí su acuerdo."), ("en", "has not published its agreement here yet")],
)
def test_it_says_that_none_is_published_and_what_a_family_can_do(cast, language, says):
    answer = Client().get(f"/{language}/schools/team-charter/compact/")
    page = answer.content.decode()
    assert says in page
    assert "/feedback/" in page
    assert not answer.cookies


def test_the_fixed_sentence_leads_and_the_official_name_stands_once(cast):
    page = Client().get("/es/schools/team-charter/compact/").content.decode()
    assert FIXED in page
    assert page.count("contrato escolar-padres") == 1


def test_it_is_the_same_for_everyone(cast, django_assert_num_queries):
    with django_assert_num_queries(4):
        answer = Client().get("/es/schools/team-charter/compact/")
    assert signed_in(cast.coordinator).get("/es/schools/team-charter/compact/").content == answer.content


def test_a_school_that_is_not_there_has_none(cast):
    assert Client().get("/es/schools/nowhere/compact/").status_code == 404
    assert Client().post("/es/schools/team-charter/compact/").status_code == 405


@pytest.mark.parametrize(
    ("setting", "language", "words"),
    [
        ("", "es", "ver una clase, para saber cómo aprende"),
        ("", "en", "see a class, to know how your child learns"),
        ("14", "es", "hable con la maestra o el maestro por teléfono o por video"),
        ("14", "en", "talk with the teacher by phone or by video"),
    ],
)
def test_how_to_reach_staff_has_an_address_of_its_own_and_a_secure_site_another_way(cast, setting, language, words):
    """B6.c.3: access to staff, helping and watching in class; where families can't come in, what there is instead."""
    school = cast.court if setting else cast.team
    school.type_code = setting or school.type_code
    school.save()
    document = draft(cast, school, "compact")
    helped(cast, document, date(2026, 9, 4))
    put_out(cast, document)
    page = Client().get(f"/{language}/schools/{school.slug}/compact/").content.decode()
    assert page.count('href="#access"') == 1
    assert words in page.split('<section id="access"')[1].split("</section>")[0]


NAMES = {
    "en": ("Agreement between the school and the family, grades 7 and 8", "Grades 7 and 8"),
    "es": ("Acuerdo entre la escuela y la familia, grados 7.º y 8.º", "Grados 7.º y 8.º"),
}


@pytest.fixture
def two_bands(cast):
    """An agreement for the young and one for grades 7 and 8, both published; both documents."""
    made = []
    for variant in ("tk-6", "7-8"):
        document = draft(cast, cast.team, "compact", variant=variant)
        helped(cast, document, date(2026, 9, 4))
        put_out(cast, document)
        made.append(document)
    return made


def asked(path, client=None):
    with at(moment("2026-10-01T09:00")):
        return (client or Client()).get(path, follow=True).content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_family_chooses_the_grade_on_the_schools_page_and_on_the_agreements_own(two_bands, language):
    name, band = NAMES[language]
    here = f"/{language}/schools/team-charter/compact/"
    for path in (f"/{language}/schools/team-charter/", here):
        page = asked(path)
        assert f'href="{here}?for=7-8"' in page
        assert f'href="{here}?for=tk-6"' in page
    page = asked(f"{here}?for=7-8")
    assert f"<h1>{name}</h1>" in page
    assert f"<title>{name}, TEAM Charter" in page
    assert f'?for=7-8" aria-current="page"><b>{band}</b>' in page
    # What stands beside it is named by its grades, and saying that one read it is about the one shown.
    assert page.split('id="h-others"')[1].count("<small>") == 1
    assert "compact/read/?year=2026&amp;edition=1&amp;for=7-8" in page
    assert f"{name}, 2026" in asked(f"{here}read/?year=2026&edition=1&for=7-8")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_grades_stand_beside_the_name_on_every_desk_page_and_on_paper(cast, two_bands, language):
    name, _band = NAMES[language]
    desk = f"/{language}/desk/team-charter/documents/"
    document = two_bands[1]
    client = signed_in(cast.coordinator)
    for tail in ("", f"{document.pk}/", f"{document.pk}/sections/school/"):
        assert name in asked(desk + tail, client), tail
    with override(language):
        source = render_to_string("documents/edition_pdf.html", context(document.editions.get(), language))
    assert f"<h1>{name}</h1>" in source
    assert f"<title>{name}, " in source
    assert f'<p class="top">{document.owner.name}: {name}, ' in source


def test_the_grades_stand_in_the_queues_and_on_the_decision(cast):
    with at(moment("2026-09-01T09:00")):
        document = actions.start(cast.team, "compact", 2026, by=cast.coordinator, variant="7-8")
    client, name = signed_in(cast.coordinator), NAMES["en"][0]
    assert name in asked(f"/en/desk/team-charter/documents/{document.pk}/decision/", client)
    for path in ("/en/desk/team-charter/documents/waiting/", "/en/desk/translations/"):
        assert name in asked(path, signed_in(cast.approver_en)), path
