"""The pages anyone reads: find your school, a school's page, the root, health."""

import pytest

import documents.actions
from accounts.clock import at
from schools.models import School
from tests.cast import moment, school
from tests.compliance.year import called, draft, published_policy, put_out
from tests.documents.conftest import begin
from tests.documents.joint import AFTER, DURING, lay_open

pytestmark = pytest.mark.django_db
READING = ["/es/", "/en/", "/es/privacy/", "/en/accessibility/", "/es/schools/team-charter/", "/es/regulation/"]


@pytest.mark.parametrize(
    ("asks", "goes"),
    [("en-US,en;q=0.9", "/en/"), ("es-MX", "/es/"), ("pa,km;q=0.8", "/es/"), ("", "/es/"), ("fr,en;q=0.3", "/en/")],
)
def test_the_root_leads_to_the_browsers_language_spanish_if_neither(client, asks, goes):
    answer = client.get("/", headers={"accept-language": asks} if asks else {})
    assert (answer.status_code, answer["Location"]) == (302, goes)
    assert "Accept-Language" in answer["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("path", READING)
def test_a_reading_page_is_the_same_bytes_for_everyone_and_sets_no_cookie(client, cast, path):
    from tests.cast import signed_in

    mine, theirs = client.get(path), signed_in(cast.coordinator).get(path)
    assert mine.status_code == 200
    assert mine.content == theirs.content
    for answer in (mine, theirs):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("team", True),
        ("main stockton", True),
        ("TEAM charter", True),
        ("zzz", False),
        ("%00", True),
        ("x" * 5000, False),
    ],
)
def test_a_school_is_found_by_name_street_or_city(client, cast, query, found):
    page = client.get("/en/", {"q": query.replace("%00", "\0")}).content.decode()
    assert ("TEAM Charter" in page) is found
    assert ("We did not find that school" in page) is not found


def test_closed_schools_and_the_office_are_out_of_sight(client, cast):
    School.objects.filter(pk=cast.one.pk).update(status="closed")
    page = client.get("/en/").content.decode()
    assert "one.Charter" not in page
    for slug in ("one-charter", "sjcoe", "absent"):
        assert client.get(f"/en/schools/{slug}/").status_code == 404


def test_a_schools_page_shows_the_next_date_and_the_policy(client, cast):
    called(cast, cast.team, (9, 18))
    published_policy(cast)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/").content.decode()
    assert "Junta anual" in page
    assert "9:00 de la mañana" in page
    assert "6:00 de la tarde" in page
    assert "Leer cómo trabaja la escuela con las familias" in page
    with at(moment("2026-10-16T09:00")):
        assert "Por ahora no hay junta." in client.get("/es/schools/team-charter/").content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_schools_page_leads_to_what_a_new_family_gets(client, cast, language):
    address = f"/{language}/schools/team-charter/welcome/"
    page = client.get(f"/{language}/schools/team-charter/").content.decode()
    assert page.count(f'href="{address}"') == 1
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("language", "quietly"),
    [
        ("es", "La escuela todavía no publica aquí su acuerdo."),
        ("en", "The school has not published its agreement here yet."),
    ],
)
def test_what_is_not_there_yet_is_not_offered_to_be_read(client, cast, language, quietly):
    page = client.get(f"/{language}/schools/team-charter/").content.decode()
    assert quietly in page
    assert quietly in client.get(f"/{language}/schools/team-charter/compact/").content.decode()
    assert "Leer el acuerdo" not in page
    assert "Read the agreement" not in page


def test_the_court_school_is_listed_without_its_type_and_never_shared(client, cast):
    called(cast, cast.court, (9,))
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/cruikshank/").content.decode()
    assert "wa.me" not in page
    for word in ("Juvenile", "juvenil", "tribunal", "corte"):
        assert word not in page


@pytest.mark.parametrize("more", [0, 99])
def test_the_list_of_schools_takes_three_queries_for_any_number(client, cast, django_assert_num_queries, more):
    for n in range(more):
        school(f"more-{n}", f"More {n}", f"3900000{n:07d}")
    with django_assert_num_queries(3):
        client.get("/es/")


def test_a_schools_page_takes_the_same_queries_with_any_number_of_meetings(client, cast, django_assert_num_queries):
    for _n in range(3):
        called(cast, cast.team, (9,))
    with at(moment("2026-10-01T09:00")), django_assert_num_queries(7):
        client.get("/es/schools/team-charter/")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "puede opinar hasta el martes 15 de septiembre"),
        ("en", "open for your comments until Tuesday, September 15"),
    ],
)
def test_the_first_page_leads_to_drafts_open_for_comments(client, cast, language, says, django_assert_num_queries):
    lay_open(cast, begin(cast))
    lay_open(cast, begin(cast, cast.one))
    with at(DURING), django_assert_num_queries(3):
        page = client.get(f"/{language}/").content.decode()
    assert page.count(says) == 2
    for slug in ("team-charter", cast.one.slug):
        assert f"/{language}/schools/{slug}/policy/review/?for=" in page
    with at(DURING):
        assert client.get(f"/{language}/schools/team-charter/policy/review/?for=").status_code == 200
        # Who looks for a school reads first what was found.
        assert says not in client.get(f"/{language}/?q=charter").content.decode()
    assert not client.cookies


def test_the_first_page_leads_to_no_draft_that_is_closed_taken_back_or_of_a_closed_school(client, cast):
    open_one = lay_open(cast, begin(cast))
    link = "policy/review/"
    with at(AFTER):
        assert link not in client.get("/en/").content.decode()
    with at(DURING):
        assert link in client.get("/en/?control").content.decode()
        School.objects.filter(pk=cast.team.pk).update(status="closed")
        assert link not in client.get("/en/?closed").content.decode()
        School.objects.filter(pk=cast.team.pk).update(status="active")
        documents.actions.void_window(open_one, reason="Too early", by=cast.coordinator)
        assert link not in client.get("/en/?void").content.decode()


def test_a_published_agreement_is_offered_to_read(client, cast):
    compact = draft(cast, cast.team, "compact")
    with at(moment("2026-10-01T09:00")):
        assert "Leer el acuerdo" not in client.get("/es/schools/team-charter/").content.decode()
    put_out(cast, compact)
    with at(moment("2026-10-01T09:00")):
        page = client.get("/es/schools/team-charter/").content.decode()
    assert "Leer el acuerdo" in page
    assert "todavía no publica aquí su acuerdo" not in page


def test_the_list_of_schools_takes_three_queries_and_is_in_the_pages_language(client, cast, django_assert_num_queries):
    School.objects.filter(pk=cast.team.pk).update(grades_served="K-5")
    called(cast, cast.team, (9,))
    for language, words in (("es", "Kínder"), ("en", "Kindergarten to 5th grade"), ("es", "Kínder")):
        with at(moment("2026-10-01T09:00")), django_assert_num_queries(3):
            page = client.get(f"/{language}/").content.decode()
        assert words in page
        assert f'href="/{language}/schools/team-charter/"' in page


def test_health_answers_and_readiness_names_what_is_not_well(client, db):
    assert client.get("/healthz").content == b"ok"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["beat"]) == ("ok", "late")


def test_readiness_is_green_after_a_beat(client, db):
    from sjcoe_portal.tasks import heartbeat

    heartbeat()
    assert client.get("/readyz").json()["beat"] == "ok"


def test_the_demo_says_so_on_every_page(client, cast, settings):
    settings.DEMO = True
    assert "invented" in client.get("/en/").content.decode()


@pytest.mark.parametrize("path", ["nowhere/", "schools/nowhere/"])
@pytest.mark.parametrize(("language", "menu"), [("es", "Escuelas"), ("en", "Schools")])
def test_an_address_that_leads_nowhere_has_the_front_pages_menu_and_asks_nothing_for_it(
    client, language, menu, path, django_assert_num_queries
):
    with django_assert_num_queries(1 if "schools" in path else 0):
        answer = client.get(f"/{language}/{path}")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f'<a href="/{language}/">{menu}</a>' in page
    assert f'<a href="/{language}/#call">' in page
    assert "nowhere/#call" not in page
    assert '<footer class="foot">' in page


@pytest.mark.parametrize(("language", "how"), [("es", "cómo pedirlo a la escuela"), ("en", "how to ask the school")])
def test_a_schools_page_says_of_no_page_that_it_is_empty(client, cast, language, how):
    page = client.get(f"/{language}/schools/team-charter/").content.decode()
    assert page.count(how) == 2
    assert "Not published" not in page
    assert "Todavía no se publica aquí" not in page
