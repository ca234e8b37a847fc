"""What documents written with families show, provision by provision, by real verbs; and what taking it back undoes."""

from datetime import date, timedelta

import pytest

import documents.actions
import feedback.actions
import schools.actions
from accounts.clock import at
from documents.models import Contributor, OpenPoint
from schools.models import Designation
from tests.cast import moment, signed_in
from tests.compliance.test_evidence import NOW, changed, states
from tests.compliance.year import answered, draft, helped, published_policy, put_out, said, window

pytestmark = pytest.mark.django_db
LATER = moment("2026-11-22T12:01")


def state(school, code, **when):
    return states(school, **when)[code][0]


def take_back(row):
    with at(NOW):
        schools.actions.void(row, by=row.entered_by, reason="A mistake")


def void(cast, edition):
    with at(NOW):
        documents.actions.void_edition(edition, by=cast.county, reason="A mistake")


# ------------------------------------------------------------------------------------------------- the county's plans


def test_a_county_plan_families_reviewed_shows_a1_with_what_it_did(cast):
    before = states(cast.office)
    plan = draft(cast, cast.office, "title-i-plan")
    assert changed(before, states(cast.office)) == set()
    opened = window(cast, plan)
    assert changed(before, states(cast.office)) == {"A1", "A1.d"}
    assert state(cast.office, "A1") == "partly"
    comment = said(opened)
    assert state(cast.office, "A1") == "partly"
    answered(cast, plan, [comment])
    assert state(cast.office, "A1") == "complete"
    # The past as it was: before its answer, before its window.
    assert state(cast.office, "A1", on=date(2026, 9, 15)) == "partly"
    assert state(cast.office, "A1", on=date(2026, 9, 2)) == "none"
    assert state(cast.office, "A1.d", on=date(2026, 9, 2)) == "none"


def test_a_window_taken_back_shows_no_review(cast):
    plan = draft(cast, cast.office, "lcap")
    opened = window(cast, plan)
    helped(cast, plan, date(2026, 9, 4))
    assert (state(cast.office, "A1"), state(cast.office, "A1.d")) == ("complete", "complete")
    with at(NOW):
        documents.actions.void_window(opened, by=cast.county, reason="Opened by mistake")
    assert state(cast.office, "A1", known_at=LATER) == "none"
    assert state(cast.office, "A1.d", known_at=LATER) == "none"
    assert state(cast.office, "A1", known_at=moment("2026-11-22T11:59")) == "complete"


def test_an_improvement_plan_begun_for_a_title_i_school_is_part_of_a1(cast):
    plan = draft(cast, cast.office, "title-i-plan")
    window(cast, plan)
    helped(cast, plan, date(2026, 9, 4))
    assert state(cast.office, "A1") == "complete"
    improvement = draft(cast, cast.team, "improvement-plan")
    assert state(cast.office, "A1") == "partly"
    window(cast, improvement)
    helped(cast, improvement, date(2026, 9, 4))
    assert state(cast.office, "A1") == "complete"


def test_section_b3_of_every_title_i_schools_policy_names_a_council(cast):
    edition = published_policy(cast)
    others = Designation.objects.standing().exclude(school=cast.team).filter(title_i__in=["schoolwide", "targeted"])
    assert state(cast.office, "A1.f") == ("partly" if others.exists() else "complete")
    for row in others:
        take_back(row)
    assert state(cast.office, "A1.f", known_at=LATER) == "complete"
    void(cast, edition)
    assert state(cast.office, "A1.f", known_at=LATER + timedelta(minutes=1)) == "none"


def test_a_coordination_plan_of_the_year_shows_a3_d(cast):
    plan = draft(cast, cast.office, "coordination-plan")
    edition = put_out(cast, plan)
    assert state(cast.office, "A3.d") == "complete"
    assert state(cast.office, "A3.d", on=date(2026, 9, 23)) == "none"
    void(cast, edition)
    assert state(cast.office, "A3.d", known_at=LATER) == "none"


def test_strategies_from_findings_and_a_revised_policy_show_a5(cast):
    policy = draft(cast, cast.office, "agency-policy")
    put_out(cast, policy)
    assert state(cast.office, "A5") == "partly"
    with at(moment("2026-10-01T09:00")):
        point = OpenPoint.objects.create(
            owner=cast.office,
            kind="agency-policy",
            source="finding",
            language="en",
            text="Meetings by video",
            finding="Families work in the evening",
            tier="3",
            on=date(2026, 10, 1),
            entered_by=cast.county,
        )
    assert state(cast.office, "A5", known_at=LATER) == "complete"
    assert state(cast.office, "A5", on=date(2026, 9, 30)) == "partly"
    take_back(point)
    assert state(cast.office, "A5", known_at=LATER) == "partly"


def test_a_revision_drafted_with_families_shows_a5_c(cast):
    assert state(cast.office, "A5.c") == "not_applicable"
    policy = draft(cast, cast.office, "agency-policy")
    assert state(cast.office, "A5.c") == "none"
    window(cast, policy)
    (row,) = helped(cast, policy, date(2026, 9, 4))
    assert state(cast.office, "A5.c") == "complete"
    take_back(row)
    assert state(cast.office, "A5.c", known_at=LATER) == "partly"


# -------------------------------------------------------------------------------------------------- a Title I school


def test_planning_with_families_shows_b3_where_policy_and_plan_were_reviewed(cast):
    policy = draft(cast, cast.team, "site_policy")
    plan = draft(cast, cast.team, "schoolwide-plan")
    for document in (policy, plan):
        window(cast, document)
    helped(cast, policy, date(2026, 9, 4))
    assert state(cast.team, "B3") == "partly"
    second = helped(cast, plan, date(2026, 9, 8))
    assert state(cast.team, "B3") == "complete"
    assert state(cast.team, "B3", on=date(2026, 9, 7)) == "partly"
    take_back(second[0])
    assert state(cast.team, "B3", known_at=LATER) == "partly"


def test_dissent_with_the_plan_is_shown_by_a_package_with_every_comment(cast):
    plan = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, plan)
    comments = [said(opened, text="Me parece bien.")]
    assert state(cast.team, "B5") == "not_applicable"
    comments.append(said(opened, satisfied=False, text="Falta ayuda después de clases."))
    assert state(cast.team, "B5") == "none"
    answered(cast, plan, comments)
    edition = put_out(cast, plan)
    with at(moment("2026-10-01T09:00")):
        package = documents.actions.send_on(edition, on=date(2026, 10, 1), by=cast.coordinator)
    assert package.comments.count() == 2
    assert state(cast.team, "B5") == "complete"
    assert state(cast.team, "B5", on=date(2026, 9, 30)) == "none"
    take_back(package)
    assert state(cast.team, "B5", known_at=LATER) == "none"


def sent_on(cast):
    """A plan one family was not satisfied with, sent to the county on October 1 with what families said."""
    plan = draft(cast, cast.team, "schoolwide-plan")
    opened = window(cast, plan)
    answered(cast, plan, [said(opened, satisfied=False)])
    edition = put_out(cast, plan)
    with at(moment("2026-10-01T09:00")):
        documents.actions.send_on(edition, on=date(2026, 10, 1), by=cast.coordinator)
    return opened, edition


def said_on(opened, day, *, satisfied=False):
    with at(moment(f"{day}T09:00")):
        words = documents.actions.Said(text=f"Llega el {day}.", language="es", not_satisfied=not satisfied)
        return documents.actions.comment(opened, words, form_key=day)


def why(cast, language="en", query=""):
    with at(NOW):
        address = f"/{language}/desk/{cast.team.slug}/why/B5/?year=2026{query}"
        return signed_in(cast.coordinator).get(address).content.decode()


DISSENT_LATER = {
    "en": "comments of families not satisfied that came after the plan was sent, not sent yet: 1",
    "es": "comentarios de familias no conformes que llegaron después de enviar el plan, todavía sin enviar: 1",
}
OTHERS_LATER = {
    "en": "other comments of families that came after the plan was sent, for the next package: 1",
    "es": "otros comentarios de familias que llegaron después de enviar el plan, para el próximo paquete: 1",
}


def test_dissent_after_the_package_wants_another_package_and_undoes_nothing(cast):
    opened, edition = sent_on(cast)
    said_on(opened, "2026-10-05")
    assert state(cast.team, "B5") == "partly"
    assert state(cast.team, "B5", on=date(2026, 10, 4)) == "complete"
    for language in ("en", "es"):
        page = why(cast, language)
        assert DISSENT_LATER[language] in page
        assert OTHERS_LATER[language] not in page
    with at(moment("2026-10-06T09:00")):
        documents.actions.send_on(edition, on=date(2026, 10, 6), by=cast.coordinator)
    assert state(cast.team, "B5") == "complete"


def test_another_late_comment_is_said_beside_it_and_leaves_b5_as_it_is(cast):
    opened, _edition = sent_on(cast)
    said_on(opened, "2026-10-05", satisfied=True)
    assert state(cast.team, "B5") == "complete"
    for language in ("en", "es"):
        assert OTHERS_LATER[language] in why(cast, language)


def test_dissent_after_the_due_day_turns_no_past_year(cast):
    opened, _edition = sent_on(cast)
    said_on(opened, "2027-07-02")
    assert state(cast.team, "B5", year=2026, on=date(2027, 7, 10), known_at=moment("2027-07-10T09:00")) == "complete"


def test_a_published_compact_shows_b6_and_its_points(cast):
    before = states(cast.team)
    compact = draft(cast, cast.team, "compact")
    (row,) = helped(cast, compact, date(2026, 9, 4))
    edition = put_out(cast, compact)
    after = states(cast.team)
    assert changed(before, after) == {"B6", "B6.a", "B6.b", "B6.c"}
    assert [after[code][0] for code in ("B6", "B6.a", "B6.b", "B6.c")] == ["complete"] * 3 + ["partly"]
    assert state(cast.team, "B6", on=date(2026, 9, 23)) == "none"
    take_back(row)
    assert state(cast.team, "B6", known_at=LATER) == "partly"
    void(cast, edition)
    assert state(cast.team, "B6", known_at=LATER + timedelta(minutes=1)) == "none"


def test_each_grade_bands_compact_counts(cast):
    young = draft(cast, cast.team, "compact", variant="tk-6")
    older = draft(cast, cast.team, "compact", variant="7-8")
    helped(cast, young, date(2026, 9, 4))
    put_out(cast, young)
    assert state(cast.team, "B6") == "complete"
    put_out(cast, older)
    assert state(cast.team, "B6") == "partly"
    assert Contributor.objects.filter(document=older).count() == 0


def test_how_the_school_is_doing_in_both_languages_shows_b8_with_the_policys_way_to_ask(cast):
    edition = put_out(cast, draft(cast, cast.team, "report-card"))
    assert state(cast.team, "B8") == "partly"
    published_policy(cast)
    assert state(cast.team, "B8") == "complete"
    void(cast, edition)
    assert state(cast.team, "B8", known_at=LATER) == "partly"


def test_a_review_with_families_that_changed_nothing_shows_b11_of_the_next_year(cast):
    edition = published_policy(cast)
    on, known = date(2027, 10, 1), moment("2027-10-01T12:00")
    assert state(cast.team, "B11", year=2027, on=on, known_at=known) == "none"
    with at(moment("2027-09-15T09:00")):
        document = edition.document
        document.refresh_from_db()
        row = documents.actions.reviewed(
            document, on=date(2027, 9, 14), helped={"family": 4, "teacher": 1}, by=cast.coordinator
        )
    assert state(cast.team, "B11", year=2027, on=on, known_at=known) == "complete"
    assert state(cast.team, "B11", year=2027, on=date(2027, 9, 13), known_at=known) == "none"
    with at(moment("2027-09-30T09:00")):
        schools.actions.void(row, by=cast.coordinator, reason="A mistake")
    assert state(cast.team, "B11", year=2027, on=on, known_at=known) == "none"


def test_a_review_without_families_does_not(cast):
    document = published_policy(cast).document
    document.refresh_from_db()
    with at(moment("2027-09-15T09:00")):
        documents.actions.reviewed(document, on=date(2027, 9, 14), helped={"teacher": 2}, by=cast.coordinator)
    on, known = date(2027, 10, 1), moment("2027-10-01T12:00")
    assert state(cast.team, "B11", year=2027, on=on, known_at=known) == "none"


# ------------------------------------------------------------------------------------------- a school without Title I


@pytest.fixture
def outside(cast):
    """A school without Title I, confirmed."""
    with at(moment("2026-08-04T09:00")):
        schools.actions.designate(cast.one, on=date(2026, 8, 3), title_i="none", by=cast.county)
    return cast.one


def test_a_plan_that_names_what_is_done_with_families_shows_c5(cast, outside):
    plan = draft(cast, outside, "improvement-plan")
    opened = window(cast, plan)
    assert state(outside, "C5.b") == "none"
    answered(cast, plan, [said(opened)])
    assert state(outside, "C5.b") == "complete"
    assert state(outside, "C5.b", on=date(2026, 9, 4)) == "none"
    edition = put_out(cast, plan)
    assert (state(outside, "C5"), state(outside, "C5.a")) == ("complete", "complete")
    assert state(outside, "C5", on=date(2026, 9, 23)) == "none"
    void(cast, edition)
    assert (state(outside, "C5", known_at=LATER), state(outside, "C5.a", known_at=LATER)) == ("none", "none")


def test_a_request_shows_b8_once_it_is_answered_and_not_while_it_waits(cast):
    put_out(cast, draft(cast, cast.team, "report-card"))
    published_policy(cast)
    before = states(cast.team)["B8"]
    with at(moment("2026-11-20T09:00")):
        request = feedback.actions.ask(
            cast.team, kind="interpreter", language="es", detail="Mixteco", contact="(209) 555-0117", form_key="k"
        )
    assert states(cast.team)["B8"] == before
    with at(moment("2026-11-20T15:00")):
        feedback.actions.answer(request, text="Comes with us.", met=True, by=cast.coordinator)
    assert states(cast.team)["B8"] == ("complete", before[1] + 1)
