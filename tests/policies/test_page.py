"""The policy as families read it, in both languages, from the immutable edition alone."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Document, EditionFile
from schools.models import School
from tests.cast import moment, signed_in
from tests.documents.conftest import PUBLISHED, adopt, approve_all, put_out

pytestmark = pytest.mark.django_db
ES, EN = "/es/schools/team-charter/policy/", "/en/schools/team-charter/policy/"
FIXED = "Esta hoja dice qué hace TEAM Charter para que usted participe"


def read(url, **headers):
    answer = Client().get(url, **headers)
    return answer.content.decode()


def test_a_family_reads_it_in_spanish(edition):
    page = read(ES)
    assert FIXED in page
    assert page.count("política de participación de padres y familias") == 1
    assert "Consejo Escolar (SSC)" in page
    assert "jueves 10 de septiembre de 2026" in page
    assert "6 mamás, papás o personas a cargo" in page
    assert page.count('<section id="B') == 8
    assert page.count('href="#B') == 8
    assert "la junta anual" in page.lower()
    assert "Each fall" not in page


def test_a_family_reads_it_in_english(edition):
    page = read(EN)
    assert "6 family members" in page
    assert "Thursday, September 10, 2026" in page
    assert "Cada otoño" not in page


def test_no_name_of_anybody_stands_on_it(cast, edition):
    for url in (ES, EN):
        page = read(url)
        for name in ("Ofelia", "Esperanza", "Teodoro"):
            assert name not in page


def test_it_is_the_same_for_everyone_and_sets_no_cookie(cast, edition, django_assert_num_queries):
    first = Client().get(ES)
    assert not first.cookies
    assert "public" in first["Cache-Control"]
    assert signed_in(cast.coordinator).get(ES).content == first.content
    for url in (ES, EN, f"{ES}?year=2026"):
        with django_assert_num_queries(6):
            Client().get(url)


def test_many_editions_take_no_more_questions(cast, edition, django_assert_num_queries):
    for year in range(2010, 2025):
        actions.enter_legacy(
            cast.team, "site_policy", year, language="en", texts={"B1": "We meet."}, on=date(year, 9, 5), by=cast.county
        )
    with django_assert_num_queries(6):
        page = read(EN)
    # Each of the 15 others may be read, and but for the first compared with the one before it.
    assert page.count('class="sr"> 20') == 15 + 14


def test_a_draft_is_never_shown(cast, edition):
    document = Document.objects.get(pk=edition.document_id)
    actions.take_back(document, by=cast.coordinator)
    section = document.sections.get(key="B1")
    actions.write(section, "es", "Palabras sin aprobar.", revision=0, by=cast.coordinator)
    assert "Palabras sin aprobar" not in read(ES)
    assert FIXED in read(ES)


@pytest.mark.parametrize(
    ("url", "says"), [(ES, "La escuela todavía no la publica aquí."), (EN, "has not published it here yet")]
)
def test_where_none_is_published_it_says_what_a_family_can_do(cast, policy, url, says):
    page = read(url)
    assert says in page
    assert "/feedback/" in page
    assert '<section id="B1"' not in page


def test_a_voided_edition_is_gone_from_the_page(cast, edition):
    actions.void_edition(edition, by=cast.county, reason="A mistake")
    assert "todavía no la publica" in read(ES)


def test_an_older_edition_of_the_year_says_that_it_is_older(cast, edition):
    document = Document.objects.get(pk=edition.document_id)
    with at(moment("2026-11-02T09:00")):
        actions.take_back(document, by=cast.coordinator)
        section = document.sections.get(key="B1")
        actions.write(section, "en", "Newer words.", revision=0, by=cast.coordinator)
        actions.approve(section, "en", by=cast.approver_en)
        actions.still_correct(section, "es", by=cast.approver_es)
        adopt(cast, document)
        actions.publish(document, by=cast.coordinator)
    assert "Newer words." in read(EN)
    older = read(f"{EN}?year=2026&edition=1")
    assert "Newer words." not in older
    assert "This is an older one." in older


def test_a_day_shows_what_held_on_it_and_says_so(cast, edition, django_assert_num_queries):
    put_out(cast, year=2027)
    with at(moment("2027-10-20T12:00")):
        for url, line in ((EN, "is what held on that day"), (ES, "es lo que valía ese día")):
            with django_assert_num_queries(6):
                page = read(f"{url}?on=2026-11-02")
            assert line in page
            assert "2026-27" in page.split('class="meta"')[1].split("</p>")[0]
        now = read(EN)
        assert "2027-28" in now.split('class="meta"')[1].split("</p>")[0]
        assert "held on that day" not in now
        before = read(f"{EN}?on=2020-01-10")
        assert "We have none here from that day." in before
        assert "Friday, January 10, 2020" in before


@pytest.mark.parametrize("day", ["2099-01-01", "2026-13-40", "yesterday", "20260910", "", "%00", "٢٠٢٦-٠٩-١٠"])
def test_a_day_that_is_none_is_set_aside_with_a_line(edition, day):
    for url, line in ((EN, "We cannot show you that day"), (ES, "No podemos mostrarle ese día")):
        page = read(f"{url}?on={day}")
        assert line in page
        assert '<section id="B1"' in page


def test_next_years_policy_waits_for_its_year(cast, edition):
    put_out(cast, year=2027)
    with at(moment("2027-05-20T12:00")):
        assert "School year 2026-27" in read(EN)
        assert "2027-28" in read(EN)
    with at(moment("2027-08-01T12:00")):
        assert "School year 2027-28" in read(EN)


def test_a_legacy_one_says_that_it_is_not_in_the_other_language_yet(cast):
    actions.enter_legacy(
        cast.team,
        "site_policy",
        2024,
        language="en",
        texts={"B1": "We meet in May."},
        on=date(2024, 9, 5),
        by=cast.county,
    )
    spanish = read(ES)
    assert "Esta hoja todavía no está en español." in spanish
    assert '<div lang="en"><p>We meet in May.</p>' in spanish
    assert FIXED not in spanish
    assert "only in this language" in read(EN)


@pytest.mark.parametrize(
    "query", ["?year=abc", "?year=2026&edition=x", "?year=", "?year=99999", "?year=%00", "?year=٣"]
)
def test_nonsense_in_the_address_is_no_crash(edition, query):
    assert Client().get(EN + query).status_code == 200


def test_a_year_without_one_leads_to_the_newest(edition):
    page = read(f"{EN}?year=2019")
    assert "There is none here for 2019-20." in page


def test_an_unknown_or_closed_school_has_no_page(cast, edition):
    School.objects.filter(pk=cast.team.pk).update(status="closed")
    for url in (EN, f"{EN}pdf/", "/en/schools/nowhere/policy/"):
        assert Client().get(url).status_code == 404
    assert Client().get("/en/schools/sjcoe/policy/").status_code == 404


def test_nothing_is_posted_here(edition):
    assert Client().post(EN).status_code == 405
    assert Client().post(f"{EN}pdf/").status_code == 405


def test_until_the_pdf_is_built_the_page_says_so(edition):
    assert "El PDF en español se está preparando." in read(ES)
    answer = Client().get(f"{ES}pdf/")
    assert answer.status_code == 503
    assert "se está preparando" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("url", "name"), [(ES, "politica"), (EN, "policy")])
def test_the_pdf_of_each_language_streams_under_its_name(built, url, name, django_assert_num_queries):
    with django_assert_num_queries(3):
        answer = Client().get(f"{url}pdf/?year=2026")
    language = url[1:3]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}-team-charter-2026-27-{language}.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert not answer.cookies
    page = read(url)
    assert f"{ES}pdf/" in page
    assert f"{EN}pdf/" in page
    assert "KB" in page


def test_a_lost_file_is_a_sentence_not_a_crash(built):
    for built_file in EditionFile.objects.all():
        built_file.file.storage.delete(built_file.file.name)
    assert Client().get(f"{EN}pdf/").status_code == 503


def test_a_language_that_was_never_there_has_no_pdf(cast):
    actions.enter_legacy(
        cast.team, "site_policy", 2024, language="en", texts={"B1": "We meet."}, on=date(2024, 9, 5), by=cast.county
    )
    assert Client().get(f"{ES}pdf/").status_code == 404
    assert Client().get(f"{EN}pdf/").status_code == 503
    assert "PDF in Spanish" not in read(EN)


def test_the_secret_schools_own_page_gives_its_own_number_as_its_other_pages_do(cast):
    School.objects.filter(pk=cast.court.pk).update(phone="(209) 555-0199")
    put_out(cast, cast.court)
    page = read("/en/schools/cruikshank/policy/")
    assert page.count("(209) 555-0199") == 1
    assert "6 family members" in page


def test_on_paper_there_is_the_text_and_its_address_and_nothing_to_tap(edition, settings):
    settings.SITE_URL = "https://familias.example"
    page = Client().get("/en/schools/team-charter/policy/").content.decode()
    assert f'<p class="paper-only">This page is at this address: <b>familias.example/en/d/{edition.pk}/</b></p>' in page
    # The bands after the text: taking it along, saying that one read it.
    bands = re.findall(r'<section class="band([^"]*)"', page.split("</article>")[1])
    assert bands
    assert all("noprint" in classes for classes in bands)
    style = Path(settings.BASE_DIR, "static/css/portal.css").read_text()
    assert ".paper-only{display:none}" in style
    printed = style.split("@media print", 1)[1]
    assert ".paper-only{display:block" in printed
    # A section that may not break leaves the first page nearly empty.
    assert not re.search(r"\.doc section[^{}]*\{[^}]*break-inside:\s*avoid", printed)


def test_two_editions_of_a_day_are_told_apart_by_their_number(cast, edition):
    with at(PUBLISHED):
        actions.take_back(edition.document, by=cast.coordinator)
        adopt(cast, edition.document)
        approve_all(cast, edition.document)
        second = actions.publish(edition.document, by=cast.coordinator)
    page = Client().get("/en/schools/team-charter/policy/").content.decode()
    assert "Other editions and years" in page
    assert '<th scope="row">2026-27, edition 1</th>' in page
    page = Client().get(f"/en/schools/team-charter/policy/changes/?from={edition.pk}&to={second.pk}").content.decode()
    assert "2026-27, edition 1, published on" in page
    assert "2026-27, edition 2, published on" in page
