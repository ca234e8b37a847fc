"""The county's pages and the desk: who opens them, what they show, how many queries they take."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.clock import at
from compliance.forms import required
from compliance.models import Action, DueDate, Override
from regulation.provisions import PROVISIONS
from tests.cast import moment, school, signed_in
from tests.compliance.year import annual_meeting

pytestmark = pytest.mark.django_db
COUNTY_PAGES = ["/en/county/", "/en/county/matrix.csv"]
DESK_PAGES = ["/en/desk/team-charter/", "/en/desk/team-charter/why/B1/", "/en/desk/team-charter/records/"]


@pytest.mark.parametrize("path", COUNTY_PAGES)
def test_county_pages_open_for_the_county_alone(cast, path):
    assert signed_in(cast.county).get(path).status_code == 200
    assert signed_in(cast.readonly).get(path).status_code == 200
    for user in (cast.coordinator, cast.approver_es, cast.ana.user):
        assert signed_in(user).get(path).status_code == 404


@pytest.mark.parametrize("path", DESK_PAGES)
def test_a_schools_desk_opens_for_its_own_staff_and_the_county(cast, path):
    for user in (cast.coordinator, cast.assistant, cast.county, cast.readonly):
        assert signed_in(user).get(path).status_code == 200
    for user in (cast.elsewhere, cast.ana.user):
        assert signed_in(user).get(path).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, cast):
    for page in COUNTY_PAGES + DESK_PAGES:
        answer = client.get(page)
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]


def test_the_csv_says_what_the_page_says(cast):
    annual_meeting(cast)
    client = signed_in(cast.county)
    text = client.get("/en/county/matrix.csv?year=2026&on=2026-10-20").content.decode()
    found = {(row["school"], row["provision"]): row for row in csv.DictReader(io.StringIO(text))}
    assert found["team-charter", "B1"]["standing"] == "complete"
    page = client.get("/en/county/?year=2026&on=2026-10-20").content.decode()
    assert "B1 Yearly meeting: Evidence complete" in page


def test_a_cell_is_drawn_in_the_pages_language_for_its_own_school_and_keeps_what_was_asked(cast):
    """Cells are drawn once a kind and used again: neither language nor address may be another page's."""
    client = signed_in(cast.county)
    for language, words in (("en", "No evidence"), ("es", "Todavía nada"), ("en", "No evidence")):
        page = client.get(f"/{language}/county/?year=2026&who=%22%3E%3Cb").content.decode()
        cells = [cell.split("</td>")[0] for cell in page.split("<td") if ">B3 " in cell]
        found = [re.search(r'href="/(\w+)/desk/([\w-]+)/why/B3/\?([^"]*)"', cell).groups() for cell in cells]
        assert all(words in cell for cell in cells)
        assert {language for language, _slug, _query in found} == {language}
        assert len({slug for _language, slug, _query in found}) == len(found) > 1
        assert {query for _language, _slug, query in found} == {"year=2026&amp;who=%22%3E%3Cb"}
        assert "-place-" not in page


def test_spanish_csv_still_says_what_is_missing_in_english(cast):
    text = signed_in(cast.county).get("/es/county/matrix.csv?year=2026").content.decode()
    assert "no annual meeting has been held" in text


def test_a_filter_that_makes_no_sense_is_named_and_left_aside(cast):
    for query in (
        "on=2026-13-40",
        "on=0001-01-01",
        "on=9999-12-31",
        "year=1",
        "standing=green",
        "known_at=%00",
        "who=%F0%9F%92%A9",
    ):
        page = signed_in(cast.county).get(f"/en/county/?{query}")
        assert page.status_code == 200
        assert "This filter was not understood" in page.content.decode()


def test_optional_provisions_are_folded_in_every_part(cast):
    def columns(query):
        page = signed_in(cast.county).get(f"/en/county/?year=2026&{query}").content.decode()
        return set(re.findall(r"</span>([ABC][\w.]+)</th>", page))

    optional = {code for code in PROVISIONS if not required(code)}
    assert {code[0] for code in columns("force=all") & optional} >= {"C"}
    assert not columns("") & optional
    assert {code[0] for code in columns("")} == {"A", "B", "C"}


@pytest.mark.parametrize("path", ["/en/desk/team-charter/why/B1/", "/en/desk/team-charter/"])
def test_a_day_that_cannot_be_read_is_said(cast, path):
    client = signed_in(cast.county)
    sentence = "This filter was not understood, so it was left aside: Write the day like 2026-10-16 or 10/16/2026."
    page = client.get(f"{path}?on=foo")
    assert page.status_code == 200
    assert sentence in " ".join(page.content.decode().split())
    assert "This filter was not understood" not in client.get(f"{path}?on=2026-10-16").content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_matrix_asks_as_known_at_in_a_field_of_its_own(cast, language):
    with at(moment("2026-10-20T09:00")):
        annual_meeting(cast)
    client, path = signed_in(cast.county), f"/{language}/county/?year=2026&on=2026-10-20"
    field = re.compile(r'name="known_at" type="datetime-local" value="([^"]*)"')
    assert field.search(client.get(path).content.decode()).group(1) == ""
    page = client.get(f"{path}&known_at=2026-10-16T12:00").content.decode()
    assert field.search(page).group(1) == "2026-10-16T12:00"
    sentence = {"en": "Write day and time like 2026-10-16 12:00.", "es": "Escriba día y hora así: 2026-10-16 12:00."}
    for wrong in ("yesterday", "2026-13-40T99:00", "\0", "9" * 50, "0001-01-01T00:00"):
        answer = client.get(path, {"known_at": wrong})
        assert answer.status_code == 200
        assert "usa-error-message" in answer.content.decode()
    assert sentence[language] in client.get(path, {"known_at": "yesterday"}).content.decode()


def test_why_names_the_records_and_what_is_missing(cast):
    annual_meeting(cast, hours=(9,))
    page = signed_in(cast.coordinator).get("/en/desk/team-charter/why/B2/?on=2026-11-01").content.decode()
    assert "Annual" in page
    assert "meetings were not given in two parts of the day" in page


@pytest.mark.parametrize(
    ("language", "theirs", "missing"),
    [
        ("en", "county staff take it on", "This school has no coordinator yet."),
        ("es", "se encarga el personal del condado", "Esta escuela todavía no tiene quien coordine."),
    ],
)
def test_what_is_the_offices_own_is_taken_on_by_county_staff_and_a_school_is_a_school(cast, language, theirs, missing):
    client = signed_in(cast.county)
    office = client.get(f"/{language}/desk/sjcoe/why/A7/").content.decode()
    school_page = client.get(f"/{language}/desk/special-education/why/C1/").content.decode()
    assert (theirs in office, missing in office) == (True, False)
    assert (theirs in school_page, missing in school_page) == (False, True)


def test_why_is_404_for_a_provision_that_does_not_bind_the_school(cast):
    client = signed_in(cast.coordinator)
    for code in ("C1", "A1", "B99", "nonsense"):
        assert client.get(f"/en/desk/team-charter/why/{code}/").status_code == 404


def test_only_county_staff_override_and_set_days(cast):
    page = "/en/desk/team-charter/why/B3/?year=2026"
    for user in (cast.coordinator, cast.readonly):
        for posted in ({"standing": "complete", "reason": "Seen"}, {"due_on": "2026-12-01"}):
            assert signed_in(user).post(page, posted).status_code == 404
    assert not Override.objects.exists()
    assert not DueDate.objects.exists()
    county = signed_in(cast.county)
    assert county.post(page, {"standing": "complete", "reason": "Seen"}).status_code == 302
    assert county.post(page, {"due_on": "2026-12-01"}).status_code == 302
    assert "The office set this standing itself: Seen" in county.get(page).content.decode()
    assert DueDate.objects.get().due_on == date(2026, 12, 1)


@pytest.mark.parametrize(("language", "sentence"), [("en", "Choose a day inside"), ("es", "del año escolar")])
def test_a_day_outside_the_year_is_refused_in_the_pages_language(cast, language, sentence):
    page = f"/{language}/desk/team-charter/why/B3/?year=2026"
    answer = signed_in(cast.county).post(page, {"due_on": "2030-12-01"})
    assert sentence in answer.content.decode()


ACTION = {"provision": "B4.b", "on": "2026-10-01", "description": "Report card explained", "person": "Ofelia Ejemplo"}


def test_an_assistant_writes_an_action_down_and_the_coordinator_takes_it_back(cast):
    new = "/en/desk/team-charter/records/new/"
    with at(moment("2026-10-02T09:00")):
        pdf = SimpleUploadedFile("card.pdf", b"%PDF-1.7 report")
        assert signed_in(cast.assistant).post(new, ACTION | {"file": pdf}).status_code == 302
    action = Action.objects.get()
    page = f"/en/desk/team-charter/records/{action.pk}/"
    assert signed_in(cast.assistant).post(page, {"reason": "No"}).status_code == 404
    assert signed_in(cast.coordinator).post(page, {"reason": "Wrong year"}).status_code == 302
    action.refresh_from_db()
    assert (action.void_reason, action.voided_by) == ("Wrong year", cast.coordinator)


def test_the_file_is_a_download_for_those_who_see_the_school(cast):
    with at(moment("2026-10-02T09:00")):
        pdf = SimpleUploadedFile("card.pdf", b"%PDF-1.7 report")
        signed_in(cast.coordinator).post("/en/desk/team-charter/records/new/", ACTION | {"file": pdf})
    page = f"/en/desk/team-charter/records/{Action.objects.get().pk}/file/"
    answer = signed_in(cast.readonly).get(page)
    assert answer["Content-Disposition"] == 'attachment; filename="card.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 report"
    assert signed_in(cast.elsewhere).get(page).status_code == 404
    assert signed_in(cast.elsewhere).get(page.replace("team-charter", "one-charter")).status_code == 404


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"<html>"), ("a.svg", b"<svg>")])
def test_another_kind_of_file_is_refused_and_what_was_typed_stays(cast, name, content):
    upload = SimpleUploadedFile(name, content)
    answer = signed_in(cast.coordinator).post("/en/desk/team-charter/records/new/", ACTION | {"file": upload})
    text = answer.content.decode()
    assert "Choose a PDF, JPG or PNG file." in text
    assert "Report card explained" in text
    assert not Action.objects.exists()


def test_switching_language_keeps_what_was_typed(cast):
    answer = signed_in(cast.coordinator).post(
        "/es/desk/team-charter/records/new/", ACTION | {"switch_language": "es", "on": ""}
    )
    text = answer.content.decode()
    assert "Report card explained" in text
    assert "usa-error-message" not in text
    assert not Action.objects.exists()


@pytest.mark.parametrize("more", [0, 20])
def test_the_matrix_takes_the_same_queries_for_any_number_of_schools(cast, django_assert_num_queries, more):
    for n in range(more):
        school(f"more-{n}", f"More {n}", f"3900000{n:07d}")
    client = signed_in(cast.county)
    client.get("/en/county/")
    with django_assert_num_queries(MATRIX_QUERIES):
        client.get("/en/county/")


MATRIX_QUERIES = 23


def test_an_approver_is_led_to_the_texts_that_wait_and_to_no_page_that_is_not_theirs(cast):
    client = signed_in(cast.approver_es)
    page = client.get("/en/desk/team-charter/").content.decode()
    assert "/en/desk/team-charter/documents/waiting/" in page
    assert "records/new/" not in page


@pytest.mark.parametrize("asked", ["on=tomorrow-ish", "known_at=noonish", "on=1850-01-01", "year=x"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "This filter was not understood"), ("es", "Este filtro no se entendió")]
)
def test_a_file_of_a_day_that_cannot_be_read_is_refused_in_words(cast, asked, language, said):
    page = signed_in(cast.county).get(f"/{language}/county/matrix.csv?{asked}&who=charter")
    assert (page.status_code, page["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert said in page.content.decode()
    assert f'href="/{language}/county/matrix.csv?who=charter"' in page.content.decode()


@pytest.mark.parametrize(("on", "says"), [("2030-01-01", True), ("2026-10-01", False)])
def test_a_day_that_has_not_come_is_called_one(cast, on, says):
    page = signed_in(cast.county).get(f"/en/county/?on={on}").content.decode()
    assert ("This day has not come yet" in page) is says
