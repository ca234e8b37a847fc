"""The agreement's page: honest while no agreement is published here."""

import pytest
from django.test import Client

from tests.cast import signed_in

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
