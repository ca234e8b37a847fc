"""T21: lists don't grow queries: the same number at 1, 100 and 1,000 rows."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.clock import at
from meetings.querysets import MeetingQuerySet
from tests.cast import Cast, signed_in
from tests.servers.promises import IS_FULL
from tests.trust import many
from tests.trust.addresses import by_name
from tests.trust.world import NOW

SIZES = (1, 100, 1000) if IS_FULL else (1, 30)


class Listed(NamedTuple):
    """A page, who reads it, and what it grows with."""

    name: str
    who: str
    grow: Callable[[Cast, int], Any]
    takes: str = "slug"


PAGES = (
    Listed("home", "coordinator", many.schools, ""),
    Listed("county:matrix", "county", many.schools, ""),
    Listed("county:csv", "county", many.schools, ""),
    Listed("schools_county:list", "county", many.schools, ""),
    Listed("desk:home", "county", many.schools, ""),
    Listed("schools_county:detail", "county", many.roles),
    Listed("home", "coordinator", many.meetings, ""),
    Listed("school", "coordinator", many.meetings),
    Listed("meetings:list", "coordinator", many.meetings),
    Listed("meetings:calendar", "coordinator", many.meetings),
    Listed("meetings_desk:list", "coordinator", many.meetings),
    Listed("meetings_desk:page", "coordinator", many.answers, "slug pk"),
    Listed("people_desk:list", "coordinator", many.families),
    Listed("feedback_desk:list", "coordinator", many.requests),
    Listed("compliance_desk:list", "coordinator", many.actions),
    Listed("desk:year", "coordinator", many.actions),
    Listed("desk:year", "coordinator", many.requests),
    Listed("desk:why", "coordinator", many.actions, "slug code"),
    Listed("notices_desk:list", "coordinator", many.notices),
    Listed("notices_desk:page", "coordinator", many.recipients, "slug pk"),
    Listed("notices_desk:paper", "coordinator", many.recipients, "slug pk"),
    Listed("documents_desk:list", "coordinator", many.documents),
    Listed("documents_desk:page", "coordinator", many.documents, "slug pk"),
    Listed("documents_desk:queue", "approver_es", many.documents),
    Listed("translations:desk", "county", many.texts, ""),
    Listed("translations:desk", "approver_es", many.texts, ""),
    Listed("documents_county:list", "county", many.texts, ""),
    Listed("strategies_county:list", "county", many.texts, ""),
    Listed("documents_desk:word", "coordinator", many.texts, "slug pk"),
)


class Undone(Exception):
    """Takes the rows away again."""


def queries(cast: Cast, page: Listed, size: int) -> int:
    """How many queries the page takes with so many rows more."""
    try:
        with transaction.atomic(), at(NOW):
            made = page.grow(cast, size)
            known = {"slug": cast.team.slug, "pk": getattr(made, "pk", None), "code": "B7.a"}
            url = by_name()[page.name].url(**{name: known[name] for name in page.takes.split()})
            client = signed_in(getattr(cast, page.who))
            with CaptureQueriesContext(connection) as counted:
                response = client.get(url)
            assert response.status_code == 200, (page.name, response.status_code)
            raise Undone
    except Undone:
        return len(counted)


def grown(cast: Cast) -> tuple[int, list[str]]:
    wrong = []
    for page in PAGES:
        counts = [queries(cast, page, size) for size in SIZES]
        if len(set(counts)) > 1:
            wrong.append(f"{page.name} with {page.grow.__name__}: {dict(zip(SIZES, counts, strict=True))}")
    return len(PAGES) * len(SIZES), wrong


def test_no_list_takes_more_queries_for_more_rows(cast, promise):
    with promise("T21") as tally:
        tally.n, wrong = grown(cast)
        tally.bad = len(wrong)
        assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", [SIZES[-1]])
def test_a_list_that_forgets_to_read_ahead_is_noticed(cast, monkeypatch, size):
    monkeypatch.setattr(MeetingQuerySet, "complete", lambda self: self)
    page = Listed("meetings_desk:list", "coordinator", many.meetings)
    assert queries(cast, page, size) > queries(cast, page, 1)
