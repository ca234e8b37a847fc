"""A school adds a preamble or a section of its own: the same engine carries it, and a draft can do without it again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.facts.changed import parts
from documents.facts.news import proposal
from documents.kinds import get
from documents.models import Section
from documents.pdf import context
from documents.word import parts_of
from tests.cast import moment, signed_in
from tests.documents.conftest import PUBLISHED, adopt, approve_all, begin, make_ready
from tests.documents.joint import DURING, lay_open, public
from tests.documents.test_desk import address

pytestmark = pytest.mark.django_db
TYPED = {"place": "start", "heading_es": "Por qué lo escribimos", "heading_en": "Why we wrote this"}
WORDS = {"es": "Queremos trabajar juntos.", "en": "We want to work together."}


def press(cast, document, language="en", **changes):
    client = signed_in(cast.coordinator)
    return client.post(address(document, "own-section/", language), {**TYPED, **changes}, follow=True)


def own(cast, document, *, first=True, es="Por qué lo escribimos", en="Why we wrote this", written=True):
    section = actions.add_own_section(document, headings={"es": es, "en": en}, first=first, by=cast.coordinator)
    for code in ("en", "es") if written else ():
        section = actions.write(section, code, WORDS[code], revision=section.revision, by=cast.coordinator)
    return section


def keys(document):
    return [row.key for row in document.sections.order_by("position")]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_preamble_stands_first_and_the_other_last_and_each_is_written_like_any_section(cast, policy, language):
    asks = {"en": "your school added this section", "es": "su escuela agregó esta sección"}[language]
    page = press(cast, policy, language).content.decode()
    assert TYPED[f"heading_{language}"] in page
    assert asks in page
    press(cast, policy, language, place="end", heading_es="Comida", heading_en="Food")
    order = keys(policy)
    assert order[0] == "summary"
    assert order[1].startswith("own-start-")
    assert order[2] == "B1"
    assert order[-1].startswith("own-end-")
    assert list(policy.sections.order_by("position").values_list("position", flat=True)) == [*range(1, len(order) + 1)]
    desk = signed_in(cast.coordinator).get(address(policy, language=language)).content.decode()
    assert {"en": "“Food”, Spanish: there is no text.", "es": "“Comida”, Español: no hay texto."}[language] in desk


def test_it_goes_through_parity_window_edition_word_and_paper_with_both_headings(cast, policy):
    section = own(cast, policy)
    assert (section.state_es, section.state_en) == ("draft", "draft")
    assert [part.heading for part in parts_of(policy, "es") if part.key == section.key] == ["Por qué lo escribimos"]
    lay_open(cast, policy)
    with at(DURING):
        for code in ("es", "en"):
            page = Client().get(public("review/", code)).content.decode()
            assert TYPED[f"heading_{code}"] in page
            assert WORDS[code] in page
    with at(moment("2026-09-16T10:00")):
        actions.add_contributor(policy, role="family", count=6, on=date(2026, 9, 16), by=cast.coordinator)
        actions.adopt(policy, "Council", date(2026, 9, 16), "7-0", by=cast.coordinator)
        edition = actions.publish(policy, by=cast.coordinator)
    for code in ("es", "en"):
        page = Client().get(public("", code)).content.decode()
        assert TYPED[f"heading_{code}"] in page
        assert WORDS[code] in page
        assert section.key in [row["key"] for row in context(edition, code)["rows"]]


def test_half_a_pair_of_it_keeps_the_document_from_being_published(cast, policy):
    section = own(cast, policy, written=False)
    section = actions.write(section, "en", WORDS["en"], revision=section.revision, by=cast.coordinator)
    make_ready(cast, policy)
    with at(PUBLISHED), pytest.raises(ValidationError, match="“Why we wrote this”, Spanish: there is no text"):
        actions.publish(policy, by=cast.coordinator)


def test_next_years_draft_has_it_in_its_place_and_the_redline_and_what_changes_name_it(cast, policy):
    first, last = own(cast, policy), own(cast, policy, first=False, es="Comida", en="Food")
    make_ready(cast, policy)
    with at(PUBLISHED):
        old = actions.publish(policy, by=cast.coordinator)
    following = begin(cast, year=2027)
    order = keys(following)
    assert order[2] == first.key
    assert order[-1] == last.key
    again = following.sections.get(key=last.key)
    assert (again.heading_es, again.heading_en, again.text_es) == ("Comida", "Food", WORDS["es"])
    actions.take_out(again, by=cast.coordinator, revision=again.revision)
    assert "No longer here: Food." in proposal(following, list(following.sections.all()), get("site_policy"))["en"]
    assert "Comida" in proposal(following, list(following.sections.all()), get("site_policy"))["es"]
    approve_all(cast, following)
    with at(moment("2026-10-01T10:00")):
        adopt(cast, following)
        new = actions.publish(following, by=cast.coordinator)
    told = {part.key: part.change for part in parts(old, new, "en")}
    assert (told[first.key], told[last.key]) == ("same", "removed")


@pytest.mark.parametrize(("language", "gone"), [("en", "These words go with it."), ("es", "Con ella se van")])
def test_it_is_taken_out_again_while_a_draft_and_what_goes_is_shown_first(cast, policy, language, gone):
    section = own(cast, policy)
    client = signed_in(cast.coordinator)
    where = address(policy, f"sections/{section.key}/take-out/", language)
    assert where in client.get(address(policy, f"sections/{section.key}/", language)).content.decode()
    page = client.get(where).content.decode()
    assert gone in page
    assert WORDS["es"] in page
    # Written in after it was read: it stays.
    assert client.post(where, {"revision": "0"}).status_code == 200
    assert Section.objects.filter(pk=section.pk).exists()
    assert client.post(where, {"revision": str(section.revision)}).status_code == 302
    assert not Section.objects.filter(pk=section.pk).exists()


def test_a_section_that_is_asked_for_is_not_taken_out(cast, policy):
    client = signed_in(cast.coordinator)
    assert client.get(address(policy, "sections/B1/take-out/")).status_code == 404
    assert "take-out/" not in client.get(address(policy, "sections/B1/")).content.decode()
    with pytest.raises(ValidationError, match="Only a section of your own"):
        actions.take_out(policy.sections.get(key="B1"), by=cast.coordinator, revision=0)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"heading_es": ""}, "Please answer"),
        ({"heading_en": "  "}, "Please answer"),
        ({"place": "middle"}, "errors"),
        ({"heading_en": "the yearly meeting"}, "has a section of that name"),
        ({"heading_es": "x" * 121}, "errors"),
    ],
)
def test_a_heading_with_a_fault_is_asked_for_again(cast, policy, changes, says):
    assert says in press(cast, policy, **changes).content.decode()
    assert not policy.sections.filter(key__startswith="own-").exists()


def test_two_taps_make_one(cast, policy):
    for _tap in range(2):
        page = press(cast, policy).content.decode()
    assert "has a section of that name" in page
    assert policy.sections.filter(key__startswith="own-").count() == 1


def test_while_families_comment_and_once_it_is_decided_the_sections_stay(cast, policy):
    section = own(cast, policy)
    lay_open(cast, policy)
    with at(DURING):
        assert "own-section/" not in signed_in(cast.coordinator).get(address(policy)).content.decode()
        assert "Families can comment" in press(cast, policy, heading_es="Otra", heading_en="Other").content.decode()
        with pytest.raises(ValidationError, match="Families can comment on this draft until"):
            actions.take_out(section, by=cast.coordinator, revision=section.revision)
    with at(moment("2026-09-16T10:00")):
        actions.adopt(policy, "Council", date(2026, 9, 16), "7-0", by=cast.coordinator)
        with pytest.raises(ValidationError, match="Only a draft takes a section of your own"):
            own(cast, policy, es="Otra", en="Other")
    assert policy.sections.filter(key__startswith="own-").count() == 1


def test_a_new_version_keeps_the_preamble_after_what_changes(cast, policy):
    section = own(cast, policy)
    make_ready(cast, policy)
    with at(PUBLISHED):
        actions.publish(policy, by=cast.coordinator)
        actions.take_back(policy, by=cast.coordinator)
    assert keys(policy)[:3] == ["summary", "changes", section.key]


@pytest.mark.parametrize(
    ("who", "status"),
    [("assistant", 200), ("county", 200), ("approver_es", 404), ("readonly", 404), ("elsewhere", 404)],
)
def test_who_adds_and_takes_out(cast, policy, who, status):
    section = own(cast, policy)
    client = signed_in(getattr(cast, who))
    for tail in ("own-section/", f"sections/{section.key}/take-out/"):
        assert client.get(address(policy, tail)).status_code == status


def rename(cast, section, language="en", **typed):
    page = address(section.document, f"sections/{section.key}/heading/", language)
    typed = {"heading_es": section.heading_es, "heading_en": section.heading_en, "revision": section.revision} | typed
    return signed_in(cast.coordinator).post(page, typed, follow=True)


def test_a_heading_is_changed_and_only_the_language_it_changed_in_is_approved_again(cast, policy):
    section = own(cast, policy)
    approve_all(cast, policy)
    section.refresh_from_db()
    assert (section.state_es, section.state_en) == ("approved", "approved")
    page = rename(cast, section, "es", heading_es="Para qué lo escribimos").content.decode()
    assert "Para qué lo escribimos" in page
    section.refresh_from_db()
    assert (section.state_es, section.state_en) == ("draft", "approved")
    assert (section.text_es, section.heading_en) == (WORDS["es"], "Why we wrote this")
    assert section.written_by_es == cast.coordinator


def test_the_same_heading_changes_nothing(cast, policy):
    section = own(cast, policy)
    approve_all(cast, policy)
    section.refresh_from_db()
    before = section.revision
    rename(cast, section)
    section.refresh_from_db()
    assert (section.revision, section.state_es) == (before, "approved")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"heading_en": "Notices"}, "Choose another heading"),
        ({"heading_es": " "}, "required"),
        ({"revision": "0"}, "changed in the meantime"),
    ],
)
def test_a_heading_that_cannot_be_is_answered_and_stays_typed(cast, policy, typed, says):
    own(cast, policy, es="Avisos", en="Notices")
    section = own(cast, policy)
    page = rename(cast, section, **{"heading_en": "What for"} | typed).content.decode()
    assert says in page
    assert ("What for" in page) is ("heading_en" not in typed)
    section.refresh_from_db()
    assert section.heading_en == "Why we wrote this"


def test_a_section_the_rules_ask_for_has_no_heading_to_change(cast, policy):
    page = address(policy, "sections/B1/heading/")
    assert signed_in(cast.coordinator).get(page).status_code == 404
    with pytest.raises(ValidationError, match="of your own"):
        actions.rename_section(
            policy.sections.get(key="B1"), headings={"es": "x", "en": "y"}, by=cast.coordinator, revision=0
        )
