"""What is stale is translated and approved by keyboard alone; nothing typed is lost; what is pasted is clean."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

import documents.actions
from accounts.clock import at, now, today
from accounts.models import User
from documents.choices import other
from documents.markup import tidy
from documents.models import Document, Section
from documents.views.editor import CONFLICT
from schools.models import School
from sjcoe_portal.demo.cast import COUNTY
from tests.journeys.staff import hired, sign_in
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
FIT = "Ahora también puede llamar por la tarde."
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
<!--[if gte mso 9]><xml>junk</xml><![endif]-->
<h2 style='color:#123'>Una <span style='font-style:italic'>junta</span></h2>
<p class=MsoNormal style='margin:0'>Texto
<b style='mso-bidi-font-weight:normal'>fuerte</b>,&nbsp;<i>suave</i><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>uno</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>o<span>&nbsp;</span></span>dos</p>
<p class=MsoNormal>Vea <a href="https://example.org/a">esto</a> y <a href="javascript:alert(1)">eso</a> 2*3_4</p>
<script>document.title = "stolen"</script><img src="https://example.org/x.png"></body></html>"""
CLEAN = (
    "## Una junta\n\nTexto **fuerte**, *suave*\n\n- uno\n   - dos\n\nVea [esto](https://example.org/a) y eso 2\\*3_4"
)
DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<p dir="ltr"><span style="font-weight:700">A</span>
<span style="font-weight:400;font-style:italic">b</span></p>
<ol><li><p><span>uno</span></p></li><li>dos<ul><li>tres</li></ul></li></ol>
<table><tr><td>celda</td><td>otra</td></tr></table></b>"""
LAW = """<p>20 USC 6318[e], EC § 51101[b](1)</p><p>Nombre: ____ Fecha: ____</p><p>• uno</p><p>➢&nbsp;dos</p>
<p>Fin *a* _b_</p>
<table><tr><th>Taller</th><th>Día</th><th>Hora</th></tr><tr><td><p>Leer</p></td><td>14</td><td>6</td></tr></table>"""
LAW_CLEAN = (
    "20 USC 6318[e], EC § 51101[b](1)\n\nNombre: ____ Fecha: ____\n\n- uno\n- dos\n\nFin \\*a* \\_b_"
    "\n\n- Taller | Día | Hora\n- Leer | 14 | 6"
)
PASTE = """([field, html, plain]) => { const data = new DataTransfer(); if (html) data.setData('text/html', html);
    data.setData('text/plain', plain); const e = document.getElementById(field); e.focus(); e.select();
    const done = !e.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
    return done; }"""


@pytest.fixture
def stale(portal) -> Any:
    """A draft of a school of its own, approved in both languages, whose English changed after: (document, section)."""

    def made(language: str, kind: str = "site_policy") -> tuple[Document, Section, dict[str, User]]:
        mark = f"{language}{now():%H%M%S%f}"
        by = User.objects.get(email=COUNTY)
        approvers = {code: hired(f"{code}.{mark}@condado.invalid", "approver", school(), code) for code in ("es", "en")}
        found = Document.objects.filter(owner__slug=school(), kind=kind)
        year = 2027 + found.count()
        document = documents.actions.start(School.objects.get(slug=school()), kind, year, by=by)
        for section in document.sections.all():
            if section.key == "B4":
                # A year starts from the texts of the year before, which an earlier test may have written.
                section = documents.actions.write(section, "es", mark, revision=section.revision, by=by)
            for code in approvers:
                if not getattr(section, f"text_{code}"):
                    section = documents.actions.write(section, code, "Algo nuevo.", revision=section.revision, by=by)
            for code, approver in approvers.items():
                section = documents.actions.approve(section, code, by=approver)
        section = document.sections.get(key="B4")
        documents.actions.write(section, "en", f"Now you can also call: {mark}.", revision=section.revision, by=by)
        return document, section, approvers

    return made


def school() -> str:
    """A school without documents of the demo year."""
    return (
        School.objects.exclude(documents__state="published")
        .filter(kind="school", status="active")
        .order_by("slug")[0]
        .slug
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_stale_text_is_found_made_to_fit_and_approved(visitor, portal, stale, language):
    document, section, approvers = stale(language)
    writer = hired(f"w{language}{now():%H%M%S%f}@condado.invalid", "coordinator", document.owner.slug)
    one = visitor(language, 1280)
    sign_in(one, writer)
    one.open(f"/{language}/desk/{document.owner.slug}/documents/{document.pk}/sections/B1/")
    one.follow(one.page.locator("[data-saved] ~ a, .bar a").first)
    one.is_at("/sections/B4/")
    one.write(one.page.locator("#es"), FIT)
    one.follow(one.button(one.staff("Save")))
    assert Section.objects.get(pk=section.pk).text_es == FIT
    two = visitor(language, 360)
    two.sign_in_as(approvers["es"].email)
    two.open(f"/{language}/desk/translations/")
    two.follow(two.page.locator("main tbody a").first)
    two.is_at("/sections/B4/")
    two.follow(two.page.locator("button[form='approve-es']"))
    assert Section.objects.get(pk=section.pk).state_es == "approved"


def editor(visitor: Any, stale: Any, language: str) -> tuple[Visitor, Section]:
    document, section, _approvers = stale(language)
    one: Visitor = visitor(language, 1280)
    one.sign_in_as(COUNTY)
    one.open(f"/{language}/desk/{document.owner.slug}/documents/{document.pk}/sections/B4/")
    return one, section


def kept(one: Visitor, section: Section, text: str) -> bool:
    """Whether autosave brings it to the portal within a while."""
    for _ in range(60):
        if Section.objects.get(pk=section.pk).text_es == text:
            return True
        one.page.wait_for_timeout(250)
    return False


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_dropped_line_loses_nothing_and_what_was_typed_goes_out_when_it_is_back(visitor, stale, language):
    one, section = editor(visitor, stale, language)
    before = section.text_es
    one.context.set_offline(True)
    one.write(one.page.locator("#es"), FIT)
    bar = one.page.locator("[data-saved]")
    expect(bar).to_contain_text(
        one.staff("No connection. What you type is kept here and sent when the connection is back.")
    )
    assert Section.objects.get(pk=section.pk).text_es == before
    one.context.set_offline(False)
    assert kept(one, section, FIT)
    expect(bar).to_have_attribute("data-state", "saved")
    one.complaints[:] = [text for text in one.complaints if "ERR_INTERNET_DISCONNECTED" not in text]


def test_typed_off_line_and_reloaded_it_is_put_back(visitor, stale):
    one, section = editor(visitor, stale, "en")
    one.context.set_offline(True)
    one.write(one.page.locator("#es"), FIT)
    expect(one.page.locator("[data-saved]")).to_have_attribute("data-state", "unsaved")
    one.context.set_offline(False)
    one.page.reload()
    expect(one.page.locator("#es")).to_have_value(FIT)
    assert kept(one, section, FIT)
    one.complaints[:] = [text for text in one.complaints if "ERR_INTERNET_DISCONNECTED" not in text]


def test_a_session_that_ended_keeps_the_text_until_one_has_signed_in_again(visitor, stale):
    one, section = editor(visitor, stale, "en")
    cookies = one.context.cookies()
    one.context.clear_cookies()
    one.write(one.page.locator("#es"), FIT)
    bar = one.page.locator("[data-saved]")
    expect(bar).to_contain_text(one.staff("Your session has ended. What you typed is kept on this device."))
    one.context.add_cookies(cookies)
    one.page.reload()
    expect(one.page.locator("#es")).to_have_value(FIT)
    assert kept(one, section, FIT)


def test_the_language_button_saves_what_was_typed_first(visitor, stale):
    one, section = editor(visitor, stale, "en")
    one.write(one.page.locator("#es"), FIT)
    one.follow(one.page.locator("header [name=switch_language]"))
    assert "/es/desk/" in one.page.url
    expect(one.page.locator("#es")).to_have_value(FIT)
    assert Section.objects.get(pk=section.pk).text_es == FIT


def switched(one: Visitor, other: str) -> list[int]:
    """Press the language button and wait for the other language's page: the statuses the editor's posts got."""
    got: list[int] = []
    one.page.on("response", lambda said: got.append(said.status) if said.request.method == "POST" else None)
    one.press(one.page.locator("header [name=switch_language]"))
    one.page.wait_for_url(f"**/{other}/desk/**")
    return got


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("typed", [FIT, f"{FIT}  ", f"{FIT}\n\n\n• uno", "Ahora tambie\u0301n puede llamar."])
def test_typed_and_switched_at_once_there_is_no_alarm_and_nothing_is_kept(visitor, stale, language, typed):
    one, section = editor(visitor, stale, language)
    one.page.locator("#es").fill(typed)
    assert CONFLICT not in switched(one, other(language))
    expect(one.page.locator("#es")).to_have_value(tidy(typed))
    expect(one.page.locator("[data-saved]")).not_to_have_attribute("data-state", "unsaved")
    assert one.page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('typed:'))") == []
    assert Section.objects.get(pk=section.pk).text_es == tidy(typed)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_language_button_waits_for_the_save_in_flight(visitor, stale, language):
    one, section = editor(visitor, stale, language)
    one.page.evaluate(
        """() => { const real = window.fetch; let first = true; window.fetch = async (...all) => {
        const answer = await real(...all); if (!first) return answer; first = false;
        await new Promise((done) => setTimeout(done, 3000)); return answer; }; }"""
    )
    one.page.locator("#es").fill("Lo primero.")
    assert kept(one, section, "Lo primero.")
    one.page.locator("#es").fill("Lo primero y lo segundo.")
    assert CONFLICT not in switched(one, other(language))
    expect(one.page.locator("#es")).to_have_value("Lo primero y lo segundo.")
    expect(one.page.locator("[data-saved]")).not_to_have_attribute("data-state", "unsaved")
    assert Section.objects.get(pk=section.pk).text_es == "Lo primero y lo segundo."


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_true_conflict_is_shown_when_the_language_is_switched_at_once(visitor, stale, language):
    one, section = editor(visitor, stale, language)
    fresh = Section.objects.get(pk=section.pk)
    by = User.objects.exclude(email=COUNTY).filter(kind="staff").first()
    documents.actions.write(fresh, "es", "El texto de la otra persona.", revision=fresh.revision, by=by)
    one.page.locator("#es").fill("El texto de quien llega después.")
    assert CONFLICT in switched(one, other(language))
    expect(one.page.locator(".compared del").first).to_be_visible()
    expect(one.page.locator("#es")).to_have_value("El texto de quien llega después.")
    assert Section.objects.get(pk=section.pk).text_es == "El texto de la otra persona."


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_decided_document_says_so_and_a_new_word_takes_the_note_away_at_once(visitor, stale, language):
    document, section, approvers = stale(language)
    documents.actions.approve(section, "en", by=approvers["en"])
    section = documents.actions.still_correct(section, "es", by=approvers["es"])
    # The years of these documents lie ahead, and so does the decision on them.
    with at(now().replace(year=document.for_year + 1, month=2, day=3)):
        documents.actions.adopt(document, "site_council", today(), "7-0", by=User.objects.get(email=COUNTY))
    one = visitor(language, 1280)
    one.sign_in_as(COUNTY)
    one.open(f"/{language}/desk/{document.owner.slug}/documents/{document.pk}/sections/B4/")
    note, again = one.page.locator("[data-decided]"), one.staff("This has to be decided again.")
    expect(note).to_contain_text(
        one.staff(
            "If the words of the English change, it has to be decided again: it was written first. Better Spanish"
            " changes nothing."
        )
    )
    expect(note).not_to_contain_text(again)
    one.write(one.page.locator("#en"), "Other words, so that it is decided again.")
    expect(note).to_contain_text(again)
    chip = one.page.locator("[data-parity=en]").inner_text()
    expect(one.page.locator("[aria-current] [data-outline=en]")).to_contain_text(chip)
    expect(one.page.locator("[data-saved]")).to_contain_text(
        one.staff("Saved. The words that were decided on have changed: this has to be decided again.")
    )
    one.follow(one.button(one.staff("Save")))
    expect(note).to_contain_text(again)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_second_of_two_sees_where_the_first_differs(visitor, stale, language):
    one, section = editor(visitor, stale, language)
    fresh = Section.objects.get(pk=section.pk)
    by = User.objects.exclude(email=COUNTY).filter(kind="staff").first()
    documents.actions.write(fresh, "es", "El texto de la otra persona.", revision=fresh.revision, by=by)
    one.write(one.page.locator("#es"), "El texto de quien llega después.")
    both = one.button(one.staff("See both texts"))
    expect(both).to_be_visible(timeout=15_000)
    one.follow(both)
    expect(one.page.locator(".compared del").first).to_be_visible()
    expect(one.page.locator("#es")).to_have_value("El texto de quien llega después.")
    one.follow(one.button(one.staff("Save")))
    assert Section.objects.get(pk=section.pk).text_es == "El texto de quien llega después."


def pasted(page: Page, html: str, plain: str = "plain") -> str:
    page.evaluate(PASTE, ["es", html, plain])
    return page.locator("#es").input_value()


def test_a_paste_from_word_or_docs_becomes_the_narrow_markdown(visitor, stale):
    one, section = editor(visitor, stale, "es")
    assert pasted(one.page, WORD) == CLEAN
    assert one.page.title() != "stolen"
    said = pasted(one.page, DOCS)
    assert said == "**A** *b*\n\n1. uno\n2. dos\n   - tres\n- celda: otra"
    expect(one.page.locator("[data-refused=es]")).to_contain_text("cada renglón es un punto de la lista")
    assert kept(one, section, said)


def test_a_paste_escapes_only_what_would_be_a_mark_and_keeps_lists_and_rows(visitor, stale):
    one, _section = editor(visitor, stale, "es")
    assert pasted(one.page, LAW) == LAW_CLEAN


def test_a_paste_of_two_megabytes_gets_a_sentence_and_loses_nothing(visitor, stale):
    one, _section = editor(visitor, stale, "en")
    before = one.page.locator("#es").input_value()
    for html, plain in (("", "palabra " * 250_000), (f"<p>{'palabra ' * 250_000}</p>", "x")):
        one.page.evaluate(PASTE, ["es", html, plain])
        expect(one.page.locator("[data-refused=es]")).to_contain_text("characters more than this section can hold")
        assert one.page.locator("#es").input_value() == before


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_preview_follows_what_is_typed_and_is_reached_by_keyboard(visitor, stale, language):
    one, _section = editor(visitor, stale, language)
    one.press(one.button(one.staff("Preview")))
    drawn = one.page.locator("[data-preview=es] [data-drawn]")
    expect(drawn).to_be_visible()
    one.write(one.page.locator("#es"), "# Un título\n\n- **uno**")
    expect(drawn.locator("h4")).to_have_text("Un título")
    expect(drawn.locator("li strong")).to_have_text("uno")
    one.press(one.button(one.staff("Hide the preview")))
    expect(drawn).to_be_hidden()
