"""A school is offered the bands of grades it serves; what it published for others can still be read."""

from datetime import date

import pytest
from django.test import Client

from accounts.clock import at
from compacts.kinds import COMPACT
from documents.models import Document
from schools.models import School
from tests.cast import moment, signed_in
from tests.compliance.year import draft, helped, put_out

pytestmark = pytest.mark.django_db
LIST = "/en/desk/team-charter/documents/"
ALL = ["", "tk-6", "7-8", "9-12"]


@pytest.mark.parametrize(
    ("served", "offered", "bands"),
    [
        ("K-5", "", ["", "tk-6"]),
        ("", "K-5", ["", "tk-6"]),
        ("6", "", ["", "tk-6"]),
        ("5-7", "K-12", ["", "tk-6", "7-8"]),
        ("7-12", "", ["", "7-8", "9-12"]),
        ("P-Adult", "", ALL),
        ("P", "", [""]),
        ("Adult", "", [""]),
        ("", "", ALL),
        ("U-V", "", ALL),
    ],
)
def test_the_bands_are_those_with_a_grade_the_school_serves(served, offered, bands):
    school = School(grades_served=served, grades_offered=offered)
    assert list(COMPACT.variants(school)) == bands


@pytest.mark.parametrize(("language", "no"), [("en", "Grades 9 to 12"), ("es", "Grados 9.º a 12.º")])
def test_a_school_of_the_lower_grades_begins_no_agreement_for_the_higher_ones(cast, language, no):
    ofelia = signed_in(cast.coordinator)
    with at(moment("2026-09-01T09:00")):
        page = ofelia.get(LIST.replace("/en/", f"/{language}/")).content.decode()
        begun = ofelia.post(f"{LIST}start/", {"kind": "compact", "year": "2026", "variant": "9-12"})
    assert '<option value="tk-6">' in page
    assert '<option value="7-8">' not in page
    assert no not in page
    assert begun.status_code == 404
    assert not Document.objects.exists()


@pytest.mark.parametrize(("language", "word"), [("en", "grades 7 and 8"), ("es", "grados 7.º y 8.º")])
def test_an_agreement_for_grades_no_longer_served_is_still_read(cast, language, word):
    document = draft(cast, cast.team, "compact", variant="7-8")
    helped(cast, document, date(2026, 9, 4))
    put_out(cast, document)
    assert "7-8" not in COMPACT.variants(cast.team)
    with at(moment("2026-10-01T09:00")):
        for path in ("compact/?for=7-8", "compact/", "welcome/"):
            assert word in Client().get(f"/{language}/schools/team-charter/{path}").content.decode().lower(), path
        page = signed_in(cast.coordinator).get(LIST.replace("/en/", f"/{language}/")).content.decode()
    assert word in page


def test_beside_an_agreement_for_some_grades_the_rest_is_begun_and_none_for_all(cast):
    school = cast.one
    School.objects.filter(pk=school.pk).update(grades_served="3-8")
    draft(cast, school, "compact", variant="tk-6")
    county, url = signed_in(cast.county), f"/en/desk/{school.slug}/documents/"
    with at(moment("2026-09-02T09:00")):
        page = county.get(url).content.decode()
        form = page.split('aria-labelledby="begin-compact"')[1].split("</form>")[0]
        assert "Grades 7 and 8" in form
        assert '<input type="hidden" name="variant" value="7-8">' in form
        county.post(f"{url}start/", {"kind": "compact", "year": "2026", "variant": "7-8"})
        assert "begin-compact" not in county.get(url).content.decode()
    assert set(Document.objects.values_list("variant", flat=True)) == {"tk-6", "7-8"}
