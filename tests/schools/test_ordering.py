"""Names stand where a reader looks for them, whatever their case and accents; pages by key go on in that order."""

import pytest
from django.db.models import Value

from accounts.ordering import AsRead
from people.models import Person
from schools.models import School
from tests.cast import school, signed_in

pytestmark = pytest.mark.django_db
NAMES = ["oak.Charter", "Álamo", "Zinnia", "Fiction", "Fábula", "ABLE", "Ñandú", "Nandu"]
READ = ["ABLE", "Álamo", "Fábula", "Fiction", "Nandu", "Ñandú", "oak.Charter", "Zinnia"]


@pytest.fixture
def schools(cast):
    return [school(f"s{n}", name, f"3999999000000{n}") for n, name in enumerate(NAMES)]


@pytest.mark.parametrize("path", ["/es/county/schools/", "/es/desk/", "/es/county/?year=2026"])
def test_schools_are_listed_as_they_are_read(cast, schools, path):
    found = list(School.objects.filter(slug__in=[f"s{n}" for n in range(8)]).by_name().values_list("name", flat=True))
    assert [name for name in found if "and" not in name.lower()] == [name for name in READ if "and" not in name.lower()]
    page = signed_in(cast.county).get(path).content.decode()
    shown = [name for name in READ if name in page.split("<main")[1]]
    assert shown
    assert sorted(shown, key=page.split("<main")[1].index) == [name for name in found if name in shown]


def test_each_page_by_key_goes_on_where_the_last_one_ended(cast, schools):
    rows = list(School.objects.by_name())
    for n, row in enumerate(rows):
        assert list(School.objects.after(row)) == rows[n + 1 :]


def test_families_are_listed_and_paged_so_too(cast):
    Person.objects.exclude(family_name="").update(family_name="Zz")
    for family, given in [
        ("Fiction", "ana"),
        ("Fábula", "Zoe"),
        ("fabula", "Ana"),
        ("de la Cruz", "Eva"),
        ("", "Óscar"),
    ]:
        Person.objects.create(family_name=family, given_name=given)
    rows = list(Person.objects.by_name())
    named = [row.family_name for row in rows if row.family_name in ("Fiction", "Fábula", "fabula", "de la Cruz")]
    assert named == ["de la Cruz", "fabula", "Fábula", "Fiction"]
    for n, row in enumerate(rows):
        assert list(Person.objects.after(row).by_name()) == rows[n + 1 :]


def test_control_the_database_alone_puts_case_and_accents_apart(cast, schools):
    assert School.objects.annotate(read=AsRead(Value("ÁÉÍÓÚÜÑ áéíóúüñ"))).first().read == "aeiouun aeiouun"
