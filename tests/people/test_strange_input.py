"""Whatever is typed or sent gets an answer of ours, never a crash."""

import pytest

from people.models import Person
from tests.cast import signed_in
from tests.people.test_desk import EVERYTHING, pages, url
from tests.schools.test_county_pages import FACTS
from tests.schools.test_county_pages import url as county
from tests.servers.promises import IS_FULL

STRANGE = [
    "\0",
    "a\0b",
    "\u202e",
    "\ud7ff\ufffe",
    "x" * 100_000,
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "-1",
    "9" * 40,
    "²",
    "%s %(name)s {name}",
    "<script>alert(1)</script>",
    "'; DROP TABLE people_person; --",
    "",
]
# A third of them in `make test`, all in `make trust`.
TEXTS = STRANGE if IS_FULL else STRANGE[::3]


def fields(client, page):
    """The names a page's form asks for."""
    shown = client.get(url(*page))
    return list(shown.context["form"].fields) if shown.status_code == 200 and "form" in shown.context else ["words"]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_field_of_the_families_forms(cast, text):
    client = signed_in(cast.coordinator)
    for page in pages(cast.ana):
        for field in fields(client, page):
            answer = client.post(url(*page), EVERYTHING | {field: text})
            assert answer.status_code in (200, 302, 404, 405), (page, field)
            assert b"<script>alert" not in answer.content
    assert Person.objects.filter(pk=cast.ana.pk).exists()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_field_of_the_countys_forms(cast, text):
    client = signed_in(cast.county)
    for page in ("designate", "appoint"):
        typed = FACTS | {"email": cast.elsewhere.email, "kind": "reviewer", "language": "es"}
        for field in typed:
            answer = client.post(county(page, "sjcoe"), typed | {field: text})
            assert answer.status_code in (200, 302), (page, field)
    assert client.post(county("end_role", "team-charter", 1), {"ends_on": text}).status_code in (200, 302, 404)


@pytest.mark.parametrize("text", STRANGE[:4] + STRANGE[5:], ids=range(len(STRANGE) - 1))
def test_every_filter(cast, text):
    for name in ("after", "letter", "grade", "reads"):
        assert signed_in(cast.coordinator).get(url("list"), {name: text}).status_code == 200
    for name in ("after", "on", "show"):
        assert signed_in(cast.county).get(county("list"), {name: text}).status_code == 200
