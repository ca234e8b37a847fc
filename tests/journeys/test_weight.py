"""What a family's phone must fetch the first time it opens a page: bytes compressed here, and requests."""

from __future__ import annotations

import gzip

import pytest
from django.utils.translation import override

from tests.journeys.pages import PAGES
from tests.journeys.places import PUBLIC

pytestmark = pytest.mark.journey
MOST_BYTES, MOST_REQUESTS = 60 * 1024, 8
FAMILIES = [page for page in PAGES if page.who == PUBLIC and not page.before and not page.posts and not page.lands]


def test_a_first_visit_is_light(visitor, promise):
    heaviest, most = 0, 0
    with promise("WEIGHT") as tally:
        for page in FAMILIES:
            for language in ("es", "en"):
                weight, requests = first_load(visitor(language), page)
                tally.count(weight <= MOST_BYTES and requests <= MOST_REQUESTS)
                heaviest, most = max(heaviest, weight), max(most, requests)
        tally.name = f"WEIGHT of a first visit: at most {heaviest / 1024:.1f} KB, {most} requests;"


def first_load(one, page):
    """Bytes and requests of one page in a window that has seen nothing."""
    answers = []
    one.page.on("response", lambda answer: answers.append(answer))
    with override(one.language):
        path = page.path()
    one.page.goto(one.portal.address + path, wait_until="networkidle")
    seen = [answer for answer in answers if answer.status == 200]
    weight = sum(min(len(gzip.compress(body, 6)), len(body)) for body in (answer.body() for answer in seen))
    one.leave()
    return weight, len([answer for answer in answers if answer.url.startswith("http")])
