"""The page of a document from before the portal: no empty box, and nothing that belongs to another year's."""

from datetime import date

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from tests.cast import moment
from tests.documents.conftest import put_out
from tests.documents.joint import AFTER, DURING, public

pytestmark = pytest.mark.django_db
ASKED = {"es": "Les preguntamos qué piensan", "en": "We asked families what they think"}
MEANS = {"es": "Lo que esto quiere decir para usted", "en": "What this means for you"}


def before(cast, kind="site_policy", texts=None):
    texts = texts or {"whole": "Nos vemos en mayo."}
    return actions.enter_legacy(
        cast.team, kind, 2024, language="es", texts=texts, on=date(2024, 9, 5), by=cast.coordinator
    )


def read(language, query="", kind="policy"):
    with at(AFTER):
        return Client().get(f"/{language}/schools/team-charter/{kind}/{query}").content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_one_whole_text_has_no_box_of_what_it_means(cast, language):
    before(cast, "compact")
    page = read(language, "?year=2024", "compact")
    assert "Nos vemos en mayo." in page
    assert MEANS[language] not in page


@pytest.mark.parametrize("language", ["es", "en"])
def test_control_one_with_a_summary_has_it(cast, language):
    before(cast, "compact", {"summary": "En pocas palabras.", "whole": "Nos vemos en mayo."})
    page = read(language, "?year=2024", "compact")
    assert MEANS[language] in page
    assert "En pocas palabras." in page


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_families_said_stands_beside_the_document_they_were_asked_about_and_the_one_in_force(
    cast, window, language
):
    before(cast)
    # Before the new one is published the old one is in force, and families have been asked.
    assert ASKED[language] in read(language)
    with at(DURING):
        actions.add_contributor(window.document, role="family", count=6, on=DURING.date(), by=cast.coordinator)
    with at(AFTER):
        actions.adopt(window.document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
        actions.publish(window.document, by=cast.coordinator)
    assert ASKED[language] not in read(language, "?year=2024")
    for query in ("", "?year=2026"):
        page = read(language, query)
        assert ASKED[language] in page
        assert f'href="{public("answers/", language)}"' in page


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_older_one_families_were_asked_about_leads_to_what_they_said_of_it(cast, window, language):
    with at(AFTER):
        actions.add_contributor(window.document, role="family", count=6, on=AFTER.date(), by=cast.coordinator)
        actions.adopt(window.document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
        actions.publish(window.document, by=cast.coordinator)
    put_out(cast, year=2027)
    with at(moment("2027-08-10T10:00")):
        page = Client().get(public("?year=2026", language)).content.decode()
        newest = Client().get(public("", language)).content.decode()
    assert f'{public("answers/", language)}?year=2026&amp;for="' in page
    assert ASKED[language] in newest
