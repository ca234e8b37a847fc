"""The rules as families read them: public, cacheable, the same for everyone, in both languages."""

from html import unescape

import pytest

from regulation.provisions import PROVISIONS, of_part

UNOFFICIAL = "unofficial summary"
pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_list_names_every_provision_without_a_query_or_a_cookie(client, lang, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(f"/{lang}/regulation/")
    page = text_of(response)
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response.headers["Cache-Control"]
    assert f'<html lang="{lang}">' in page
    for code, row in PROVISIONS.items():
        assert page.count(f'href="/{lang}/regulation/{code}/"') == 1
        assert (row.title_es if lang == "es" else row.title_en) in page


def test_the_list_stands_in_three_parts_in_the_regulations_order(client):
    page = text_of(client.get("/en/regulation/"))
    places = [page.index(f'href="/en/regulation/{code}/"') for code in PROVISIONS]
    assert places == sorted(places)
    for which in "ABC":
        heading = page.index(f'id="part-{which}"')
        assert heading < page.index(f"/en/regulation/{of_part(which)[0].code}/")


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("code", PROVISIONS)
def test_each_provision_has_its_page_without_a_query(client, lang, code, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(f"/{lang}/regulation/{code}/")
    row, page = PROVISIONS[code], text_of(response)
    assert response.status_code == 200
    assert not response.cookies
    assert (row.text_es if lang == "es" else row.text_en) in page
    assert (row.text_en if lang == "es" else row.text_es) not in page
    assert (f"20 USC {row.usc}" in page) is bool(row.usc)


def test_a_page_is_the_same_bytes_with_and_without_an_account(client, django_user_model):
    stranger = client.get("/es/regulation/B1/").content
    client.force_login(django_user_model.objects.create_user("ofelia@example.org", name="Ofelia Ejemplo"))
    assert client.get("/es/regulation/B1/").content == stranger


def test_the_english_pages_say_that_they_are_an_unofficial_summary(client):
    for address in ("/en/regulation/", "/en/regulation/B1/"):
        assert UNOFFICIAL in text_of(client.get(address))


def test_the_published_text_is_where_the_setting_says(client, settings):
    settings.REGULATION_URL = "https://office.example.org/ar-6020"
    for address in ("/es/regulation/", "/en/regulation/C1/"):
        assert 'href="https://office.example.org/ar-6020"' in text_of(client.get(address))


def test_required_and_optional_stand_in_words(client):
    assert "Required: it has to be done." in text_of(client.get("/en/regulation/B1/"))
    assert "Optional: it may be done." in text_of(client.get("/en/regulation/B7.opt.a/"))


def test_as_far_as_possible_is_said_where_the_text_says_it(client):
    assert "as far as possible. If it cannot be done" in text_of(client.get("/en/regulation/B8/"))
    assert "as far as possible. If it cannot be done" not in text_of(client.get("/en/regulation/B1/"))


def test_a_page_leads_up_down_before_and_after(client):
    page = text_of(client.get("/en/regulation/B6.c/"))
    for code in ("B6", "B6.c.1", "B6.c.4", "B6.b"):
        assert f'href="/en/regulation/{code}/"' in page
    assert 'rel="prev" href="/en/regulation/B6.b/"' in page
    assert 'rel="next" href="/en/regulation/B6.c.1/"' in page
    assert 'rel="prev"' not in text_of(client.get("/en/regulation/A1/"))
    assert 'rel="next"' not in text_of(client.get("/en/regulation/C5.b/"))


@pytest.mark.parametrize("code", ["b7.OPT.a", "B7.OPT.A", "b7.opt.a"])
def test_another_case_leads_to_the_codes_own_address_with_its_query(client, code):
    response = client.get(f"/es/regulation/{code}/?year=2026")
    assert response.status_code == 301
    assert response.headers["Location"] == "/es/regulation/B7.opt.a/?year=2026"


@pytest.mark.parametrize("code", ["B12", "D1", "b7.opt.z", "B1.", "%00", "…", "a" * 3000])
def test_an_unknown_code_is_not_found(client, code):
    assert client.get(f"/es/regulation/{code}/").status_code == 404


def test_the_pages_are_only_read(client):
    assert client.post("/es/regulation/").status_code == 405
    assert client.post("/es/regulation/B1/").status_code == 405
    assert client.head("/es/regulation/B1/").status_code == 200


def test_the_language_button_leads_to_the_same_page(client):
    assert 'href="/en/regulation/B1/?year=2026"' in text_of(client.get("/es/regulation/B1/?year=2026"))
