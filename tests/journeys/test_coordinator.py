"""A coordinator by keyboard alone: the policy from first word to PDF, a meeting from plan to minutes."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from playwright.sync_api import expect

import documents.actions
import meetings.actions
from accounts.clock import at, now, today
from accounts.models import User
from documents.models import Document
from documents.tasks import build_missing_files
from meetings.choices import MODEL_AGENDA, MODEL_TITLES
from meetings.models import Attendance, Meeting, Minutes
from schools.models import School
from tests.journeys.staff import hired, sign_in
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
LANGUAGES = ("es", "en")
SCHOOLS = {"es": "one-charter", "en": "unbound-stockton-community", "plain": "venture-academy"}
WORDS = {
    "es": "También puede llamar o venir los jueves por la tarde.",
    "en": "You can also call or come on Thursday afternoons.",
}
PACIFIC = ZoneInfo("America/Los_Angeles")


def walk(visitor: Any, language: str, way: str, **context: Any) -> tuple[Visitor, User, str]:
    """A coordinator of a school of its own, signed in, at the desk."""
    slug = SCHOOLS[way]
    email = f"{way}-{now():%H%M%S%f}@escuelas.invalid"
    user, one = hired(email, "coordinator", slug), visitor(language, 1280, **context)
    sign_in(one, user)
    one.is_at(f"/desk/{slug}/")
    return one, user, slug


def to_editor(one: Visitor, slug: str) -> Document:
    """From the desk to the first section of a policy begun now."""
    one.follow(one.page.locator(f"a[href$='/{slug}/documents/']"))
    one.follow(one.page.locator("form:has([value=site_policy]) button"))
    document = Document.objects.get(owner__slug=slug, kind="site_policy")
    one.follow(one.page.locator("main a[href*='/sections/']"))
    return document


def add_words(one: Visitor, code: str) -> None:
    one.reach(one.page.locator(f"#{code}"))
    one.page.keyboard.press("Control+End")
    one.page.keyboard.type(f"\n\n{WORDS[code]}")


def wait_until_kept(one: Visitor, document: Document, written: str) -> None:
    """Autosave has brought both texts to the portal."""
    for _ in range(100):
        section = document.sections.get(key=written)
        if all(WORDS[code] in getattr(section, f"text_{code}") for code in LANGUAGES):
            return
        one.page.wait_for_timeout(200)


def approve_the_rest(document: Document, written: str, approvers: dict[str, User]) -> None:
    """All sections but the one written on the page."""
    for section in document.sections.exclude(key=written):
        for code in LANGUAGES:
            section.refresh_from_db()
            documents.actions.approve(section, code, by=approvers[code])


def approve_on_the_page(visitor: Any, language: str, slug: str, approvers: dict[str, User], **context: Any) -> None:
    """Each approver reads what waits, and says yes."""
    for code in LANGUAGES:
        one = visitor(language, 1280, **context)
        one.sign_in_as(approvers[code].email)
        one.open(f"/{language}/desk/{slug}/documents/waiting/")
        one.follow(one.page.locator("main a[href*='/sections/']").first)
        one.follow(one.page.locator(f"button[form='approve-{code}']"))
        one.is_at("/documents/waiting/")


def publish(one: Visitor, slug: str, document: Document) -> None:
    """Who helped, what the body decided, and the button."""
    one.open(f"/{one.language}/desk/{slug}/documents/{document.pk}/")
    one.follow(one.link(one.staff("Add who helped")))
    one.choose(one.page.locator("[name=role]").first)
    one.write(one.page.locator("#id_count"), "5")
    one.follow(one.button(one.staff("Add")))
    one.follow(one.link(one.staff("Record the decision")))
    one.write(one.page.locator("#id_vote"), "6-0")
    one.follow(one.button(one.staff("Record the decision")))
    # Families were not asked in this walk: that is asked about once.
    one.sees(one.staff("Is this right?"))
    one.tick(one.page.locator("#id_anyway"))
    one.follow(one.button(one.staff("Record the decision")))
    one.follow(one.button(one.staff("Publish")))
    one.sees(one.staff("Published, in both languages. The PDFs are being prepared."))


def read_as_families(one: Visitor, slug: str) -> None:
    """The public page and its PDFs, built by the worker's job."""
    one.follow(one.link(one.staff("See it as families do")))
    one.is_at(f"/schools/{slug}/policy/")
    one.sees(WORDS[one.language])
    assert build_missing_files() >= 2
    one.page.reload()
    for code, name in {"es": "PDF en español", "en": "PDF in English"}.items():
        link = one.link(name)
        one.reach(link)
        answer = one.context.request.get(one.portal.address + str(link.get_attribute("href")))
        assert answer.status == 200
        with pikepdf.open(io.BytesIO(answer.body())) as pdf:
            assert str(pdf.Root.Lang).startswith(code)


@pytest.mark.parametrize(("language", "way"), [("es", "es"), ("en", "en"), ("es", "plain")])
def test_a_policy_is_written_approved_adopted_published_and_read(visitor, language, way):
    """The way called plain is the whole walk without JavaScript: a button saves what else saves itself."""
    script = {"java_script_enabled": way != "plain"}
    one, _user, slug = walk(visitor, language, way, **script)
    document = to_editor(one, slug)
    written = one.page.url.rstrip("/").rsplit("/", 1)[1]
    for code in ("en", "es"):
        add_words(one, code)
    if way == "plain":
        one.follow(one.button(one.staff("Save")))
    else:
        wait_until_kept(one, document, written)
        said = {"es": "Guardado", "en": "Saved"}[language]
        expect(one.page.locator("[data-saved]")).to_contain_text(said)
    section = document.sections.get(key=written)
    assert [WORDS[code] in getattr(section, f"text_{code}") for code in LANGUAGES] == [True, True]
    approvers = {code: hired(f"{code}.{way}@condado.invalid", "approver", slug, code) for code in LANGUAGES}
    approve_the_rest(document, written, approvers)
    approve_on_the_page(visitor, language, slug, approvers, **script)
    publish(one, slug, document)
    read_as_families(one, slug)


def double_day() -> date:
    """A day to come that reads the same in any order of day and month: 12/12."""
    soon = today() + timedelta(days=7)
    days = [date(year, n, n) for year in (soon.year, soon.year + 1) for n in range(1, 13)]
    return next(day for day in days if day >= soon)


def plan(one: Visitor) -> None:
    """Two sessions at two parts of the day, the topics as they are proposed."""
    day = double_day()
    for n, (starts, ends) in enumerate([("0900A", "1030A"), ("0600P", "0730P")]):
        one.fill_date(one.page.locator(f"[name$='-{n}-day']"), f"{day:%m%d%Y}")
        one.fill_date(one.page.locator(f"[name$='-{n}-starts']"), starts)
        one.fill_date(one.page.locator(f"[name$='-{n}-ends']"), ends)
        one.write(one.page.locator(f"[name$='-{n}-place_es']"), "Biblioteca")
        one.write(one.page.locator(f"[name$='-{n}-place_en']"), "Library")
    one.follow(one.button(one.staff("Save")))
    one.follow(one.link(one.staff("Write the topics")))
    one.follow(one.button(one.staff("Save")))


@pytest.mark.parametrize(("language", "way"), [("es", "es"), ("en", "en"), ("es", "plain")])
def test_an_annual_meeting_is_planned_called_and_families_invited(visitor, language, way):
    one, _user, slug = walk(visitor, language, way, java_script_enabled=way != "plain")
    one.open(f"/{language}/desk/{slug}/meetings/")
    one.follow(one.link(one.staff("Plan a meeting")))
    one.follow(one.button(one.staff("Save")))
    # Another walk may have planned this school's annual meeting: then it is asked once.
    if (anyway := one.page.locator("#id_anyway")).count():
        one.tick(anyway)
        one.follow(one.button(one.staff("Save")))
    plan(one)
    one.follow(one.button(one.staff("Call the meeting")))
    one.follow(one.link(one.staff("Read and send the invitation")))
    one.sees("{link}")
    one.follow(one.page.locator("#step [type=submit]").last)
    meeting = Meeting.objects.filter(owner__slug=slug).latest("pk")
    hours = [row.starts_at.astimezone(PACIFIC) for row in meeting.sessions.all()]
    assert [(row.date(), row.hour) for row in hours] == [(double_day(), 9), (double_day(), 18)]
    assert (meeting.kind, meeting.state, meeting.invitations.count()) == ("annual", "called", 1)


def begun(slug: str, by: User) -> Meeting:
    """A meeting called last week whose session began this morning."""
    with at(now() - timedelta(days=7)):
        titles = {"title_es": MODEL_TITLES["es"], "title_en": MODEL_TITLES["en"]}
        meeting = meetings.actions.create(School.objects.get(slug=slug), kind="annual", by=by, **titles)
        starts = now() + timedelta(days=7, minutes=-90)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        meetings.actions.add_session(meeting, **times, place_es="Biblioteca", place_en="Library", by=by)
        meetings.actions.set_agenda(meeting, [(key, *texts) for key, texts in MODEL_AGENDA.items()], by=by)
        meetings.actions.call(meeting, by=by)
    return meeting


@pytest.mark.parametrize(("language", "way"), [("es", "es"), ("en", "en"), ("es", "plain")])
def test_a_meeting_that_has_begun_is_counted_and_minuted(visitor, language, way):
    one, user, slug = walk(visitor, language, way, java_script_enabled=way != "plain")
    meeting = begun(slug, user)
    one.open(f"/{language}/desk/{slug}/meetings/{meeting.pk}/")
    one.follow(one.link(one.staff("Enter how many came")))
    one.write(one.page.locator("#id_people"), "27")
    one.choose(one.page.locator("[name=method]").first)
    one.follow(one.button(one.staff("Save")))
    assert Attendance.objects.standing().get(session__meeting=meeting).people == 27
    one.follow(one.page.locator("main a[href$='/minutes/']"))
    for code in LANGUAGES:
        one.write(one.page.locator(f"#id_text_{code}"), WORDS[code])
    one.follow(one.button(one.staff("Save")))
    assert Minutes.objects.standing().get(meeting=meeting).text_en == WORDS["en"]
    one.open(f"/{language}/schools/{slug}/meetings/{meeting.pk}/")
    one.sees(WORDS[language])


def test_a_day_is_the_same_in_any_order():
    assert double_day().day == double_day().month
    assert isinstance(datetime.combine(double_day(), datetime.min.time()), datetime)
