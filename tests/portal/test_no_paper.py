"""Where nothing is published, each page says what is true of the school: one with Title I, or one without."""

from datetime import date

import pytest
from django.test import Client

from documents.actions import enter_legacy
from schools.actions import appoint
from schools.models import Designation
from tests.cast import FIRST_DAY, signed_in

pytestmark = pytest.mark.django_db
ON_PAPER = {"es": "Pida a la escuela la hoja que tiene", "en": "for its policy, on paper"}
NOT_ASKED = {
    ("es", "compact/"): "Esta escuela no tiene que tener un acuerdo.",
    ("en", "compact/"): "This school does not have to have an agreement.",
    ("es", "policy/"): "La escuela no tiene que hacer esta hoja.",
    ("en", "policy/"): "This school does not have to write this page.",
}


def read(slug, page, language="es"):
    return Client().get(f"/{language}/schools/{slug}/{page}").content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("page", ["compact/", "policy/"])
def test_a_school_without_title_i_is_said_to_need_none(cast, language, page):
    said = NOT_ASKED[language, page]
    outside, bound = (read(slug, page, language) for slug in ("special-education", "team-charter"))
    assert said in outside
    assert ON_PAPER[language] not in outside
    assert said not in bound
    for other in ("", "welcome/"):
        assert said in read("special-education", other, language)
        assert said not in read("team-charter", other, language)


def test_one_nobody_confirmed_is_not_said_to_need_none(cast):
    Designation.objects.filter(school=cast.special).update(confirmed_at=None)
    assert NOT_ASKED["es", "compact/"] not in read("special-education", "compact/")


@pytest.mark.parametrize("kind", ["compact", "policy"])
def test_with_nothing_published_nothing_is_called_the_first(cast, kind):
    page = read("team-charter", f"{kind}/changes/")
    assert "Aquí no hay nada que comparar todavía." in page
    assert 'href="/es/schools/team-charter/feedback/"' in page
    assert "primera" not in page


def test_with_one_published_it_is_the_first(cast):
    texts, day = {"B1": "We meet."}, date(2025, 9, 5)
    enter_legacy(cast.team, "site_policy", 2025, language="en", texts=texts, on=day, by=cast.county)
    page = read("team-charter", "policy/changes/", "en")
    assert "This is the first one published here." in page
    assert "Nothing is published here" not in page


def test_strategies_are_found_from_a5_from_sections_and_from_the_menu(cast):
    county, link = signed_in(cast.county), 'href="/es/county/strategies/"'
    assert county.get(f"/es/desk/{cast.office.slug}/why/A5/").content.decode().count(link) == 2
    assert county.get(f"/es/desk/{cast.office.slug}/why/A4/").content.decode().count(link) == 1
    assert county.get("/es/county/sections/").content.decode().count(link) == 2


def test_a_name_that_ends_in_a_stop_ends_its_sentence(cast):
    appoint(cast.coordinator, cast.court, "coordinator", by=cast.county, on=FIRST_DAY)
    page = signed_in(cast.county).get("/en/desk/cruikshank/why/B1/").content.decode()
    assert "coordinator of John F. Cruikshank, Jr." in page
    assert "Jr.." not in page
