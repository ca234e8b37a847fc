"""The coordinator's documents: list, one document, its steps; who sees and who may."""

import pytest

from accounts.clock import today
from documents import actions
from documents.models import Contributor, Document, Edition, Section
from schools.actions import appoint, end
from schools.models import StaffRole
from tests.cast import signed_in
from tests.documents.conftest import approve_all, begin, make_ready

pytestmark = pytest.mark.django_db
LIST = "/en/desk/team-charter/documents/"


def address(document, tail="", language="en"):
    return f"/{language}/desk/team-charter/documents/{document.pk}/{tail}"


@pytest.fixture
def ofelia(cast):
    return signed_in(cast.coordinator)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_empty_year_says_what_to_begin(cast, ofelia, language):
    page = ofelia.get(f"/{language}/desk/team-charter/documents/").content.decode()
    assert 'value="site_policy"' in page


def test_a_policy_is_begun_with_one_button(cast, ofelia):
    answer = ofelia.post(f"{LIST}start/", {"kind": "site_policy", "year": "2026"})
    document = Document.objects.get()
    assert answer["Location"] == address(document)
    again = ofelia.post(f"{LIST}start/", {"kind": "site_policy", "year": str(document.for_year)}, follow=True)
    assert "begun for that year already" in again.content.decode()
    assert again.redirect_chain == [(address(document), 302)]


@pytest.mark.parametrize(("language", "says"), [("en", "for that year already"), ("es", "ya se empezó para ese año")])
def test_begun_in_another_tab_for_next_year_one_lands_where_it_is(cast, ofelia, language, says):
    posted, url = {"kind": "site_policy", "year": "2027"}, f"/{language}/desk/team-charter/documents/start/"
    ofelia.post(url, posted)
    document = Document.objects.get(for_year=2027)
    again = ofelia.post(url, posted, follow=True)
    assert again.redirect_chain == [(address(document, language=language), 302)]
    assert says in again.content.decode()


@pytest.mark.parametrize("posted", [{"kind": "nothing"}, {}, {"kind": "site_policy\x00"}])
def test_an_unknown_kind_is_not_begun(cast, ofelia, posted):
    assert ofelia.post(f"{LIST}start/", posted).status_code == 404


def test_a_document_names_what_is_missing(cast, policy, ofelia):
    page = ofelia.get(address(policy)).content.decode()
    assert "19 things are missing before it can be published" in page
    assert "Publish</button>" not in page


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ["Approver: Edith Muster", "Approver: Esperanza Muestra", "texts wait for their approval"]),
        ("es", ["Lo aprueba: Edith Muster", "Lo aprueba: Esperanza Muestra", "textos esperan su aprobación"]),
    ],
)
def test_a_document_says_who_approves_each_language_and_what_waits(cast, policy, ofelia, language, says):
    page = ofelia.get(address(policy, language=language)).content.decode()
    for words in says:
        assert words in page
    approve_all(cast, policy)
    page = ofelia.get(address(policy, language=language)).content.decode()
    assert says[-1] not in page
    assert {"en": "Nothing waits in this language.", "es": "En este idioma no espera nada."}[language] in page


def test_where_nobody_approves_a_language_the_document_says_whom_to_ask(cast, policy, ofelia):
    role = StaffRole.objects.standing().get(user=cast.approver_es)
    end(role, ends_on=today(), by=cast.county)
    page = ofelia.get(address(policy)).content.decode()
    assert "Nobody approves this language here yet. Ask the county office" in page
    assert "Edith Muster" in page
    assert "Esperanza" not in page


def test_what_the_one_approver_wrote_waits_for_another(cast, policy, ofelia):
    Section.objects.filter(document=policy).update(written_by_en=cast.approver_en)
    page = ofelia.get(address(policy)).content.decode()
    assert "The one approver wrote" in page
    appoint(cast.assistant, cast.team, "approver", by=cast.county, on=today(), language="en")
    assert "The one approver wrote" not in ofelia.get(address(policy)).content.decode()


def test_from_draft_to_edition_by_screens_alone(cast, policy, ofelia):
    helped = {"role": "family", "count": "6", "on": "2026-09-10", "how": "At two meetings", "name": ""}
    assert ofelia.post(address(policy, "helped/"), helped).status_code == 302
    approve_all(cast, policy)
    decision = {"body": "site_council", "on": "2026-09-10", "vote": "7 yes, 0 no"}
    assert (
        "Families were not asked about this draft"
        in ofelia.post(address(policy, "decision/"), decision).content.decode()
    )
    assert ofelia.post(address(policy, "decision/"), {**decision, "anyway": "on"}).status_code == 302
    recorded = ofelia.get(address(policy, "decision/")).content.decode()
    assert "7 yes, 0 no" in recorded
    assert 'name="vote"' not in recorded
    assert "Nothing is missing." in ofelia.get(address(policy)).content.decode()
    page = ofelia.post(address(policy, "publish/"), follow=True).content.decode()
    assert "Published, in both languages." in page
    assert Edition.objects.get().contributors == [{"role": "family", "count": 6}]


def test_publishing_too_early_says_what_is_missing(cast, policy, ofelia):
    page = ofelia.post(address(policy, "publish/"), follow=True).content.decode()
    assert "not approved yet" in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"body": "site_council", "on": "2027-09-10", "vote": "7 yes"}, "still to come"),
        ({"body": "site_council", "on": "2016-09-10", "vote": "7 yes"}, "that day is too early"),
        ({"body": "another", "on": "2026-09-10", "vote": "7 yes"}, "Write the name of the body"),
        ({"body": "site_council", "on": "2026-09-10", "vote": ""}, "Please answer"),
        ({"body": "x", "on": "no day", "vote": "7"}, "errors"),
    ],
)
def test_a_decision_with_a_fault_is_asked_for_again(cast, policy, ofelia, posted, says):
    answer = ofelia.post(address(policy, "decision/"), posted)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert Document.objects.get().state == "draft"


def test_the_language_button_of_a_step_keeps_what_was_typed(cast, policy, ofelia):
    posted = {"body": "another", "other_body": "Consejo", "switch_language": "es"}
    page = ofelia.post(address(policy, "decision/", "es"), posted).content.decode()
    assert 'value="Consejo"' in page
    assert 'role="alert"' not in page


def test_a_contributor_entered_by_mistake_is_taken_back_with_its_reason(cast, policy, ofelia):
    row = actions.add_contributor(policy, role="teacher", count=2, on=policy.created_at.date(), by=cast.coordinator)
    assert ofelia.post(address(policy, f"helped/{row.pk}/take-back/"), {"reason": "Twice"}).status_code == 302
    assert not Contributor.objects.standing().exists()
    assert ofelia.post(address(policy, f"helped/{row.pk}/take-back/"), {"reason": "Again"}).status_code == 409


def test_a_new_version_is_begun_and_the_published_one_stays(cast, edition, ofelia):
    page = ofelia.post(address(edition.document, "new-version/"), follow=True).content.decode()
    assert "This is a draft again." in page
    assert Edition.objects.live().count() == 1


def test_county_staff_take_an_edition_back(cast, edition):
    url = address(edition.document, "editions/1/take-back/")
    assert signed_in(cast.coordinator).get(url).status_code == 404
    county = signed_in(cast.county)
    assert county.post(url, {"reason": "Published by mistake"}).status_code == 302
    assert not Edition.objects.live().exists()
    assert f"{cast.county.name} took this back already" in county.get(url).content.decode()
    assert county.post(url, {"reason": "Again"}).status_code == 409


ACTS = ["helped/", "decision/", "publish/", "new-version/", "editions/1/take-back/"]
MAY = {
    "coordinator": {"helped/", "decision/", "publish/", "new-version/"},
    "assistant": {"helped/"},
    "approver_es": set(),
    "readonly": set(),
    "elsewhere": set(),
    "county": set(ACTS),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", MAY)
def test_who_may_do_what(cast, edition, who, act):
    answer = signed_in(getattr(cast, who)).post(address(edition.document, act), {})
    assert (answer.status_code != 404) == (act in MAY[who])


@pytest.mark.parametrize(
    ("who", "status"), [("assistant", 200), ("readonly", 200), ("approver_en", 200), ("elsewhere", 404)]
)
def test_who_sees_a_schools_documents(cast, policy, who, status):
    client = signed_in(getattr(cast, who))
    for url in (LIST, address(policy)):
        assert client.get(url).status_code == status


def test_a_document_is_not_found_under_another_schools_desk(cast, policy):
    county = signed_in(cast.county)
    assert county.get(address(policy)).status_code == 200
    assert county.get(address(policy).replace("team-charter", "one-charter")).status_code == 404


def test_an_assistant_sees_no_button_that_publishes(cast, ready):
    page = signed_in(cast.assistant).get(address(ready)).content.decode()
    assert "publish/" not in page
    assert "coordinator can publish it" in page


def test_an_approver_finds_what_waits_in_their_language_only(cast, policy):
    make_ready(cast, policy)
    section = policy.sections.get(key="B3")
    actions.write(section, "es", "Escrito por otra persona.", revision=0, by=cast.coordinator)
    mine = policy.sections.get(key="B4")
    actions.write(mine, "es", "Escrito por mí.", revision=0, by=cast.approver_es)
    page = signed_in(cast.approver_es).get(f"{LIST}waiting/").content.decode()
    assert page.count('<tr><th scope="row">') == 2
    assert "You wrote it: another approver reads it" in page
    assert "Nothing waits for you." in signed_in(cast.approver_en).get(f"{LIST}waiting/").content.decode()
    assert signed_in(cast.coordinator).get(f"{LIST}waiting/").status_code == 404


LISTS = {LIST: 9, f"{LIST}waiting/": 8}


def test_lists_ask_the_same_questions_however_long(cast, policy, django_assert_num_queries):
    client = signed_in(cast.approver_es)
    urls = LISTS | {address(policy): 21}
    for years in ([], [2024, 2025, 2027]):
        for year in years:
            begin(cast, year=year)
        for url, queries in urls.items():
            with django_assert_num_queries(queries):
                assert client.get(url).status_code == 200
