"""Tidying is done once and for all, and saving a text that was not changed changes nothing, hostile ones too (T11)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import actions
from documents.markup import POINT, digest, fingerprint, html, tidy
from documents.models import Section
from tests.cast import signed_in
from tests.documents.conftest import approve_all
from tests.documents.test_desk import address
from tests.documents.test_markup import ALPHABET, PROBES
from tests.servers.promises import scaled

SIGNS = "•‣◦▪●○■□➢➤►–·\uf0b7\uf0a7\uf0d8"
# Everything that is space for somebody, and marks that are put together with the letter before them.
SPACES = " \t\n\r\x0b\x0c\x85\u00a0\u2028\u2029\u3000\u200b\ufeff"
MARKS = "\u0301\u0303\u212b"
OLD = "\n".join(
    ["• Bring a pen", "• See [the page](javascript:alert(1))", "  ◦ EC § 51101[b](1)", "", "– [b](x.html) **x**"]
)


def mixed(chance):
    """A text of probes, signs, spaces and letters in any order."""
    pieces = (lambda: chance.choice(PROBES), lambda: chance.choice(SIGNS), lambda: chance.choice(SPACES))
    letters = (lambda: chance.choice(ALPHABET), lambda: chance.choice(MARKS), lambda: f"{chance.choice(SIGNS)} ")
    weights = (2, 3, 4, 8, 1, 3)
    return "".join(chance.choices((*pieces, *letters), weights)[0]() for _ in range(chance.randint(1, 30)))


def is_done_once(text):
    """Tidying again, as a browser posts it too, gives the same text, hash and page."""
    kept = tidy(text)
    posted = kept.replace("\n", "\r\n")
    same = tidy(kept) == tidy(posted) == kept and digest(text) == digest(kept) == digest(posted)
    return same and fingerprint(text) == fingerprint(posted) and html(posted) == html(kept)


def test_tidying_twice_is_tidying_once_for_every_text(promise):
    chance = random.Random(6020)
    with promise("T11 tidied once") as tally:
        for text in [*PROBES, OLD, *(mixed(chance) for _ in range(scaled(5000)))]:
            tally.count(is_done_once(text))


@given(st.text(alphabet=ALPHABET + SIGNS + SPACES + MARKS, max_size=200))
@settings(max_examples=300, deadline=None)
def test_tidying_twice_is_tidying_once_for_what_nobody_thought_of(text):
    assert is_done_once(text)


def test_control_a_sign_behind_a_space_only_one_reader_sees_is_found_at_once():
    assert POINT.match("\u2028• a") is None
    assert tidy("\u2028• a") == "- a"


def values(section):
    """Every column of a section as it is kept."""
    fresh = Section.objects.get(pk=section.pk)
    return {field.attname: getattr(fresh, field.attname) for field in Section._meta.concrete_fields}


@pytest.fixture
def approved(cast, policy):
    approve_all(cast, policy)
    return policy.sections.get(key="B4")


def kept_so(cast, section, text):
    """This text in English, read and approved, and the Spanish still correct."""
    section = actions.write(section, "en", text, revision=section.revision, by=cast.coordinator)
    if section.state_en == "draft":
        actions.approve(section, "en", by=cast.approver_en)
    if section.state_es == "stale":
        actions.still_correct(section, "es", by=cast.approver_es)
    return Section.objects.get(pk=section.pk)


@pytest.mark.django_db
def test_saving_an_unchanged_text_changes_nothing(cast, approved, promise):
    chance = random.Random(6020)
    texts = [*PROBES, OLD, *(mixed(chance) for _ in range(scaled(200)))]
    section = approved
    with promise("T11 saved unchanged") as tally:
        for text in texts:
            if not digest(text):
                continue
            section = kept_so(cast, section, text)
            before = values(section)
            save_unchanged(cast, section, text)
            tally.count(values(section) == before and before["state_en"] == "approved")


def save_unchanged(cast, section, text):
    """As the editor posts it, and as it was typed the first time."""
    url = address(section.document, f"sections/{section.key}/")
    posted = {"en": section.text_en.replace("\n", "\r\n"), "revision_en": str(section.revision), "base_en": "none"}
    assert signed_in(cast.assistant).post(url, posted).status_code == 302
    actions.write(section, "en", text, revision=section.revision, by=cast.assistant)


def kept_by_an_earlier_portal(section):
    """As an earlier portal kept and hashed it: signs as they were typed, and words counted by other rules."""
    old = "a" * 64
    Section.objects.filter(pk=section.pk).update(
        text_en=OLD, text_hash_en=old, approved_hash_en=old, source_hash_en=old, source_hash_es=old
    )
    return Section.objects.get(pk=section.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("posted", [OLD, tidy(OLD), OLD.replace("\n", "\r\n")])
def test_a_text_approved_by_an_earlier_portals_rules_stays_approved_when_saved_unchanged(cast, approved, posted):
    section = kept_by_an_earlier_portal(approved)
    before = values(section)
    actions.write(section, "en", posted, revision=section.revision, by=cast.assistant)
    assert values(section) == before
    assert (before["state_en"], before["state_es"]) == ("approved", "approved")


@pytest.mark.django_db
def test_of_such_a_text_marks_may_change_and_words_not(cast, approved):
    section = kept_by_an_earlier_portal(approved)
    section = actions.write(section, "en", OLD.replace("**x**", "x"), revision=section.revision, by=cast.assistant)
    assert (section.state_en, section.state_es) == ("approved", "approved")
    section = actions.write(section, "en", OLD.replace("pen", "pan"), revision=section.revision, by=cast.assistant)
    assert (section.state_en, section.state_es) == ("draft", "stale")
