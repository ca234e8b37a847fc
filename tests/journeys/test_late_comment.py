"""A comment after the last day, answered with next year's document and found again, by keyboard alone."""

from datetime import timedelta
from typing import Any

import pytest

import documents.actions
from accounts.clock import at, now, today
from documents.models import Answer, Comment, Document, ReviewWindow
from schools.choices import school_year
from schools.models import School
from tests.journeys.looking import faults
from tests.journeys.staff import hired, sign_in
from tests.journeys.test_comment import ANSWERED, SAID
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
KIND = "report-card"
SCHOOLS = {"es": "one-charter", "en": "unbound-stockton-community", "plain": "venture-academy"}


def closed(slug: str, people: dict[str, Any]) -> tuple[ReviewWindow, Document]:
    """This year's is published, its window over since yesterday; the next year's is begun."""
    school, by = School.objects.get(slug=slug), people["coordinator"]
    with at(now() - timedelta(days=9)):
        document = documents.actions.start(school, KIND, school_year(today()), by=by)
        for section in document.sections.all():
            for code in ("en", "es"):
                section.refresh_from_db()
                if getattr(section, f"state_{code}") == "missing":
                    documents.actions.write(section, code, f"Texto {code}.", revision=section.revision, by=by)
                    section.refresh_from_db()
            for code in ("en", "es"):
                section.refresh_from_db()
                documents.actions.approve(section, code, by=people[code])
        window = documents.actions.open_window(document, closes_on=today() + timedelta(days=7), by=by)
    documents.actions.adopt(document, "site_council", today(), "6-0", by=by)
    documents.actions.publish(document, by=by)
    return window, documents.actions.start(school, KIND, document.for_year + 1, by=by)


def comment(parent: Visitor, slug: str, window: ReviewWindow) -> Comment:
    """The form is open still and says that the day is past."""
    parent.open(f"/{parent.language}/schools/{slug}/documents/{KIND}/review/{window.pk}/")
    parent.write(parent.page.locator("#id_text"), SAID[parent.language])
    parent.tick(parent.page.locator("#id_may_show"))
    parent.follow(parent.button(parent.words("Send what I think")))
    row = Comment.objects.latest("pk")
    assert (row.window, row.document_id) == (None, window.document_id)
    return row


def answer(one: Visitor, slug: str, following: Document, row: Comment, way: str) -> Answer:
    """From the next year's document to what carries over, looked at, chosen and answered."""
    one.open(f"/{one.language}/desk/{slug}/documents/{following.pk}/")
    one.follow(one.page.locator("a[href$='?show=carried']"))
    looked = one.page.locator(f"a[href$='/{row.document_id}/comments/{row.pk}/']")
    one.follow(looked)
    one.follow(one.button(one.staff("Show it to the public")))
    one.open(f"/{one.language}/desk/{slug}/documents/{following.pk}/comments/?show=carried")
    assert not faulty(one, way)
    one.tick(one.page.locator(f"#c{row.pk}"))
    one.follow(one.button(one.staff("Answer the chosen ones together")))
    one.choose(one.page.locator("[name=outcome]").nth(1))
    for code, words in ANSWERED.items():
        one.write(one.page.locator(f"#id_text_{code}"), words.format(way="late"))
    one.follow(one.button(one.staff("Keep the answer")))
    row.refresh_from_db()
    assert row.answer is not None
    return row.answer


def faulty(one: Visitor, way: str) -> list[str]:
    """What axe finds; it needs the script that the plain walk goes without."""
    return faults(one.page) if way != "plain" else []


@pytest.mark.parametrize(("language", "way"), [("es", "es"), ("en", "en"), ("es", "plain")])
def test_a_comment_after_the_last_day_is_answered_with_next_years_and_found_again(visitor, language, way):
    """The way called plain is the whole walk without JavaScript."""
    slug, script = SCHOOLS[way], {"java_script_enabled": way != "plain"}
    mail = f"late-{way}-{now():%H%M%S%f}"
    people = {"coordinator": hired(f"{mail}@escuelas.invalid", "coordinator", slug)}
    people |= {code: hired(f"{mail}-{code}@condado.invalid", "approver", slug, code) for code in ("es", "en")}
    window, following = closed(slug, people)
    parent, one = visitor(language, 360, **script), visitor(language, 1280, **script)
    row = comment(parent, slug, window)
    sign_in(one, people["coordinator"])
    given = answer(one, slug, following, row, way)
    for code in ("es", "en"):
        documents.actions.approve(given, code, by=people[code])
    parent.open(f"/{language}/schools/{slug}/documents/{KIND}/")
    parent.follow(parent.link(parent.words("Comments that came late are answered now")))
    parent.sees(SAID[language])
    assert not faulty(parent, way)
    parent.follow(parent.page.locator(f"a[href$='#answer-{given.pk}']"))
    parent.sees(ANSWERED[language].format(way="late"))
    assert not faulty(parent, way)
