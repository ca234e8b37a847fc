"""County staff by keyboard alone: the matrix, why, the record behind, a past day, the CSV, a school confirmed."""

from __future__ import annotations

import csv
import io

import pytest

from accounts.clock import now
from schools.models import Designation
from tests.journeys.places import unconfirmed
from tests.journeys.staff import hired, sign_in

pytestmark = pytest.mark.journey
CELL = "a.cell[href*='/desk/team-charter/why/B1/']"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_county_sees_why_asks_about_a_past_day_and_takes_the_csv(visitor, language):
    one = visitor(language, 1280, accept_downloads=True)
    sign_in(one, hired(f"{language}{now():%H%M%S%f}@condado.invalid", "county"))
    one.is_at("/county/")
    assert "is-complete" in str(one.page.locator(CELL).get_attribute("class"))
    one.follow(one.page.locator(CELL))
    one.sees("Title I" if language == "en" else "Título I")
    one.follow(one.page.locator(".whybox li a").first)
    one.is_at("/")
    one.open(f"/{language}/county/")
    one.fill_date(one.page.locator("#id_on"), "10102026")
    one.follow(one.button(one.staff("Show")))
    assert "on=2026-10-10" in one.page.url
    assert "is-complete" not in str(one.page.locator(CELL).get_attribute("class"))
    rows = taken(one)
    assert {row["school"] for row in rows} >= {"team-charter"}
    assert all("2026-10-10" in row.values() for row in rows)


def taken(one):
    """The CSV of what the page shows."""
    one.reach(one.page.locator("a[href*='matrix.csv']"))
    with one.page.expect_download() as waiting:
        one.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "matrix-2026-27-on-2026-10-10.csv"
    return list(csv.DictReader(io.StringIO(waiting.value.path().read_text())))


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_county_confirms_what_binds_a_school(visitor, language):
    one = visitor(language, 1280)
    sign_in(one, hired(f"{language}{now():%H%M%S%f}@condado.invalid", "county"))
    found = unconfirmed()
    one.follow(one.page.locator("nav a[href$='/county/schools/']"))
    one.follow(one.page.locator(f"main a[href$='/{found['slug']}/']"))
    one.follow(one.button(one.staff("Confirm")))
    one.sees(one.staff("Confirmed."))
    assert not Designation.objects.standing().filter(school__slug=found["slug"], confirmed_at=None).exists()
