"""The section editor: who may write, and that nothing typed is lost whatever happens."""

import re

import pytest
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Document, Section
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all, states, text_of

pytestmark = pytest.mark.django_db


def address(section, language="en", tail=""):
    return f"/{language}/desk/team-charter/documents/{section.document_id}/sections/{section.key}/{tail}"


def fields(client, section, language="en"):
    """What the page's form would post, untouched."""
    panes = client.get(address(section, language)).context["panes"]
    posted = {}
    for pane in panes:
        posted |= {pane.code: pane.text, f"revision_{pane.code}": pane.revision, f"base_{pane.code}": pane.base}
    return posted


@pytest.fixture
def ofelia(cast):
    return signed_in(cast.coordinator)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_editor_shows_what_the_rules_ask_both_texts_and_the_outline(cast, section, ofelia, language):
    page = ofelia.get(address(section, language)).content.decode()
    for piece in ('name="es"', 'name="en"', "B4.c", 'aria-current="true"', "autosave.js", "data-autosave"):
        assert piece in page
    assert page.count('class="pair"') == 9


def test_last_years_text_stands_beside(cast, edition, ofelia):
    following = actions.start(cast.team, "site_policy", 2027, by=cast.coordinator)
    page = ofelia.get(address(following.sections.get(key="B4"))).content.decode()
    assert "Last year’s text" in page


def test_what_is_typed_is_saved_and_only_what_was_touched(cast, section, ofelia):
    posted = fields(ofelia, section) | {"es": "Texto nuevo."}
    assert ofelia.post(address(section), posted).status_code == 302
    fresh = Section.objects.get(pk=section.pk)
    assert fresh.text_es == "Texto nuevo."
    assert fresh.written_by_es == cast.coordinator
    assert fresh.written_by_en is None


@pytest.mark.parametrize("source", ["es", "en"])
def test_both_languages_written_in_one_go_leave_neither_stale(cast, section, ofelia, source):
    if section.source_language != source:
        actions.set_source(section, source, by=cast.coordinator)
    ofelia.post(address(section), fields(ofelia, section) | {"es": "Texto nuevo.", "en": "New text."})
    fresh = Section.objects.get(pk=section.pk)
    assert (fresh.source_language, fresh.state_es, fresh.state_en) == (source, "draft", "draft")


def test_autosave_is_told_when_and_from_which_revision_to_go_on(cast, section, ofelia):
    posted = fields(ofelia, section) | {"en": "One."}
    answer = ofelia.post(address(section), posted, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["message"].startswith("Saved at ")
    assert ".." not in told["message"]
    assert told["saved_at"]
    posted |= told["fields"] | {"en": "One. Two."}
    assert ofelia.post(address(section), posted, headers={"X-Autosave": "1"}).status_code == 200
    assert text_of(section, "en") == "One. Two."


def test_autosave_is_told_both_languages_marks_as_they_are_now(cast, policy, section, ofelia):
    approve_all(cast, policy)
    posted = fields(ofelia, section) | {"en": "We call. We write."}
    told = ofelia.post(address(section), posted, headers={"Accept": "application/json"}).json()["marks"]
    page = ofelia.get(address(section)).content.decode()
    for code, word in (("es", "Stale"), ("en", "Draft")):
        assert word in told[code]["state"]
        for mark, place in (("state", "data-parity"), ("ease", "data-ease")):
            inside = page.split(f'{place}="{code}">')[1]
            assert inside.startswith(told[code][mark])
    assert "Grade 0" in told["en"]["ease"]


def test_a_text_saved_on_an_earlier_day_says_which(cast, section, ofelia):
    with at(moment("2026-11-20T15:14")):
        actions.write(section, "en", "One.", revision=0, by=cast.coordinator)
        assert "Saved at 3:14 p.m.: nothing" in ofelia.get(address(section)).content.decode()
    with at(moment("2026-11-21T15:14")):
        page = ofelia.get(address(section)).content.decode()
    assert re.search(r"Saved on [^:]*Nov[^:]* 20[^:]* at 3:14 p.m.: nothing", page)


def test_two_who_write_different_languages_do_not_overwrite_each_other(cast, section, ofelia):
    mine = fields(ofelia, section)
    actions.write(section, "es", "De otra persona.", revision=0, by=cast.assistant)
    for text in ("Mine.", "Mine, again."):
        answer = ofelia.post(address(section), mine | {"en": text}, headers={"Accept": "application/json"})
        mine |= answer.json()["fields"]
    assert text_of(section, "es") == "De otra persona."
    assert text_of(section, "en") == "Mine, again."


def test_a_conflict_shows_both_texts_and_keeps_ones_own_to_be_saved(cast, section, ofelia):
    posted = fields(ofelia, section) | {"en": "The later one.", "es": "Nadie más lo tocó."}
    actions.write(section, "en", "The first one.", revision=0, by=cast.assistant)
    answer = ofelia.post(address(section), posted)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert [tuple(change) for change in answer.context["panes"][0].changes] == [
        ("both", "The "),
        ("first", "first "),
        ("second", "later "),
        ("both", "one.\n"),
    ]
    assert "<del>" in page
    assert "The later one." in page
    assert "Asis Tente changed this text" in page
    assert "What you typed below is not saved yet." in page
    assert "Saved at" not in page
    assert text_of(section, "en") == "The first one."
    assert text_of(section, "es") == "Nadie más lo tocó."
    panes = {pane.code: pane for pane in answer.context["panes"]}
    again = {"en": "Both.", "revision_en": panes["en"].revision, "base_en": panes["en"].base}
    assert ofelia.post(address(section), again).status_code == 302
    assert text_of(section, "en") == "Both."


def test_a_browsers_line_ends_are_no_difference_between_two_texts(cast, section, ofelia):
    posted = fields(ofelia, section) | {"en": "One.\r\n\r\nTwo of mine. \r\nThree."}
    actions.write(section, "en", "One.\n\nTwo of theirs.\nThree.", revision=0, by=cast.assistant)
    answer = ofelia.post(address(section), posted)
    assert [tuple(change) for change in answer.context["panes"][0].changes] == [
        ("both", "One.\n\nTwo of "),
        ("first", "theirs. "),
        ("second", "mine.\n"),
        ("both", "Three.\n"),
    ]


def test_a_conflict_tells_autosave_the_others_text(cast, section, ofelia):
    posted = fields(ofelia, section) | {"en": "The later one."}
    actions.write(section, "en", "The first one.", revision=0, by=cast.assistant)
    answer = ofelia.post(address(section), posted, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["theirs"] == "The first one."
    assert answer.json()["url"] == address(section)


def test_a_refused_text_stays_on_the_page(cast, section, ofelia):
    answer = ofelia.post(address(section), fields(ofelia, section) | {"en": "x" * 70_000})
    assert answer.status_code == 400
    assert "longer than a section can hold" in answer.content.decode()
    assert "x" * 70_000 in answer.content.decode()


def test_what_was_typed_while_it_was_published_stays_with_the_way_to_put_it_in(cast, edition, ofelia):
    section = edition.document.sections.get(key="B4")
    published = text_of(section, "en")
    typed = {"en": "Typed meanwhile.", "revision_en": "99", "base_en": "x"}
    answer = ofelia.post(address(section), typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "readonly" in page
    assert page.count("Typed meanwhile.") == 1
    assert "and press “Begin a new version”." in page
    assert [pane.text for pane in answer.context["panes"] if pane.code == "en"] == [published]
    told = ofelia.post(address(section), typed, headers={"Accept": "application/json"})
    assert told.status_code == 400
    assert "Begin a new version" in told.json()["message"]
    # The page still open saves it by itself once there is a new version.
    actions.take_back(edition.document, by=cast.coordinator)
    assert ofelia.post(address(section), typed, headers={"Accept": "application/json"}).status_code == 200
    assert text_of(section, "en") == "Typed meanwhile."


def test_what_the_portal_asks_of_every_document_is_not_said_to_be_the_offices(cast, policy, ofelia):
    page = ofelia.get(address(policy.sections.get(key="summary"))).content.decode()
    assert "The portal asks it of every document" in page
    assert "the office added this section" not in page


def test_large_counts_are_grouped(cast, section, ofelia):
    page = ofelia.post(address(section), fields(ofelia, section) | {"en": "x" * 2_000_000}).content.decode()
    assert re.search(r"This text is 1,9\d\d,\d\d\d characters longer", page)


def test_the_language_button_saves_and_leads_to_the_same_section(cast, section, ofelia):
    posted = fields(ofelia, section) | {"en": "Typed before the switch.", "switch_language": "es"}
    answer = ofelia.post(address(section, "es"), posted)
    assert (answer.status_code, answer["Location"]) == (302, address(section, "es"))
    assert text_of(section, "en") == "Typed before the switch."
    assert f'formaction="{address(section, "es")}"' in ofelia.get(address(section)).content.decode()


@pytest.mark.parametrize(("button", "tail"), [({"switch_language": "es"}, "B4/"), ({"next": "1"}, "B6/"), ({}, "B4/")])
def test_the_script_is_told_where_the_forms_own_button_leads_once_all_is_saved(cast, section, ofelia, button, tail):
    approve_all(cast, section.document)
    six = section.document.sections.get(key="B6")
    actions.write(six, "es", "Otra cosa.", revision=0, by=cast.coordinator)
    posted = fields(ofelia, section) | {"en": "Typed, then pressed.", "onward": "1"} | button
    accept = {"Accept": "application/json"}
    told = ofelia.post(address(section, "es"), posted, headers=accept)
    assert (told.status_code, told.json()) == (200, {"to": address(section, "es").replace("B4/", tail)})
    assert text_of(section, "en") == "Typed, then pressed."
    assert ("Guardado." in ofelia.get(address(section, "es")).content.decode()) is (not button)
    fresh = Section.objects.get(pk=section.pk)
    actions.write(fresh, "en", "Somebody else's.", revision=fresh.revision, by=cast.assistant)
    assert ofelia.post(address(section, "es"), posted | {"en": "Late."}, headers=accept).status_code == 409


def test_save_and_next_leads_to_the_next_that_lacks_something(cast, policy, ofelia):
    approve_all(cast, policy)
    for key in ("B2", "B6"):
        row = policy.sections.get(key=key)
        actions.write(row, "es", "Otra cosa.", revision=0, by=cast.coordinator)
    last = policy.sections.get(key="B6")
    answer = ofelia.post(address(last), fields(ofelia, last) | {"next": "1"})
    assert answer["Location"].endswith("/sections/B2/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_ended_session_gives_the_typed_text_back_to_be_saved(cast, section, language):
    answer = Client().post(address(section, language), {"en": "Typed <b>late</b>.", "es": "Tarde.", "revision_en": "0"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Typed &lt;b&gt;late&lt;/b&gt;." in page
    assert "Tarde." in page
    assert f"/{language}/account/" in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_the_kept_page_is_the_same_for_a_document_that_does_not_exist(section):
    texts = {"en": "Typed."}
    here = Client().post(address(section), texts)
    absent = Client().post("/en/desk/nowhere/documents/999/sections/B4/", texts)
    parts = [answer.content.decode().split('csrfmiddlewaretoken" value="') for answer in (here, absent)]
    assert here.status_code == absent.status_code == 200
    assert [len(one) for one in parts] == [2, 2]


def test_autosave_learns_that_the_session_has_ended(section):
    answer = Client().post(address(section), {"en": "Typed."}, headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_after_signing_in_again_an_old_page_still_gives_its_text_back(cast, section):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(address(section), {"en": "Typed in an old page.", "revision_en": "0"})
    assert answer.status_code == 403
    assert "Typed in an old page." in answer.content.decode()
    assert text_of(section, "en") != "Typed in an old page."
    token = answer.context["csrf_token"]
    saved = client.post(address(section), {"en": "Typed in an old page.", "csrfmiddlewaretoken": str(token)})
    assert saved.status_code == 302
    assert text_of(section, "en") == "Typed in an old page."


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("coordinator", 200, 302),
        ("assistant", 200, 302),
        ("county", 200, 302),
        ("readonly", 200, 404),
        ("approver_es", 200, 404),
        ("elsewhere", 404, 404),
    ],
)
def test_who_reads_and_who_writes(cast, section, who, reads, writes):
    client = signed_in(getattr(cast, who))
    assert client.get(address(section)).status_code == reads
    assert client.post(address(section), {"en": "Written.", "revision_en": "0"}).status_code == writes
    assert (text_of(section, "en") == "Written.") == (writes == 302)


def test_a_guardian_finds_nothing_here(cast, section):
    from accounts.models import User

    client = signed_in(User.objects.get(pk=cast.ana.user_id))
    assert client.get(address(section)).status_code == 404
    assert client.post(address(section), {"en": "Written."}).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "assistant", "approver_en", "readonly", "elsewhere", "county"])
def test_only_the_approver_of_the_language_approves_it(cast, section, who):
    client = signed_in(getattr(cast, who))
    assert client.post(address(section, tail="approve/"), {"language": "es", "verb": "approve"}).status_code == 404
    assert states(section)[0] == "draft"


def test_an_approver_reads_both_texts_and_says_yes(cast, section):
    client = signed_in(cast.approver_es)
    page = client.get(address(section)).content.decode()
    assert "Approve the Spanish" in page
    assert "Approve the English" not in page
    assert "<textarea" not in page
    revision = client.get(address(section)).context["section"].revision
    answer = client.post(address(section, tail="approve/"), {"language": "es", "verb": "approve", "revision": revision})
    assert answer["Location"] == "/en/desk/team-charter/documents/waiting/"
    assert states(section)[0] == "approved"


def test_an_approval_of_a_text_that_changed_meanwhile_says_so(cast, section):
    client = signed_in(cast.approver_es)
    actions.write(section, "es", "Cambiado.", revision=0, by=cast.coordinator)
    posted = {"language": "es", "verb": "approve", "revision": "0"}
    page = client.post(address(section, tail="approve/"), posted, follow=True).content.decode()
    assert "The text changed while you were reading it" in page
    assert states(section)[0] == "draft"


def test_a_stale_text_says_so_and_may_be_still_correct(cast, policy, section):
    approve_all(cast, policy)
    actions.write(section, "en", "Changed.", revision=0, by=cast.coordinator)
    client = signed_in(cast.approver_es)
    page = client.get(address(section)).content.decode()
    assert "The English changed after the Spanish was written." in page
    posted = {"language": "es", "verb": "still_correct", "revision": "1"}
    client.post(address(section, tail="approve/"), posted)
    assert states(section)[0] == "approved"


@pytest.mark.parametrize("who", ["approver_es", "coordinator"])
def test_a_stale_text_shows_what_changed_in_its_source_above_the_button(cast, policy, section, who):
    approve_all(cast, policy)
    section.refresh_from_db()
    actions.write(section, "en", "We call you within two days.", revision=section.revision, by=cast.coordinator)
    section = actions.write(Section.objects.get(pk=section.pk), "es", "Llamamos.", revision=99, by=cast.coordinator)
    # Twice rewritten: what is shown is the source the translation was written to, not the one between.
    section = actions.write(section, "en", "We call you within one day.", revision=99, by=cast.coordinator)
    section = actions.write(section, "en", "We call you within five days.", revision=99, by=cast.coordinator)
    answer = signed_in(getattr(cast, who)).get(address(section))
    (pane,) = [pane for pane in answer.context["panes"] if pane.code == "es"]
    assert [tuple(change) for change in pane.since] == [
        ("both", "We call you within "),
        ("first", "two "),
        ("second", "five "),
        ("both", "days.\n"),
    ]
    page = answer.content.decode()
    button = "The Spanish is still correct" if who == "approver_es" else "Change it to fit"
    assert page.index("What changed in the English since") < page.index(button)


def test_what_matched_is_forgotten_when_the_other_language_leads_and_unseen_while_they_match(cast, policy, section):
    section = actions.write(section, "en", "We call you.", revision=99, by=cast.coordinator)
    assert section.matched
    assert section.state_es == "stale"
    section = actions.set_source(section, "es", by=cast.coordinator)
    assert section.matched is None
    section = actions.write(section, "en", "We call.", revision=99, by=cast.coordinator)
    panes = signed_in(cast.coordinator).get(address(section)).context["panes"]
    assert [pane.since for pane in panes] == [[], []]


def test_the_other_language_may_be_made_to_lead(cast, section, ofelia):
    ofelia.post(address(section, tail="lead/"), {"language": "es"})
    assert Section.objects.get(pk=section.pk).source_language == "es"


@pytest.mark.parametrize("bad", [{"language": "fr"}, {}, {"language": "es", "revision": "x"}])
def test_nonsense_is_no_crash(cast, section, bad, ofelia):
    assert ofelia.post(address(section, tail="lead/"), bad).status_code in (302, 404)
    approver = signed_in(cast.approver_es)
    assert approver.post(address(section, tail="approve/"), bad).status_code in (302, 404)
    odd = {"en": "Odd.", "revision_en": "999999999999", "base_en": "\x00"}
    assert ofelia.post(address(section), odd).status_code in (302, 409)
    assert ofelia.get(address(section).replace("/B4/", "/B77/")).status_code == 404


def test_the_editor_asks_the_same_questions_whatever_it_holds(cast, edition, ofelia, django_assert_num_queries):
    section = edition.document.sections.get(key="B4")
    ofelia.get(address(section))
    for count in range(20):
        actions.add_contributor(edition.document, role="family", count=count + 1, on=edition.on, by=cast.county)
    # One of them reads the editions in force: who helped since the last is named beside the text.
    with django_assert_num_queries(13):
        assert ofelia.get(address(section)).status_code == 200
    assert Document.objects.count() == 1
