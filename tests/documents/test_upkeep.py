"""Older documents, looking again, sections the office asks, and what changes in five lines."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from documents import actions
from documents.facts.news import lines_of
from documents.models import AddedSection, Contributor, Document, Edition, PeriodicReview
from tests.cast import moment, signed_in
from tests.documents.conftest import NEWS, PUBLISHED, approve_all, begin, put_out, text_of
from tests.documents.joint import AFTER, DURING
from tests.documents.test_desk import LIST, address

pytestmark = pytest.mark.django_db
OLDER = f"{LIST}before/site_policy/"


@pytest.fixture
def ofelia(cast):
    return signed_in(cast.coordinator)


# ------------------------------------------------------------------------------------------------------------- legacy
def older(**changes):
    return {"year": "2024", "language": "en", "on": "2024-09-01", "whole": "# Policy\n\nAs it was."} | changes


def test_an_older_document_comes_in_as_it_was_and_families_read_that_it_has_one_language(cast, ofelia):
    assert "How the school works with families" in ofelia.get(f"{LIST}before/").content.decode()
    answer = ofelia.post(OLDER, older(), follow=True)
    assert "Entered as it was." in answer.content.decode()
    edition = Edition.objects.get()
    assert (edition.legacy, edition.sections.get().key) == (True, "whole")
    spanish = ofelia.get("/es/schools/team-charter/policy/?year=2024").content.decode()
    english = ofelia.get("/en/schools/team-charter/policy/?year=2024").content.decode()
    assert '<div lang="en">' in spanish
    assert "As it was." in spanish
    assert "The document" in english


def test_it_may_be_entered_section_by_section(cast, ofelia):
    ofelia.post(OLDER, older(whole="", text_B1="One.", text_B4="Four.", language="es"))
    assert {row.key: row.text_es for row in Edition.objects.get().sections.all()} == {"B1": "One.", "B4": "Four."}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text_B1": "One."}, "not both"),
        ({"whole": ""}, "at least one section"),
        ({"on": "2099-01-01"}, "still to come"),
        ({"year": "1850"}, "errors"),
        ({"language": "fr"}, "errors"),
        ({"whole": "x" * 60_001}, "errors"),
    ],
)
def test_an_older_document_with_a_fault_is_asked_for_again_and_keeps_its_words(cast, ofelia, changes, says):
    page = ofelia.post(OLDER, older(**changes)).content.decode()
    assert says in page
    assert not Edition.objects.exists()
    if changes.get("whole") != "":
        assert "As it was." in page or "xxx" in page


def test_a_year_that_has_its_document_is_not_entered_twice(cast, ofelia):
    assert ofelia.post(OLDER, older()).status_code == 302
    assert "begun for that year already" in ofelia.post(OLDER, older()).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("assistant", 404), ("county", 200), ("elsewhere", 404), ("readonly", 404)]
)
def test_who_enters_older_documents(cast, who, status):
    client = signed_in(getattr(cast, who))
    assert client.get(OLDER).status_code == status
    assert client.get(f"{LIST}before/").status_code == status
    assert client.get(f"{LIST}before/lcap-of-nothing/").status_code == 404


# ------------------------------------------------------------------------------------------------------- looked again
def test_looked_at_again_and_nothing_changed_is_recorded_and_may_be_taken_back(cast, edition, ofelia):
    where = address(edition.document, "looked-again/")
    with at(moment("2026-11-02T10:00")):
        ofelia.post(where, {"on": "2026-11-02", "family": "4", "student": "1", "note": "Read at a meeting."})
        page = ofelia.get(address(edition.document)).content.decode()
        assert "4 family members and 1 student" in page
        review = PeriodicReview.objects.get()
        ofelia.post(address(edition.document, f"looked-again/{review.pk}/take-back/"), {"reason": "Another document"})
    assert not PeriodicReview.objects.standing().exists()
    assert not Contributor.objects.standing().filter(review=review).exists()
    assert ofelia.post(address(edition.document, f"looked-again/{review.pk}/take-back/"), {}).status_code == 409


@pytest.mark.parametrize(
    ("posted", "says"),
    [({"on": "2026-09-20"}, "Say who looked at it again"), ({"on": "2099-01-01", "family": "1"}, "still to come")],
)
def test_a_look_again_by_nobody_or_tomorrow_is_refused(cast, edition, ofelia, posted, says):
    with at(moment("2026-11-02T10:00")):
        assert says in ofelia.post(address(edition.document, "looked-again/"), posted).content.decode()


def test_a_draft_cannot_be_left_as_it_is(cast, policy, ofelia):
    page = ofelia.post(address(policy, "looked-again/"), {"on": "2026-09-20", "family": "1"}).content.decode()
    assert "Only what is published can be left as it is" in page


def test_what_nobody_looked_at_for_a_year_says_so_until_somebody_does(cast, edition, ofelia):
    said, told = "Nobody has looked at it for more than a year", "Not looked at for more than a year"
    with at(moment("2027-09-10T10:00")):
        assert said not in ofelia.get(address(edition.document)).content.decode()
    with at(moment("2027-09-20T10:00")):
        assert said in ofelia.get(address(edition.document)).content.decode()
        assert told in ofelia.get(f"{LIST}?year=2026").content.decode()
        actions.reviewed(edition.document, on=date(2027, 9, 20), helped={"family": 2}, by=cast.coordinator)
        assert said not in ofelia.get(address(edition.document)).content.decode()
        assert told not in ofelia.get(f"{LIST}?year=2026").content.decode()


# ------------------------------------------------------------------------------------------------- sections asked for
ASKED = {"kind": "site_policy", "for_year": "2026", "heading_es": "Transporte", "heading_en": "Getting here"}


@pytest.fixture
def teodoro(cast):
    return signed_in(cast.county)


def ask(client, **changes):
    with at(moment("2026-10-01T09:00")):
        return client.post("/en/county/sections/new/", ASKED | changes, follow=True).content.decode()


def test_a_section_the_office_asks_is_lacking_until_it_is_added_and_approved(cast, policy, ofelia, teodoro):
    assert "Asked." in ask(teodoro)
    page = ofelia.get(address(policy)).content.decode()
    assert "The section “Getting here” is missing." in page
    assert "This draft lacks 1 section" in page
    page = ofelia.post(address(policy, "add-sections/"), follow=True).content.decode()
    assert "“Getting here”, Spanish: there is no text." in page
    assert "Getting here" in ofelia.get(address(policy, "sections/getting-here/")).content.decode()
    assert "Transporte" in ofelia.get(address(policy, "sections/getting-here/", "es")).content.decode()
    assert "add-sections/" not in page


@pytest.mark.parametrize(
    ("language", "waits", "refused"),
    [
        ("en", "what is added now they would not see", "Add it after that day, then ask them once more."),
        ("es", "lo que se agregue ahora no lo verían", "Agréguela después de ese día"),
    ],
)
def test_while_families_comment_no_section_is_added_and_the_page_says_when(
    cast, window, ofelia, teodoro, language, waits, refused
):
    policy = window.document
    headings = {"es": "Transporte", "en": "Getting here"}
    with at(DURING):
        actions.add_section("site_policy", headings=headings, for_year=2026, by=cast.county)
        page = ofelia.get(address(policy, language=language)).content.decode()
        assert waits in page
        assert "add-sections/" not in page
        assert refused in ofelia.post(address(policy, "add-sections/", language), follow=True).content.decode()
        assert not policy.sections.filter(key="getting-here").exists()
    with at(AFTER):
        assert "add-sections/" in ofelia.get(address(policy, language=language)).content.decode()
        ofelia.post(address(policy, "add-sections/", language))
    assert policy.sections.filter(key="getting-here").exists()


def test_asked_no_longer_a_draft_keeps_it_and_a_new_one_does_not_lack_it(cast, policy, teodoro):
    ask(teodoro)
    actions.add_sections(policy, by=cast.coordinator)
    row = AddedSection.objects.get()
    teodoro.post(f"/en/county/sections/{row.pk}/take-back/", {"reason": "Said elsewhere"})
    assert not AddedSection.objects.standing().exists()
    assert policy.sections.filter(key="getting-here").exists()
    other = begin(cast, cast.one)
    assert not other.sections.filter(key="getting-here").exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"heading_es": ""}, "Please answer"),
        ({"heading_en": "!!!"}, "heading in both languages"),
        ({"heading_en": "Summary"}, "a section of that name already"),
        ({"kind": "nothing"}, "errors"),
        ({"for_year": "2019"}, "errors"),
    ],
)
def test_a_section_with_a_fault_is_asked_for_again(cast, teodoro, changes, says):
    assert says in ask(teodoro, **changes)
    assert not AddedSection.objects.exists()


def test_the_same_section_twice_is_refused_with_a_sentence(cast, teodoro):
    ask(teodoro)
    assert "a section of that name already" in ask(teodoro)


@pytest.mark.parametrize(
    ("who", "reads", "asks"), [("readonly", 200, 404), ("coordinator", 404, 404), ("county", 200, 200)]
)
def test_only_county_staff_ask_sections(cast, who, reads, asks):
    client = signed_in(getattr(cast, who))
    assert client.get("/en/county/sections/").status_code == reads
    assert client.get("/en/county/sections/new/").status_code == asks


def test_the_list_of_asked_sections_asks_the_same_questions(cast, teodoro, django_assert_num_queries):
    for n in range(3):
        headings = {"es": f"Parte {n}", "en": f"Part {n}"}
        actions.add_section("site_policy", headings=headings, for_year=2026, by=cast.county)
        with django_assert_num_queries(5):
            assert teodoro.get("/en/county/sections/").status_code == 200


# -------------------------------------------------------------------------------------------------------- what changes
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0), ("one", 1), ("one\ntwo", 2), ("one\n\ntwo", 2), ("- a\n- b\n  more", 2), ("- a\n  - b\n- c", 3),
        ("# h\n\n> q\n\n1. a", 3), ("- a\n\n  second\n- b", 2),
    ],
)  # fmt: skip
def test_lines_are_counted_as_they_are_read(text, lines):
    assert lines_of(text) == lines


@pytest.fixture
def following(cast):
    """Next year's policy after a published one; in it two sections differ and one is new."""
    put_out(cast)
    actions.add_section(
        "site_policy", headings={"es": "Transporte", "en": "Getting here"}, for_year=2027, by=cast.county
    )
    document = begin(cast, year=2027)
    for key in ("B2", "B4"):
        section = document.sections.get(key=key)
        actions.write(section, "en", "Changed.", revision=section.revision, by=cast.coordinator)
    return document


def test_a_first_draft_of_what_changes_names_what_differs_in_both_languages(cast, following, ofelia):
    url = address(following, "sections/changes/")
    assert "Begin with what differs" in ofelia.get(url).content.decode()
    ofelia.post(f"{url}propose/")
    section = following.sections.get(key="changes")
    assert section.text_en.split("\n") == [
        "- New: Getting here.",
        "- Meetings at times that work for you: we changed this part.",
        "- What we tell you: we changed this part.",
    ]
    assert lines_of(section.text_es) == 3
    assert "Transporte" in section.text_es
    assert (section.state_es, section.state_en) == ("draft", "draft")
    assert "Begin with what differs" not in ofelia.get(url).content.decode()


def test_a_draft_of_what_changes_never_says_more_than_five_lines_nor_overwrites(cast, following, ofelia):
    for section in following.sections.exclude(key__in=["changes", "summary"]):
        fresh = following.sections.get(pk=section.pk)
        actions.write(fresh, "en", "All new.", revision=fresh.revision, by=cast.coordinator)
    ofelia.post(address(following, "sections/changes/propose/"))
    section = following.sections.get(key="changes")
    assert lines_of(section.text_en) == 5
    assert section.text_en.endswith("We changed 5 more parts.")
    ofelia.post(address(following, "sections/changes/propose/"))
    assert text_of(section, "en") == section.text_en


def test_what_changes_in_more_than_five_lines_is_neither_approved_nor_published(cast, edition, ofelia):
    document = edition.document
    with at(PUBLISHED):
        actions.take_back(document, by=cast.coordinator)
        section = document.sections.get(key="changes")
        section = actions.write(section, "en", "- a\n" * 6, revision=section.revision, by=cast.coordinator)
        with pytest.raises(ValidationError, match="in 5 lines at most"):
            actions.approve(section, "en", by=cast.approver_en)
        assert "more than 5 lines" in ofelia.get(address(document)).content.decode()
        for code in ("en", "es"):
            section = actions.write(section, code, NEWS[code], revision=section.revision, by=cast.coordinator)
        actions.approve(section, "en", by=cast.approver_en)


def test_only_what_changes_is_proposed_and_only_by_who_writes(cast, policy, ofelia):
    assert ofelia.post(address(policy, "sections/B4/propose/")).status_code == 404
    assert signed_in(cast.approver_es).post(address(policy, "sections/changes/propose/")).status_code == 404
    approve_all(cast, policy)
    assert Document.objects.count() == 1


def test_a_policy_that_a_later_year_replaced_waits_for_no_look(cast, edition):
    later = edition.on + timedelta(days=720)
    list_of_year = f"/en/desk/team-charter/documents/?year={edition.document.for_year}"
    own = f"/en/desk/team-charter/documents/{edition.document_id}/"
    with at(datetime.combine(later, time(9), tzinfo=UTC)):
        ofelia = signed_in(cast.coordinator)
        before = [ofelia.get(url).content.decode() for url in (list_of_year, own)]
        texts = {"B1": "We meet."}
        day = edition.on + timedelta(days=400)
        actions.enter_legacy(cast.team, "site_policy", 2027, language="en", texts=texts, on=day, by=cast.county)
        after = [ofelia.get(url).content.decode() for url in (list_of_year, own)]
    for waiting, replaced in zip(before, after, strict=True):
        assert "for more than a year" in waiting
        assert "for more than a year" not in replaced
