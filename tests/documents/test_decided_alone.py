"""A decision on what was not written with families is asked about once, with the points of the rules it leaves open."""

from datetime import date

import pytest

from accounts.clock import at
from documents import actions
from documents.facts.doubts import doubts
from documents.models import Document
from tests.cast import moment, signed_in
from tests.compliance.test_evidence import states
from tests.compliance.year import answered, draft, helped, said, window

pytestmark = pytest.mark.django_db
DECIDED = moment("2026-09-22T17:00")
POSTED = {"body": "site_council", "on": "2026-09-22", "vote": "7-0"}
NOBODY = {"en": "No family member is named", "es": "No hay ningún familiar anotado"}
UNASKED = {"en": "Families were not asked about this draft", "es": "No se preguntó a las familias"}
ANYWAY = 'id="id_anyway"'


def decide(cast, document, language="en", **more):
    slug = document.owner.slug
    with at(DECIDED):
        client = signed_in(cast.county)
        return client.post(f"/{language}/desk/{slug}/documents/{document.pk}/decision/", {**POSTED, **more})


def out(cast, document):
    with at(moment("2026-09-24T09:00")):
        actions.publish(document, by=cast.county)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("kind", "points"), [("site_policy", ["B0", "B3"]), ("compact", ["B6"])])
def test_with_nobody_it_is_asked_once_goes_on_and_the_matrix_shows_it_open(cast, kind, points, language):
    document = draft(cast, cast.team, kind)
    page = decide(cast, document, language).content.decode()
    assert NOBODY[language] in page
    assert UNASKED[language] in page
    assert ANYWAY in page
    assert 'value="7-0"' in page
    for code in points:
        assert f"{code} (" in page
    assert Document.objects.get().state == "draft"
    assert decide(cast, document, language, anyway="on").status_code == 302
    out(cast, document)
    shown = states(cast.team)
    assert all(shown[code][0] != "complete" for code in points)


def test_what_was_done_with_families_is_not_asked_about(cast):
    document = draft(cast, cast.team, "site_policy")
    helped(cast, document, date(2026, 9, 4))
    window(cast, document)
    assert decide(cast, document).status_code == 302
    out(cast, document)
    assert states(cast.team)["B0"][0] == "complete"


def test_each_of_the_two_is_named_alone(cast):
    alone = draft(cast, cast.team, "site_policy")
    helped(cast, alone, date(2026, 9, 4))
    page = decide(cast, alone).content.decode()
    assert UNASKED["en"] in page
    assert NOBODY["en"] not in page
    asked = draft(cast, cast.team, "compact")
    opened = window(cast, asked)
    answered(cast, asked, [said(opened)])
    page = decide(cast, asked).content.decode()
    assert UNASKED["en"] not in page
    # Families spoke, and nobody is named: the agreement's point asks for it.
    assert NOBODY["en"] in page
    assert "B6 (" in page


@pytest.mark.parametrize(
    ("owner", "kind", "heard_on", "point"),
    [
        ("office", "lcap", "2026-09-15", "A1"),
        ("team", "schoolwide-plan", "", "B3"),
        ("team", "improvement-plan", "", "A1"),
    ],
)
def test_a_plan_decided_on_without_a_window_is_asked_about_the_same(cast, owner, kind, heard_on, point):
    document = draft(cast, getattr(cast, owner), kind)
    page = decide(cast, document, heard_on=heard_on).content.decode()
    assert UNASKED["en"] in page
    assert f"Of the rules this stays open: {point} (" in page
    assert decide(cast, document, heard_on=heard_on, anyway="on").status_code == 302
    shown = states(cast.office if point == "A1" else cast.team)
    assert shown[point][0] != "complete"


def test_a_plan_families_commented_on_is_not_asked_about(cast):
    document = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, document)
    answered(cast, document, [said(opened)])
    assert decide(cast, document).status_code == 302


def test_a_section_that_came_in_after_families_were_asked_is_named(cast):
    document = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, document)
    answered(cast, document, [said(opened)])
    headings = {"es": "Transporte", "en": "Getting here"}
    with at(moment("2026-09-17T09:00")):
        actions.add_section("schoolwide-plan", headings=headings, for_year=2026, by=cast.county)
        actions.add_sections(document, by=cast.coordinator)
        section = document.sections.get(key="getting-here")
        actions.write(section, "en", "By bus.", revision=section.revision, by=cast.coordinator)
    page = decide(cast, document).content.decode()
    assert "who have not seen them: “Getting here”" in page
    assert decide(cast, document, anyway="on").status_code == 302


def test_what_cannot_be_decided_on_is_refused_before_it_is_asked(cast):
    with at(moment("2026-08-20T09:00")):
        document = actions.start(cast.team, "schoolwide-plan", 2026, by=cast.coordinator)
    page = decide(cast, document).content.decode()
    assert "still to fill in" in page
    assert ANYWAY not in page


def test_no_point_is_named_that_does_not_bind_the_school_and_none_is_asked_of_a_report(cast):
    outside = draft(cast, cast.special, "compact")
    said_of = " ".join(doubts(outside))
    assert UNASKED["en"] in said_of
    assert "stays open" not in said_of
    assert doubts(draft(cast, cast.team, "report-card")) == []


ODD = {
    "late": {
        "en": "The law asks that it is decided by July 1, 2026",
        "es": "La ley pide que se decida a más tardar el 1 de julio de 2026",
    },
    "body": {"en": "The law asks that a governing board decides", "es": "La ley pide que una mesa directiva decida"},
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_texts_nobody_approved_are_counted_once_before_a_decision(cast, language):
    document = draft(cast, cast.team, "site_policy")
    helped(cast, document, date(2026, 9, 4))
    window(cast, document)
    row = document.sections.get(key="B3")
    with at(moment("2026-09-21T09:00")):
        actions.write(row, row.source_language, "Otras palabras.", revision=row.revision, by=cast.coordinator)
    waiting = sum(
        getattr(one, f"state_{code}") != "approved" for one in document.sections.all() for code in ("es", "en")
    )
    assert waiting == 2
    page = decide(cast, document, language).content.decode()
    said_once = {"en": "2 texts are not approved yet", "es": "2 textos todavía no están aprobados"}[language]
    assert said_once in page
    assert UNASKED[language] not in page
    assert "/contributor" not in page.split('id="h-doubts"')[1].split("</form>")[0]
    assert decide(cast, document, language, anyway="on").status_code == 302


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_county_plan_decided_late_or_by_a_council_is_asked_about(cast, language):
    document = draft(cast, cast.office, "lcap")
    page = decide(cast, document, language, heard_on="2026-09-15").content.decode()
    assert ODD["late"][language] in page
    assert ODD["body"][language] in page
    by_board = decide(cast, document, language, heard_on="2026-09-15", body="county_board").content.decode()
    assert ODD["late"][language] in by_board
    assert ODD["body"][language] not in by_board


def test_a_plan_that_is_heard_is_decided_by_a_board_unless_told_and_asks_for_its_hearing(cast):
    def opened(document):
        with at(DECIDED):
            address = f"/en/desk/{document.owner.slug}/documents/{document.pk}/decision/"
            return signed_in(cast.county).get(address).context["form"]

    plan, policy = opened(draft(cast, cast.office, "lcap")), opened(draft(cast, cast.team, "site_policy"))
    assert plan["body"].value() == "county_board"
    assert policy["body"].value() == "site_council"
    assert (str(plan["heard_on"].label), "if there was one" in str(policy["heard_on"].label)) == (
        "Day of the public hearing",
        True,
    )


def test_a_second_version_is_asked_about_too_and_leaves_no_point_open(cast):
    document = draft(cast, cast.team, "site_policy")
    helped(cast, document, date(2026, 9, 4))
    window(cast, document)
    assert decide(cast, document).status_code == 302
    out(cast, document)
    with at(moment("2026-09-28T09:00")):
        actions.take_back(document, by=cast.coordinator)
    said_of = " ".join(doubts(document))
    assert "No family member is named among those who helped with this version." in said_of
    assert UNASKED["en"] in said_of
    assert "Of the rules" not in said_of
    assert "B0 (" not in said_of
