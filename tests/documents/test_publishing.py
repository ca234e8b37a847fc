"""From the first draft to an edition: what is needed, and that nothing less is published."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.clock import at
from accounts.models import AuditEntry
from documents import actions
from documents.gaps import gaps
from documents.models import Document, Edition, EditionFile
from tests.cast import moment, signed_in
from tests.documents.conftest import ADOPTED_ON, PUBLISHED, adopt, approve_all, begin, put_out

pytestmark = pytest.mark.django_db


def test_a_first_policy_starts_from_model_texts_in_both_languages(policy):
    sections = list(policy.sections.all())
    assert [row.key for row in sections] == ["summary", *(f"B{n}" for n in range(1, 9))]
    assert {(row.state_es, row.state_en) for row in sections} == {("draft", "draft")}
    assert "TEAM Charter" in sections[1].text_es
    assert "TEAM Charter" in sections[1].text_en


def test_a_targeted_program_starts_with_words_of_its_own(cast, policy):
    other = begin(cast, cast.one)
    assert "students who get extra help from Title I" not in policy.sections.get(key="B1").text_en
    assert "students who get extra help from Title I" in other.sections.get(key="B1").text_en


def test_a_new_year_starts_from_last_years_edition_as_drafts(cast, edition):
    with at(PUBLISHED):
        actions.take_back(edition.document, by=cast.coordinator)
        section = edition.document.sections.get(key="B1")
        actions.write(section, "en", "Not published.", revision=section.revision, by=cast.coordinator)
    following = begin(cast, year=2027)
    assert following.sections.get(key="B1").text_en == edition.sections.get(key="B1").text_en
    states = {row.key: row.state_es for row in following.sections.all()}
    # What is new is told anew each time.
    assert states.pop("changes") == "missing"
    assert set(states.values()) == {"draft"}


def test_a_document_is_begun_once_a_year(cast, policy):
    with pytest.raises(ValidationError, match="begun for that year already"):
        begin(cast)


def test_an_edition_carries_both_languages_who_helped_and_the_decision(cast, edition):
    document = Document.objects.get(pk=edition.document_id)
    assert document.state == "published"
    assert edition.sections.count() == 9
    assert edition.contributors == [{"role": "family", "count": 6}]
    assert edition.adoption.body_name == "the School Site Council (SSC)"
    assert edition.on == date(2026, 9, 14)
    assert set(edition.files.values_list("language", "built_at")) == {("es", None), ("en", None)}


def test_every_step_is_in_the_audit_log_with_school_and_year(cast, edition):
    verbs = AuditEntry.objects.filter(school_id=cast.team.pk, year=2026).values_list("verb", flat=True)
    assert {"start", "approve", "add_contributor", "adopt", "publish"} <= set(verbs)


def test_what_is_missing_is_named_and_nothing_is_published(cast, policy):
    with at(PUBLISHED):
        approve_all(cast, policy)
        section = policy.sections.get(key="B4")
        actions.write(section, "es", "Otra cosa.", revision=section.revision, by=cast.coordinator)
        with pytest.raises(ValidationError) as refusal:
            actions.publish(policy, by=cast.coordinator)
    assert len(refusal.value.messages) == 2
    assert "not approved yet" in refusal.value.messages[0]
    assert "which body adopted it" in refusal.value.messages[1]
    assert not Edition.objects.exists()
    assert not EditionFile.objects.exists()


def test_adoption_may_come_before_the_translation_is_approved(cast, policy):
    with at(PUBLISHED):
        adopt(cast, policy)
        section = policy.sections.get(key="B4")
        actions.write(section, "es", "Una traducción mejor.", revision=section.revision, by=cast.coordinator)
        assert Document.objects.get(pk=policy.pk).state == "adopted"
        approve_all(cast, policy)
        assert actions.publish(policy, by=cast.coordinator).number == 1


def test_other_words_than_the_adopted_ones_need_adopting_again(cast, ready):
    section = ready.sections.get(key="B4")
    with at(PUBLISHED):
        actions.write(section, "en", section.text_en + "\n\nMore.", revision=section.revision, by=cast.coordinator)
    assert Document.objects.get(pk=ready.pk).state == "draft"


def test_spaces_and_markup_do_not_undo_an_adoption(cast, ready):
    section = ready.sections.get(key="B4")
    spaced = section.text_en.replace("Each fall", "**Each**  fall")
    assert spaced != section.text_en
    with at(PUBLISHED):
        actions.write(section, "en", spaced, revision=section.revision, by=cast.coordinator)
        assert Document.objects.get(pk=ready.pk).state == "adopted"
        assert actions.publish(ready, by=cast.coordinator).sections.get(key="B4").text_en == spaced


@pytest.mark.parametrize(
    ("body", "vote", "on", "heard_on"),
    [
        ("", "7 yes", date(2026, 9, 10), None),
        ("Council", " ", date(2026, 9, 10), None),
        ("Council", "7 yes", date(2026, 9, 15), None),
        ("Council", "7 yes", date(2026, 9, 10), date(2026, 9, 11)),
        ("Council", "7 yes", date(2025, 6, 30), None),
        ("Council", "7 yes", date(2016, 9, 10), None),
        ("Council", "7 yes", date(2026, 9, 10), date(2016, 9, 9)),
    ],
)
def test_a_decision_without_body_vote_or_possible_day_is_refused(cast, policy, body, vote, on, heard_on):
    with at(PUBLISHED), pytest.raises(ValidationError):
        actions.adopt(policy, body, on, vote, by=cast.coordinator, heard_on=heard_on)


def test_nothing_is_done_on_texts_before_the_school_year_they_are_written_in(cast, policy):
    first = date(2025, 7, 1)
    with at(PUBLISHED):
        approve_all(cast, policy)
        for day in (first - timedelta(days=1), date(2016, 9, 10), date(1900, 1, 1)):
            with pytest.raises(ValidationError, match="too early"):
                actions.add_contributor(policy, role="family", on=day, by=cast.coordinator)
            with pytest.raises(ValidationError, match="too early"):
                actions.adopt(policy, "Council", day, "7 yes", by=cast.coordinator)
            with pytest.raises(ValidationError, match="too early"):
                actions.adopt(policy, "Council", first, "7 yes", by=cast.coordinator, heard_on=day)
        assert actions.add_contributor(policy, role="family", on=first, by=cast.coordinator).on == first
        assert actions.adopt(policy, "Council", first, "7 yes", by=cast.coordinator, heard_on=first).on == first


def test_control_without_the_first_day_a_slip_of_the_year_would_be_adopted(cast, policy, monkeypatch):
    monkeypatch.setattr("documents.actions.adopting.year_start", lambda year: date.min)
    with at(PUBLISHED):
        approve_all(cast, policy)
        assert actions.adopt(policy, "Council", date(2016, 9, 10), "7 yes", by=cast.coordinator).on.year == 2016


def test_a_published_text_is_changed_only_in_a_new_version(cast, edition):
    section = edition.document.sections.get(key="B4")
    with pytest.raises(ValidationError, match="Begin a new version"):
        actions.write(section, "en", "Other words.", revision=section.revision, by=cast.coordinator)


def test_a_second_edition_stands_beside_the_first(cast, edition):
    document = Document.objects.get(pk=edition.document_id)
    before = edition.sections.get(key="B4").text_en
    with at(moment("2026-11-02T09:00")):
        actions.take_back(document, by=cast.coordinator)
        section = document.sections.get(key="B4")
        actions.write(section, "en", "New words.", revision=section.revision, by=cast.coordinator)
        actions.approve(section, "en", by=cast.approver_en)
        actions.still_correct(section, "es", by=cast.approver_es)
        adopt(cast, document)
        second = actions.publish(document, by=cast.coordinator)
    assert second.number == 2
    assert edition.sections.get(key="B4").text_en == before
    assert second.sections.get(key="B4").text_en == "New words."


def test_voiding_is_a_row_beside_the_edition_and_reopens_the_document(cast, edition):
    actions.void_edition(edition, by=cast.county, reason="Published by mistake")
    assert Document.objects.get(pk=edition.document_id).state == "draft"
    assert list(Edition.objects.live()) == []
    with pytest.raises(ValidationError, match="taken back already"):
        actions.void_edition(edition, by=cast.county, reason="Again")


def test_voiding_needs_a_reason(cast, edition):
    with pytest.raises(ValidationError, match="Say why"):
        actions.void_edition(edition, by=cast.county, reason="  ")


def test_old_paper_is_public_as_it_was_in_its_one_language(cast):
    edition = actions.enter_legacy(
        cast.team,
        "site_policy",
        2024,
        language="en",
        texts={"B1": "We meet in May."},
        on=date(2024, 9, 5),
        by=cast.county,
    )
    assert edition.legacy
    assert edition.document.state == "published"
    assert edition.sections.get().text_es == ""
    following = begin(cast)
    assert following.sections.get(key="B1").text_en == "We meet in May."
    assert following.sections.get(key="B1").state_es == "missing"


def test_two_schools_policies_do_not_meet(cast, edition):
    other = put_out(cast, cast.one)
    assert other.document_id != edition.document_id
    assert other.number == 1


GAP = {"es": "Nos encuentra aquí: [escriba el teléfono y las horas]", "en": "Reach us: [write the phone and the hours]"}


def test_a_model_texts_gap_is_named_and_neither_approved_nor_published(cast, ready):
    section = ready.sections.get(key="B4")
    with at(PUBLISHED):
        section = actions.write(section, "es", GAP["es"], revision=section.revision, by=cast.coordinator)
        with pytest.raises(ValidationError, match="escriba el teléfono y las horas"):
            actions.approve(section, "es", by=cast.approver_es)
        # Approved all the same, as texts from before this rule may be: publishing looks for itself.
        kept = ready.sections.filter(key="B4")
        kept.update(state_es="approved", approved_hash_es=section.text_hash_es, approved_by_es=cast.approver_es)
        ready.refresh_from_db()
        with pytest.raises(ValidationError) as refusal:
            actions.publish(ready, by=cast.coordinator)
    assert refusal.value.messages == [
        "“What we tell you”, Spanish: still to fill in: [escriba el teléfono y las horas]"
    ]
    page = signed_in(cast.coordinator).get(f"/en/desk/team-charter/documents/{ready.pk}/").content.decode()
    assert "still to fill in: [escriba el teléfono y las horas]" in page
    page = signed_in(cast.coordinator).get(f"/en/desk/team-charter/documents/{ready.pk}/sections/B4/").content.decode()
    assert "Still to fill in:</b> [escriba el teléfono y las horas]" in page


@pytest.mark.parametrize(("language", "heading"), [("es", "Falta llenar:"), ("en", "Still to fill in:")])
def test_several_gaps_stand_apart_by_commas_wherever_they_are_named(cast, policy, language, heading):
    two = "Nos encuentra aquí: [escriba el teléfono] y [escriba las horas]"
    apart = "[escriba el teléfono], [escriba las horas]"
    section = policy.sections.get(key="B4")
    with at(PUBLISHED), translation.override(language):
        section = actions.write(section, "es", two, revision=section.revision, by=cast.coordinator)
        with pytest.raises(ValidationError, match=re.escape(f"{apart}. ")):
            actions.approve(section, "es", by=cast.approver_es)
        page = signed_in(cast.coordinator).get(f"/{language}/desk/team-charter/documents/{policy.pk}/sections/B4/")
        assert f"{heading}</b> {apart}" in page.content.decode()
        page = signed_in(cast.coordinator).get(f"/{language}/desk/team-charter/documents/{policy.pk}/")
        assert apart in page.content.decode()
        policy.sections.filter(key="B4").update(source_language="es")
        with pytest.raises(ValidationError, match=re.escape(f"{apart}. ")):
            actions.adopt(policy, "School Site Council", ADOPTED_ON, "7-0", by=cast.coordinator)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GAP["en"], ["[write the phone and the hours]"]),
        ("a [Escriba\n qué] b [escriba qué](209 555)", ["[Escriba qué]", "[escriba qué]"]),
        (r"\[write where\] [write where]", ["[write where]"]),
        ("EC § 51101[b](1), 20 USC 6318[e], [name]", []),
        ("[write to us](mailto:a@b.example) and [escriba aquí](https://a.example) [escriba]{lang=es}", []),
        (None, []),
    ],
)
def test_what_counts_as_a_gap(text, found):
    assert gaps(text) == found
