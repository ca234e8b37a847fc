"""An agreement from before the portal: for which grades it is, and what the welcome sheet says of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Document, Edition
from tests.cast import moment, signed_in

pytestmark = pytest.mark.django_db
URL = "/{}/desk/team-charter/documents/before/compact/"
NOW = moment("2026-10-14T10:00")
TYPED = {"year": "2024", "language": "es", "on": "2024-09-01", "whole": "Nos cuidamos."}
SAID = {
    "es": ("Es de un año anterior: 2024-25.", "Está solo en español.", "Está solo en inglés.", "No cuesta nada."),
    "en": ("It is an older one, for 2024-25.", "It is only in Spanish.", "It is only in English.", "It costs nothing."),
}


def enter(cast, language="en", **typed):
    with at(NOW):
        return signed_in(cast.coordinator).post(URL.format(language), {**TYPED, **typed}, follow=True).content.decode()


def old(cast, kind="compact", language="es", year=2024, variant=""):
    texts = {"whole": "Nos cuidamos."}
    day = date(2024, 9, 1)
    return actions.enter_legacy(
        cast.team, kind, year, language=language, texts=texts, on=day, by=cast.coordinator, variant=variant
    )


def sheets(language="es"):
    """The welcome page's two sheets by language."""
    with at(NOW):
        page = Client().get(f"/{language}/schools/team-charter/welcome/").content.decode()
    here, there = page.split("<article")[1:]
    other = "en" if language == "es" else "es"
    return {language: here, other: there}


@pytest.mark.parametrize(("language", "asks"), [("en", "For which grades"), ("es", "Para qué grados")])
def test_the_grades_of_an_older_agreement_are_asked_for(cast, language, asks):
    assert asks in signed_in(cast.coordinator).get(URL.format(language)).content.decode()
    assert 'class="errors"' in enter(cast, language)
    assert not Edition.objects.exists()
    assert 'class="errors"' in enter(cast, language, band="9-12")
    enter(cast, language, band="tk-6")
    enter(cast, language, band="whole", year="2023", on="2023-09-01")
    assert set(Document.objects.values_list("for_year", "variant")) == {(2024, "tk-6"), (2023, "")}


def test_a_second_one_for_other_grades_is_no_second_one(cast):
    for band in ("tk-6", "whole"):
        enter(cast, band=band)
    assert Edition.objects.count() == 2
    assert "begun for that year already" in enter(cast, band="tk-6")


def test_a_kind_of_which_a_school_has_one_asks_no_grades(cast):
    url = URL.format("en").replace("compact", "site_policy")
    assert 'name="band"' not in signed_in(cast.coordinator).get(url).content.decode()


@pytest.mark.parametrize("kind", ["compact", "site_policy"])
@pytest.mark.parametrize("code", ["es", "en"])
def test_the_welcome_sheet_says_that_it_is_older_and_in_one_language(cast, kind, code):
    old(cast, kind, code)
    for language, sheet in sheets().items():
        year, spanish, english, costs_nothing = SAID[language]
        assert year in sheet
        assert (spanish in sheet) == (code == "es")
        assert (english in sheet) == (code == "en")
        assert ("explain it to you" in sheet or "se lo expliquemos" in sheet) == (code != language), costs_nothing
        assert "in force" not in sheet


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"on": "2020-01-01"}, "This day is not in that school year or the one before"),
        ({"on": "2025-07-01"}, "This day is not in that school year or the one before"),
        ({"year": "2026", "on": "2026-09-01"}, 'class="errors"'),
    ],
)
def test_a_day_far_from_its_year_and_a_document_of_this_year_are_refused(cast, typed, says):
    assert says in enter(cast, band="tk-6", **typed)
    assert not Edition.objects.exists()


def test_this_years_document_is_begun_here_and_not_entered_as_it_was(cast):
    with at(NOW), pytest.raises(ValidationError, match="Begin this year’s in both languages"):
        actions.enter_legacy(
            cast.team, "compact", 2026, language="es", texts={"whole": "Sí."}, on=NOW.date(), by=cast.coordinator
        )


def test_the_spring_before_a_year_and_its_last_day_are_taken(cast):
    enter(cast, band="tk-6", on="2024-04-02")
    enter(cast, band="whole", on="2025-06-30")
    assert Edition.objects.count() == 2
