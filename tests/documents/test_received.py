"""Received and read: a choice, no signature, no name; two taps are one; the desk sees how many and never who."""

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.actions.reading import received
from documents.models import Receipt
from tests.cast import moment, signed_in
from tests.compliance.year import draft, helped, put_out
from tests.documents.conftest import BOTH
from tests.documents.test_two_taps import AT_ONCE, done, together

pytestmark = pytest.mark.django_db
LATER = moment("2026-10-01T10:00")
READ = "/schools/team-charter/policy/read/"


@pytest.fixture
def compact(cast):
    document = draft(cast, cast.team, "compact")
    helped(cast, document, moment("2026-09-04T10:00").date())
    return put_out(cast, document)


def tap(language="es", path=READ, client=None, **changes):
    with at(LATER):
        return (client or Client()).post(f"/{language}{path}", {"key": "k1", "website": "", **changes})


@pytest.mark.parametrize(("language", "words"), [("es", "Gracias por avisar"), ("en", "Thank you for telling us")])
def test_a_tap_counts_a_reader_in_its_language_without_a_name(edition, language, words):
    response = tap(language)
    assert response.status_code == 302
    with at(LATER):
        assert words in Client().get(response["Location"]).content.decode()
    row = Receipt.objects.get()
    assert (row.edition, row.language, row.person) == (edition, language, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "No es un contrato legal. No tiene que firmarlo."),
        ("en", "It is not a legal contract. You don&#x27;t have to sign it."),
    ],
)
def test_a_compact_says_that_it_is_no_contract_and_wants_no_signature(compact, language, words):
    with at(LATER):
        form = Client().get(f"/{language}/schools/team-charter/compact/read/").content.decode()
        page = Client().get(f"/{language}/schools/team-charter/compact/").content.decode()
    assert words.replace("&#x27;", "'") in form.replace("&#x27;", "'")
    assert words.replace("&#x27;", "'") in page.replace("&#x27;", "'")
    assert f"/{language}/schools/team-charter/compact/read/" in page


def test_two_taps_are_one_and_two_families_are_two(edition):
    tap()
    tap()
    assert Receipt.objects.count() == 1
    tap(key="k2")
    assert Receipt.objects.count() == 2


def test_eight_at_once_are_one(shared_database, cast):
    from tests.documents.conftest import put_out as published

    edition = published(cast)
    tries = [lambda: received(edition, language="es", form_key="same", sender="10.0.0.1")] * AT_ONCE
    assert done(together(*tries))
    assert Receipt.objects.count() == 1


def test_a_machine_and_a_flood_are_stopped(edition):
    assert tap(website="http://spam").status_code == 200
    assert not Receipt.objects.exists()
    answers = [tap(key=f"k{n}").status_code for n in range(80)]
    assert answers[0] == 302
    assert answers[-1] == 200
    assert Receipt.objects.count() == answers.count(302)


def test_a_language_switch_counts_nothing(edition):
    page = tap("en", switch_language="1")
    assert page.status_code == 200
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("language", BOTH)
def test_nothing_published_or_another_kind_has_no_such_page(cast, language):
    with at(LATER):
        assert Client().get(f"/{language}{READ}").status_code == 404
        put_out(cast, draft(cast, cast.team, "report-card"))
        assert Client().get(f"/{language}/schools/team-charter/documents/report-card/read/").status_code == 404


def test_the_thanks_cannot_be_had_without_the_tap(edition):
    assert Client().get(f"/es{READ}done/?r=invented")["Location"] == "/es/schools/team-charter/policy/"


def test_one_taken_back_counts_no_reader(cast, edition):
    with at(LATER):
        actions.void_edition(edition, by=cast.county, reason="A mistake")
    assert tap().status_code == 404


def test_the_desk_sees_how_many_by_language(cast, edition):
    tap("es")
    tap("es", key="k2")
    tap("en", key="k3")
    with at(LATER):
        page = signed_in(cast.coordinator).get(f"/en/desk/team-charter/documents/{edition.document_id}/voice/")
    assert "In Spanish: 2. In English: 1." in page.content.decode()


def test_the_reading_page_itself_sets_no_cookie(edition):
    with at(LATER):
        page = Client().get("/es/schools/team-charter/policy/")
    assert not page.cookies
    assert f"/es{READ}?year=2026&amp;edition=1" in page.content.decode()
