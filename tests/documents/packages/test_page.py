"""Dissent that cannot be lost: what travels, who seals it, once, and who is told."""

import hashlib
import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

import schools.actions
from accounts.clock import at
from documents import actions, tasks
from documents.facts.packages import faults
from documents.models import Comment, Submission
from tests.cast import moment, signed_in
from tests.compliance.year import answered, draft, put_out
from tests.documents.packages.helpers import SENT_ON, THEN, desk, get, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("en", "2 comments of families"), ("es", "2 comentarios de familias")])
def test_the_page_says_what_travels(cast, edition, language, words):
    page = get(cast, edition.document, language=language).content.decode()
    assert words in page
    assert "Falta ayuda" not in page


def test_sealed_and_sent_by_a_button_and_listed_with_its_seal(cast, edition):
    with at(THEN):
        client = signed_in(cast.coordinator)
        assert client.post(desk(edition.document), {"on": "2026-10-01"}).status_code == 302
        page = client.get(desk(edition.document)).content.decode()
    row = Submission.objects.get()
    assert row.digest in page
    assert row.comments.count() == 2
    assert (row.recipient, row.on) == ("county", SENT_ON)


def test_refused_before_it_is_published_after_it_is_taken_back_and_on_another_day(cast, plan):
    client = signed_in(cast.coordinator)
    with at(THEN):
        page = client.post(desk(plan), {"on": "2026-10-01"}).content.decode()
        assert "Publish the plan first" in page
        assert "It is not published yet" in page
    edition = put_out(cast, plan)
    with at(THEN):
        for day in ("2026-09-01", "2026-10-02", "", "never"):
            assert client.post(desk(plan), {"on": day}).status_code == 200
        actions.void_edition(edition, by=cast.county, reason="A mistake")
        assert "Publish the plan first" in client.post(desk(plan), {"on": "2026-10-01"}).content.decode()
        with pytest.raises(ValidationError):
            actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
    assert not Submission.objects.exists()


def test_a_document_that_is_not_sent_on_has_no_such_page(cast, edition):
    policy = draft(cast, cast.team, "site_policy")
    assert get(cast, policy).status_code == 404
    assert get(cast, edition.document, who=cast.elsewhere).status_code == 404
    assert get(cast, edition.document, who=cast.assistant).status_code == 200
    with at(THEN):
        assert signed_in(cast.assistant).post(desk(edition.document), {"on": "2026-10-01"}).status_code == 404


def test_the_file_holds_the_plan_the_comments_and_how_to_check(cast, edition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert tasks.build_missing_files() == 2
    with at(THEN):
        row = actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
    archive = opened(get(cast, edition.document, f"sent/{row.pk}/", who=cast.county))
    assert sorted(archive.namelist()) == [
        "comments-en.html", "comments-es.html", "comments.csv", "manifest.json", "plan-en.pdf", "plan-es.pdf",
    ]  # fmt: skip
    manifest = json.loads(archive.read("manifest.json"))
    again = json.dumps(manifest["sealed"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(again.encode()).hexdigest() == manifest["digest"] == row.digest
    for name, mark in manifest["files"].items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == mark
    spanish = archive.read("comments-es.html").decode()
    assert '<html lang="es">' in spanish
    assert '<blockquote lang="es">Falta ayuda después de clases.</blockquote>' in spanish
    assert "No está conforme" in spanish
    assert archive.read("plan-es.pdf").startswith(b"%PDF-")


WAIT = {
    "en": ("Try the download again in a minute", "The PDFs are being prepared"),
    "es": ("Descárguelo otra vez en un minuto", "Se están preparando los PDF"),
}


@pytest.mark.parametrize("language", WAIT)
def test_no_file_is_given_before_the_plan_is_built_in_both_languages(cast, package, settings, tmp_path, language):
    settings.MEDIA_ROOT = tmp_path
    document, tail = package.edition.document, f"sent/{package.pk}/"
    asked, shown = WAIT[language]
    for left in (2, 1):
        assert package.edition.files.filter(built_at=None).count() == left
        with at(THEN):
            page = signed_in(cast.county).get(desk(document, tail, language), follow=True)
        assert (page["Content-Type"], page.redirect_chain) == (
            "text/html; charset=utf-8",
            [(desk(document, language=language), 302)],
        )
        assert asked in page.content.decode()
        assert shown in page.content.decode()
        assert f'href="{desk(document, tail, language)}"' not in page.content.decode()
        tasks._build(package.edition.files.filter(built_at=None).order_by("pk")[0].pk)
    assert f'href="{desk(document, tail, language)}"' in get(cast, document, language=language).content.decode()
    manifest = json.loads(opened(get(cast, document, tail, language=language)).read("manifest.json"))
    assert manifest["pdf_not_built"] == []


def test_of_a_plan_taken_back_before_it_was_built_the_file_says_what_it_lacks(cast, package):
    document, tail = package.edition.document, f"sent/{package.pk}/"
    with at(THEN):
        actions.void_edition(package.edition, by=cast.county, reason="A mistake")
    first = opened(get(cast, document, tail)).read("manifest.json")
    assert json.loads(first)["pdf_not_built"] == ["es", "en"]
    # The same package is the same file.
    assert opened(get(cast, document, tail)).read("manifest.json") == first


def test_another_school_never_gets_the_file(cast, package):
    document = package.edition.document
    assert get(cast, document, f"sent/{package.pk}/", who=cast.elsewhere).status_code == 404
    assert get(cast, document, "sent/999999/").status_code == 404


def test_a_name_goes_only_where_it_was_chosen_and_may_be_taken_back(cast, plan, built):
    with at(moment("2026-09-20T10:00")):
        for name in ("", "Ofelia Muestra"):
            words = actions.Said(
                text=f"No me parece. {name and 'Soy yo.'}", language="es", not_satisfied=True, name=name
            )
            actions.comment(plan.windows.get(), words, form_key=name or "none")
    edition = put_out(cast, plan)
    built()
    with at(THEN):
        row = actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
    table = opened(get(cast, plan, f"sent/{row.pk}/")).read("comments.csv").decode("utf-8-sig")
    assert table.count("Ofelia Muestra") == 1
    Comment.objects.filter(name="Ofelia Muestra").update(name="")
    assert faults(row) == []
    again = opened(get(cast, plan, f"sent/{row.pk}/"))
    assert b"Ofelia" not in b"".join(again.read(name) for name in again.namelist())


def test_a_committees_comment_does_not_pass_for_a_familys(cast, plan):
    with at(moment("2026-09-20T10:00")):
        words = actions.Said(text="El comité pide más.", language="es", committee="DELAC")
        said_by_all = actions.enter_comment(plan, words, on=date(2026, 9, 20), by=cast.coordinator, form_key="c")
    answered(cast, plan, [said_by_all], on="2026-09-21")
    edition = put_out(cast, plan)
    with at(THEN):
        row = actions.send_on(edition, on=SENT_ON, by=cast.coordinator)
    assert row.comments.count() == 2


def test_taking_a_package_back_says_why_and_keeps_it(cast, package):
    document = package.edition.document
    with at(THEN):
        client = signed_in(cast.coordinator)
        client.post(desk(document, f"sent/{package.pk}/take-back/"), {"reason": "It was never sent"})
        page = client.get(desk(document)).content.decode()
    assert "Not sent: It was never sent" in page
    assert package.digest in page


# ------------------------------------------------------------------------------------------------ once, and who is told
LATER = moment("2026-10-05T09:00")
AGAIN = {
    "en": ("This package is made already: edition 1, comments: 2, sealed by", "There is nothing new to send."),
    "es": ("Este paquete ya está hecho: edición 1, comentarios: 2, sellado por", "No hay nada nuevo que enviar."),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_same_package_is_made_once_and_the_page_names_it(cast, package, language):
    document, client = package.edition.document, signed_in(cast.coordinator)
    made, nothing = AGAIN[language]
    with at(LATER):
        page = client.get(desk(document, language=language)).content.decode()
        assert nothing in page
        assert 'name="on"' not in page
        page = client.post(desk(document, language=language), {"on": "2026-10-05"}).content.decode()
    assert made in page
    assert cast.coordinator.name in page
    assert Submission.objects.count() == 1


def test_another_is_made_once_something_new_has_come_or_the_first_never_went(cast, package):
    document, edition = package.edition.document, package.edition
    with at(LATER):
        words = actions.Said(text="Y más maestros.", language="es", not_satisfied=True)
        actions.comment(document.windows.get(), words, form_key="later")
        second = actions.send_on(edition, on=date(2026, 10, 5), by=cast.coordinator)
        assert second.comments.count() == 3
        with pytest.raises(ValidationError, match="edition 1, comments: 3"):
            actions.send_on(edition, on=date(2026, 10, 5), by=cast.county)
        schools.actions.void(second, by=cast.coordinator, reason="It was never sent")
        assert actions.send_on(edition, on=date(2026, 10, 5), by=cast.coordinator).comments.count() == 3


TOLD = {"en": "the county office’s list of plans", "es": "la lista de planes de la oficina del condado"}


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_county_office_is_told_by_its_list_and_the_page_says_who_reads_it(cast, edition, language):
    document, url = edition.document, f"/{language}/county/plans/"
    county, matrix = signed_in(cast.county), f"/{language}/county/"
    link = f'href="{url}"'
    with at(THEN):
        before = get(cast, document, language=language).content.decode()
        assert TOLD[language] in before
        assert cast.county.name in before
        assert document.owner.name not in county.get(url).content.decode()
        assert link not in county.get(matrix).content.decode()
        signed_in(cast.coordinator).post(desk(document, language=language), {"on": "2026-10-01"})
        package = Submission.objects.get()
        page = county.get(url).content.decode()
        assert document.owner.name in page
        assert desk(document, language=language) in page
        assert desk(document, f"sent/{package.pk}/", language) in page
        assert link in county.get(matrix).content.decode()
        # Who only reads at the county finds it too, without the file and its names.
        page = signed_in(cast.readonly).get(url).content.decode()
        assert document.owner.name in page
        assert f"sent/{package.pk}/" not in page
        assert signed_in(cast.coordinator).get(url).status_code == 404


def test_a_plan_for_the_state_says_that_somebody_sends_it(cast):
    plan = draft(cast, cast.office, "title-i-plan")
    with at(THEN):
        page = signed_in(cast.county).get(f"/en/desk/{cast.office.slug}/documents/{plan.pk}/sent/").content.decode()
    assert "The portal does not send it to the State." in page
