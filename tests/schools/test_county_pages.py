"""The county's pages on schools: who opens and changes them, in both languages, at any number of schools."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from schools.actions import close, count_students, designate
from schools.models import Designation, School, StaffRole
from tests.cast import FIRST_DAY, signed_in, staff
from tests.schools.queries import own_queries

FACTS = {
    "on": "2026-07-01",
    "governed": "yes",
    "operator": "charter",
    "agency": "TEAM Charter",
    "title_i": "targeted",
    "part": "",
    "reason": "",
}


def url(name, *args, language="en"):
    with override(language):
        return reverse(f"schools_county:{name}", args=args)


@pytest.fixture
def unbound(cast):
    return School.objects.create(
        slug="unbound", name="Unbound", cds="39103970142539", charter=True, federal_agency="0691151"
    )


@pytest.fixture
def pages(cast, unbound):
    """Every address of these pages, with one object of each kind."""
    row = designate(unbound, title_i="schoolwide", on=FIRST_DAY, by=cast.county)
    role = StaffRole.objects.get(user=cast.assistant)
    count = count_students(cast.team, on=FIRST_DAY, students=9, english_learners=None, by=cast.county)
    return [
        ("list",),
        ("detail", "unbound"),
        ("designate", "unbound"),
        ("confirm", "unbound", row.pk),
        ("void", "unbound", row.pk),
        ("appoint", "unbound"),
        ("end_role", "team-charter", role.pk),
        ("add_day", "team-charter"),
        ("void_day", "team-charter", close(cast.team, date(2026, 11, 27), "Staff day", by=cast.county).pk),
        ("add_count", "team-charter"),
        ("void_count", "team-charter", count.pk),
    ]


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_page_opens_for_county_staff_in_both_languages(cast, pages, language):
    client = signed_in(cast.county)
    for page in pages:
        answer = client.get(url(*page, language=language))
        assert answer.status_code == (405 if page[0] == "confirm" else 200), page


@pytest.mark.parametrize("who", ["coordinator", "assistant", "approver_es", "elsewhere"])
def test_the_pages_read_as_absent_for_school_staff(cast, pages, who):
    client = signed_in(getattr(cast, who))
    for page in pages:
        assert client.get(url(*page)).status_code == 404, page
        assert client.post(url(*page)).status_code == 404, page


def test_a_family_finds_nothing_and_a_stranger_signs_in(cast, pages, client):
    family = signed_in(cast.ana.user)
    for page in pages:
        assert family.get(url(*page)).status_code == 404, page
        assert client.get(url(*page)).status_code == 302, page
        asked = client.post(url(*page))
        assert "/account/login/" in asked.headers.get("Location", asked.content.decode()), page


def test_county_read_only_sees_and_changes_nothing(cast, pages):
    client = signed_in(cast.readonly)
    assert client.get(url("list")).status_code == 200
    assert client.get(url("detail", "unbound")).status_code == 200
    before = list(Designation.objects.values()) + list(StaffRole.objects.values())
    for page in pages[2:]:
        assert client.post(url(*page), FACTS | {"reason": "x", "ends_on": "2026-12-01"}).status_code == 404, page
    assert list(Designation.objects.values()) + list(StaffRole.objects.values()) == before


def test_buttons_are_hidden_from_those_who_may_not_use_them(cast, pages):
    shown = signed_in(cast.county).get(url("detail", "unbound")).content.decode()
    hidden = signed_in(cast.readonly).get(url("detail", "unbound")).content.decode()
    for page in (("designate", "unbound"), ("appoint", "unbound"), pages[3], pages[4]):
        assert f'"{url(*page)}"' in shown
        assert f'"{url(*page)}"' not in hidden


def test_new_facts_are_entered_and_confirmed(cast, unbound):
    client = signed_in(cast.county)
    assert "To confirm" in client.get(url("detail", "unbound")).content.decode()
    assert client.post(url("designate", "unbound"), FACTS).status_code == 302
    row = Designation.objects.get(school=unbound)
    assert (row.title_i, row.governed, row.agency, row.confirmed_at) == ("targeted", True, "TEAM Charter", None)
    client.post(url("confirm", "unbound", row.pk))
    assert Designation.objects.standing().get(school=unbound).confirmed_by == cast.county
    assert "Part B" in client.get(url("detail", "unbound")).content.decode()


def test_a_decided_part_without_its_reason_comes_back_with_what_was_typed(cast, unbound):
    facts = FACTS | {"title_i": "neglected", "part": "C", "agency": "Somebody typed this"}
    answer = signed_in(cast.county).post(url("designate", "unbound"), facts)
    assert answer.status_code == 200
    assert "Somebody typed this" in answer.content.decode()
    assert "Write why the office decided" in answer.content.decode()
    assert not Designation.objects.filter(school=unbound).exists()


def test_switching_the_language_keeps_what_was_typed_and_saves_nothing(cast, unbound):
    facts = FACTS | {"on": "", "agency": "Half typed", "switch_language": "es"}
    answer = signed_in(cast.county).post(url("designate", "unbound", language="es"), facts).content.decode()
    assert "Half typed" in answer
    assert "usa-error-message" not in answer
    assert not Designation.objects.filter(school=unbound).exists()


def test_a_designation_of_another_school_is_absent_here(cast, unbound):
    row = Designation.objects.standing().get(school=cast.team)
    client = signed_in(cast.county)
    assert client.post(url("confirm", "unbound", row.pk)).status_code == 404
    assert client.post(url("void", "unbound", row.pk), {"reason": "x"}).status_code == 404


def test_confirming_twice_says_so(cast, unbound):
    client = signed_in(cast.county)
    row = Designation.objects.standing().get(school=cast.team)
    answer = client.post(url("confirm", "team-charter", row.pk), follow=True)
    assert "confirmed already" in answer.content.decode()


def test_a_role_is_given_by_the_address_of_a_staff_account(cast, unbound):
    client, new = signed_in(cast.county), staff("nueva@team.invalid", "Nuria Nueva")
    form = {"email": "Nueva@team.invalid", "kind": "coordinator", "language": "", "on": "2026-08-03"}
    assert client.post(url("appoint", "unbound"), form).status_code == 302
    assert StaffRole.objects.get(user=new).school == unbound
    assert "Nuria Nueva" in client.get(url("detail", "unbound")).content.decode()


@pytest.mark.parametrize("email", ["nobody@team.invalid", "ana@families.invalid"])
def test_no_role_for_an_address_without_a_staff_account(cast, unbound, email):
    form = {"email": email, "kind": "coordinator", "language": "", "on": "2026-08-03"}
    answer = signed_in(cast.county).post(url("appoint", "unbound"), form)
    assert "No staff account in use has this address" in answer.content.decode()
    assert User.objects.get(email="ana@families.invalid").kind == "family"


def test_no_county_role_is_offered_at_a_school(cast, unbound):
    form = {"email": cast.elsewhere.email, "kind": "county", "language": "", "on": "2026-08-03"}
    assert signed_in(cast.county).post(url("appoint", "unbound"), form).status_code == 200
    assert not StaffRole.objects.filter(user=cast.elsewhere, kind="county").exists()


def test_an_ended_role_opens_no_page_from_the_next_request_on(cast):
    client, working = signed_in(cast.county), signed_in(cast.elsewhere)
    assert working.get("/en/desk/one-charter/families/").status_code == 200
    role = StaffRole.objects.get(user=cast.elsewhere)
    client.post(url("end_role", "one-charter", role.pk), {"ends_on": "2026-08-03"})
    assert working.get("/en/desk/one-charter/families/").status_code == 404


def test_the_list_asks_for_a_past_day(cast):
    shown = signed_in(cast.county).get(url("list"), {"on": "2026-08-02"}).content.decode()
    assert "Nothing is entered yet" in shown
    assert "Sunday, August 2, 2026" in shown


@pytest.mark.parametrize("query", [{"on": "not a day"}, {"show": "x"}, {"after": "nowhere"}, {"on": "0001-01-01"}])
def test_a_filter_that_makes_no_sense_is_left_aside(cast, query):
    assert signed_in(cast.county).get(url("list"), query).status_code == 200


def test_only_what_is_to_be_confirmed_can_be_listed(cast, unbound):
    shown = signed_in(cast.county).get(url("list"), {"show": "confirm"}).content.decode()
    assert "Unbound" in shown
    assert "TEAM Charter" not in shown.split("<table", 1)[1]


def test_a_long_list_goes_on_by_key_and_shows_each_school_once(cast):
    School.objects.bulk_create(
        School(slug=f"g{n}", name=f"G {n:04}", cds=f"{20_000_000_000_000 + n}") for n in range(250)
    )
    client, found, address = signed_in(cast.county), [], url("list")
    for _ in range(3):
        context = client.get(address).context
        found += [row.school.slug for row in context["rows"]]
        address = context["more_url"]
    assert len(found) == len(set(found)) == School.objects.listed().count()
    assert not address


@pytest.mark.parametrize("schools", [1, 100, 1_000])
@pytest.mark.parametrize("query", [{}, {"show": "confirm"}, {"on": "2026-08-02"}])
def test_the_list_costs_the_same_queries_at_any_number_of_schools(cast, schools, query):
    School.objects.bulk_create(
        School(slug=f"g{n}", name=f"G {n:04}", cds=f"{20_000_000_000_000 + n}") for n in range(schools)
    )
    client = signed_in(cast.county)
    client.get(url("list"))
    with own_queries(3):
        client.get(url("list"), query)


@pytest.mark.parametrize("rows", [1, 100, 1_000])
def test_a_school_costs_the_same_queries_at_any_length_of_history(cast, rows):
    Designation.objects.bulk_create(
        Designation(school=cast.team, title_i="none", on=FIRST_DAY, for_year=2026, entered_by=cast.county)
        for _ in range(rows)
    )
    client = signed_in(cast.county)
    client.get(url("list"))
    with own_queries(7):
        client.get(url("detail", "team-charter"))


def test_a_line_of_the_list_says_its_own_facts_in_the_pages_language(cast, unbound):
    """The words are drawn once a kind: no line may have another's, in another language, or raw."""
    School.objects.filter(pk=unbound.pk).update(federal_agency="06<b>")
    for language in ("en", "es", "en"):
        entered = "Part B" if language == "en" else "Parte B"
        waiting = "Nothing is entered yet" if language == "en" else "Todavía no hay nada anotado"
        page = signed_in(cast.county).get(url("list", language=language)).content.decode()
        row = {
            slug: next(row for row in page.split("<tr>") if f"/{slug}/" in row) for slug in ("unbound", "team-charter")
        }
        assert f'href="/{language}/county/schools/unbound/"' in row["unbound"]
        assert waiting in row["unbound"]
        assert "06&lt;b&gt;" in row["unbound"]
        assert waiting not in row["team-charter"]
        assert entered in row["team-charter"]
        assert '<span class="st is-complete"><svg' in row["team-charter"]
