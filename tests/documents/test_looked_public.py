"""Families read when a document was looked at again and left as it is, and by how many of whom."""

from datetime import date

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from tests.cast import moment
from tests.documents.conftest import PUBLISHED

pytestmark = pytest.mark.django_db
NOW = moment("2026-12-01T10:00")
SAID = {
    "en": ["Looked at again on Monday, November 2, 2026. Nothing was changed.", "4 family members and 1 teacher."],
    "es": [
        "Se volvió a revisar el lunes 2 de noviembre de 2026. No se cambió nada.",
        "4 mamás, papás o personas a cargo y 1 maestra o maestro.",
    ],
}


def look_again(cast, edition, on=date(2026, 11, 2), **helped):
    with at(moment("2026-11-03T10:00")):
        return actions.reviewed(
            edition.document, on=on, helped=helped or {"teacher": 1, "family": 4}, by=cast.coordinator, note="For us."
        )


def read(language="en", path="policy/"):
    with at(NOW):
        return Client().get(f"/{language}/schools/team-charter/{path}").content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_look_again_stands_in_the_history_with_its_day_and_who_took_part(cast, edition, language):
    assert SAID[language][0] not in read(language)
    row = look_again(cast, edition)
    page = read(language)
    for words in SAID[language]:
        assert words in page
    # What was written down for the office is not for the public, and names no one.
    assert "For us." not in page
    with at(NOW):
        actions.void_review(row, by=cast.coordinator, reason="Another document")
    assert SAID[language][0] not in read(language)


def test_it_stands_beside_other_editions_and_is_gone_with_the_last_of_them(cast, edition):
    look_again(cast, edition)
    look_again(cast, edition, on=date(2026, 10, 5), family=2)
    page = read().split('id="h-others"')[1]
    assert page.index("November 2") < page.index("October 5")
    with at(PUBLISHED):
        actions.void_edition(edition, by=cast.county, reason="The wrong text")
    assert "Looked at again" not in read()


def test_it_is_one_question_more_and_only_where_there_was_a_look(cast, edition, django_assert_num_queries):
    look_again(cast, edition)
    look_again(cast, edition, on=date(2026, 10, 5), family=2)
    client = Client()
    with django_assert_num_queries(7):
        client.get("/en/schools/team-charter/policy/?year=2026")
