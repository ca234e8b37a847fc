"""What the desk counts and what it writes down: all that waits, in the year it belongs to."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils.translation import override

import compliance.actions
import feedback.actions
from accounts.clock import at
from compliance.models import Action
from tests.cast import moment, signed_in
from tests.compliance.test_binding import attest

RECORDS = "/{}/desk/team-charter/records/"
MONDAY = moment("2026-11-16T10:00")
DONE = {"provision": "B4.b", "description": "Shared with families", "person": "Ofelia Ejemplo"}


@pytest.fixture(autouse=True)
def a_monday():
    with at(MONDAY):
        yield


@pytest.mark.parametrize(("count", "words"), [(1, "Conteste 1 mensaje de"), (13, "Conteste 13 mensajes de")])
def test_the_desk_counts_all_that_waits_and_lists_five(cast, count, words):
    for number in range(count):
        feedback.actions.ask(cast.team, kind="question", language="es", detail=f"Pregunta {number}")
    page = signed_in(cast.coordinator).get("/es/desk/team-charter/").content.decode()
    assert words in page
    listed = page.split('id="h-fam"')[1].split("</section>")[0]
    assert listed.count("<li>") == min(count, 5)


@pytest.mark.parametrize(
    ("on", "year"), [("2026-10-05", "2026-27"), ("2025-10-05", "2025-26"), ("2023-07-01", "2023-24")]
)
def test_a_day_of_another_year_is_written_down_where_it_can_be_found(cast, on, year):
    client = signed_in(cast.coordinator)
    page = client.post(RECORDS.format("en") + "new/", {**DONE, "on": on}, follow=True).content.decode()
    assert f"It counts for B4.b, in the school year {year}." in page
    assert "Shared with families" in page
    this = client.get(RECORDS.format("en")).content.decode()
    assert ("Shared with families" in this) == (year == "2026-27")
    assert (f'href="?year={year[:4]}"' in this) == (year != "2026-27")


@pytest.mark.parametrize("year", ["abc", "1", "99999", "-1"])
def test_a_year_that_is_none_shows_this_one(cast, year):
    answer = signed_in(cast.coordinator).get(RECORDS.format("en"), {"year": year})
    assert (answer.status_code, "2026-27" in answer.content.decode()) == (200, True)


def test_a_day_too_long_ago_is_refused_on_the_page(cast):
    for on in ("2023-06-30", "1900-01-01"):
        page = signed_in(cast.coordinator).post(RECORDS.format("es") + "new/", {**DONE, "on": on})
        assert "Escriba un día de este año escolar o de los tres anteriores." in page.content.decode()
    assert not Action.objects.exists()


def test_the_first_day_is_july_first_three_years_back(cast):
    assert compliance.actions.earliest().isoformat() == "2023-07-01"
    with override("en"), pytest.raises(ValidationError, match="three before it"):
        attest(cast, "B4.b", compliance.actions.earliest().replace(day=1, month=6))


@pytest.mark.parametrize("year", ["abc", "1900", "2101", "", "-5", "２０２６", "2026.5"])
def test_the_matrix_command_refuses_a_year_that_is_none_in_one_line(db, year):
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("matrix", f"--year={year}", stdout=out)
    assert "is not a school year" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (refused.value.returncode, out.getvalue()) == (1, "")


@pytest.mark.parametrize("asked", [{"on": "9999-12-31"}, {"on": "1999-12-31"}, {"known_at": "9999-12-31T23:59"}])
def test_the_matrix_command_refuses_the_days_the_page_refuses_in_one_line(db, asked):
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("matrix", year="2026", stdout=out, **asked)
    assert str(refused.value).endswith("is too far away: choose a day between 2000 and 2100.")
    assert "\n" not in str(refused.value)
    assert (refused.value.returncode, out.getvalue()) == (1, "")


@pytest.mark.parametrize("asked", [{"on": "2026-13-01"}, {"known_at": "2026-13-01"}, {"known_at": "soon"}])
def test_the_matrix_command_refuses_what_is_no_day(db, asked):
    with pytest.raises(CommandError, match=r"is not a (date|time): write it as 2026-10-15"):
        call_command("matrix", year="2026", stdout=io.StringIO(), **asked)
