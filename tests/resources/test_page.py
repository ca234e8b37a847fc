"""The page says honestly that nothing stands there yet, what will, and what a family can do today."""

import pytest
from django.template import engines

from tests.cast import signed_in
from tests.looks.conftest import Loud

PAGE = "/{}/schools/team-charter/resources/"


@pytest.fixture(autouse=True)
def loud(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Loud("%s"))


@pytest.mark.parametrize(
    ("language", "words"), [("es", ["todavía", "Lo que puede hacer hoy"]), ("en", ["yet", "What you can do today"])]
)
def test_it_is_honest_and_leads_on(cast, client, language, words):
    response = client.get(PAGE.format(language))
    text = response.content.decode()
    for word in [
        *words,
        f'href="/{language}/schools/team-charter/feedback/"',
        f'href="/{language}/schools/team-charter/meetings/"',
    ]:
        assert word in text
    assert f'<html lang="{language}">' in text
    assert not response.cookies


def test_it_is_the_same_for_everyone_in_one_query(cast, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        plain = client.get(PAGE.format("es"))
    assert plain.content == signed_in(cast.coordinator).get(PAGE.format("es")).content
    assert client.post(PAGE.format("es")).status_code == 405
    assert client.get("/es/schools/sjcoe/resources/").status_code == 404
