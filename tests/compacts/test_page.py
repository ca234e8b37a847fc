"""The agreement's page: honest while no agreement is published here; once it is, each part under its own address."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import signed_in
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
    with django_assert_num_queries(3):
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
