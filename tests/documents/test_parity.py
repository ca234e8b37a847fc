"""Missing, draft, approved, stale: exactly when, and nothing reopened by what is not a change of words."""

import random

import pytest
from django.core.exceptions import ValidationError

from documents import actions
from documents.models import Document, Section
from tests.documents.conftest import BOTH, approve_all, approver, states, text_of
from tests.servers.promises import scaled

pytestmark = pytest.mark.django_db


def write(section, language, text, by):
    fresh = Section.objects.get(pk=section.pk)
    return actions.write(fresh, language, text, revision=fresh.revision, by=by)


def test_a_change_of_the_source_makes_exactly_its_translation_stale(cast, policy):
    approve_all(cast, policy)
    section = policy.sections.get(key="B4")
    write(section, "en", f"{section.text_en} And more.", cast.coordinator)
    assert states(section) == ("stale", "draft")
    others = policy.sections.exclude(pk=section.pk)
    assert {states(row) for row in others} == {("approved", "approved")}


def test_a_change_of_the_translation_leaves_the_source_approved(cast, policy, section):
    approve_all(cast, policy)
    write(section, "es", "Otro texto.", cast.coordinator)
    assert states(section) == ("draft", "approved")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: f"\n{text}\r\n",
        lambda text: text.replace("teachers explain", "**teachers** *explain*"),
        lambda text: f"## {text}",
        lambda text: text.replace("Each fall", "[Each fall]{lang=en}"),
    ],
)
@pytest.mark.parametrize("language", BOTH)
def test_spaces_and_markup_reopen_nothing(cast, policy, section, change, language):
    approve_all(cast, policy)
    before = text_of(section, language)
    write(section, language, change(before), cast.coordinator)
    assert states(section) == ("approved", "approved")


@pytest.mark.parametrize("change", [str.upper, lambda text: text + " x", lambda text: text.replace("a", "e", 1)])
def test_any_other_character_does(cast, policy, section, change):
    approve_all(cast, policy)
    write(section, "en", change(text_of(section, "en")), cast.coordinator)
    assert states(section) == ("stale", "draft")


def test_where_a_link_leads_is_part_of_the_words(cast, policy, section):
    write(section, "en", "Ask [the office](https://a.example).", cast.coordinator)
    actions.approve(section, "en", by=cast.approver_en)
    write(section, "en", "Ask [the office](https://b.example).", cast.coordinator)
    assert states(section)[1] == "draft"


def test_words_put_back_are_approved_again(cast, policy, section):
    approve_all(cast, policy)
    before = text_of(section, "en")
    write(section, "en", "Something else.", cast.coordinator)
    write(section, "en", before, cast.coordinator)
    assert states(section) == ("approved", "approved")


def test_still_correct_clears_one_stale_text_and_no_other(cast, policy):
    approve_all(cast, policy)
    first, second = policy.sections.filter(key__in=["B1", "B2"])
    for row in (first, second):
        write(row, "en", "Changed.", cast.coordinator)
    actions.still_correct(first, "es", by=cast.approver_es)
    assert states(first) == ("approved", "draft")
    assert states(second) == ("stale", "draft")


def test_rewriting_a_stale_translation_makes_it_a_draft(cast, policy, section):
    approve_all(cast, policy)
    write(section, "en", "Changed.", cast.coordinator)
    write(section, "es", "Cambiado.", cast.coordinator)
    assert states(section) == ("draft", "draft")


def test_spaces_in_a_stale_translation_leave_it_stale(cast, policy, section):
    approve_all(cast, policy)
    write(section, "en", "Changed.", cast.coordinator)
    write(section, "es", text_of(section, "es").replace(" ", "  "), cast.coordinator)
    assert states(section)[0] == "stale"


def test_an_emptied_text_is_missing_and_the_other_becomes_the_source(cast, policy, section):
    approve_all(cast, policy)
    write(section, "en", " ** \n", cast.coordinator)
    write(section, "en", "", cast.coordinator)
    assert states(section) == ("approved", "missing")
    assert Section.objects.get(pk=section.pk).source_language == "es"


def test_the_other_language_may_lead(cast, policy, section):
    approve_all(cast, policy)
    actions.set_source(section, "es", by=cast.coordinator)
    assert states(section) == ("approved", "approved")
    write(section, "es", "Texto nuevo.", cast.coordinator)
    assert states(section) == ("draft", "stale")


def test_texts_that_did_not_agree_do_not_agree_by_changing_the_lead(cast, policy, section):
    approve_all(cast, policy)
    write(section, "en", "Changed.", cast.coordinator)
    actions.set_source(section, "es", by=cast.coordinator)
    assert states(section) == ("approved", "stale")


def test_nobody_approves_a_text_they_wrote(cast, section):
    write(section, "es", "Mío.", cast.approver_es)
    with pytest.raises(ValidationError, match="yourself"):
        actions.approve(section, "es", by=cast.approver_es)
    assert states(section)[0] == "draft"


def test_a_typo_in_markup_does_not_make_a_text_ones_own(cast, section):
    write(section, "es", text_of(section, "es").replace(" ", "  "), cast.approver_es)
    actions.approve(section, "es", by=cast.approver_es)
    assert states(section)[0] == "approved"


def test_a_text_that_changed_since_it_was_read_is_not_approved(cast, section):
    read = Section.objects.get(pk=section.pk).revision
    write(section, "es", "Otra cosa.", cast.coordinator)
    with pytest.raises(ValidationError, match="while you were reading"):
        actions.approve(section, "es", by=cast.approver_es, revision=read)
    actions.approve(section, "es", by=cast.approver_es, revision=read + 1)


def test_a_source_that_changed_since_it_was_read_is_noticed_too(cast, section):
    read = Section.objects.get(pk=section.pk).revision
    write(section, "en", "Something else.", cast.coordinator)
    with pytest.raises(ValidationError, match="while you were reading"):
        actions.approve(section, "es", by=cast.approver_es, revision=read)


@pytest.mark.parametrize(
    ("verb", "prepare", "says"),
    [
        ("approve", "missing", "no text to approve"),
        ("approve", "approved", "approved already"),
        ("approve", "stale", "still correct"),
        ("still_correct", "draft", "approve it instead"),
        ("still_correct", "missing", "no text to approve"),
    ],
)
def test_each_verb_has_its_state(cast, policy, section, verb, prepare, says):
    if prepare == "missing":
        write(section, "es", "", cast.coordinator)
    elif prepare != "draft":
        approve_all(cast, policy)
    if prepare == "stale":
        write(section, "en", "Changed.", cast.coordinator)
    with pytest.raises(ValidationError, match=says):
        getattr(actions, verb)(section, "es", by=cast.approver_es)


class Oracle:
    """The definition in its own words: who approved which words against which source."""

    def __init__(self, texts):
        self.texts = dict(texts)
        self.source = "en"
        self.against = dict.fromkeys(BOTH, self.words("en"))
        self.approved = dict.fromkeys(BOTH)

    def words(self, language):
        return " ".join(self.texts[language].split())

    def write(self, language, text):
        before, was = self.words(language), self.state(language)
        self.texts[language] = text
        if self.words(language) != before:
            if was == "stale":
                # What was approved fitted another source: written again, the same words are read again.
                self.approved[language] = None
            self.against[language] = self.words(self.source)
        self.lead()

    def lead(self):
        other = "en" if self.source == "es" else "es"
        if not self.words(self.source) and self.words(other):
            self.source = other
        self.against[self.source] = self.words(self.source)

    def state(self, language):
        if not self.words(language):
            return "missing"
        if self.against[language] != self.words(self.source):
            return "stale"
        return "approved" if self.approved[language] == self.words(language) else "draft"


def test_states_follow_the_definition_through_random_work(cast, section, promise):
    """T-parity: thousands of random writes and approvals, each compared with the definition."""
    chance = random.Random(6020)
    oracle = Oracle({code: text_of(section, code) for code in BOTH})
    for code in BOTH:
        oracle.write(code, "uno")
        write(section, code, "uno", cast.coordinator)
    with promise("parity") as tally:
        for _ in range(scaled(2000)):
            step(chance, oracle, section, cast)
            tally.count(states(section) == (oracle.state("es"), oracle.state("en")))
    assert Document.objects.get(pk=section.document_id).state == "draft"


def step(chance, oracle, section, cast):
    language = chance.choice(BOTH)
    if chance.random() < 0.6:
        text = chance.choice(["uno", "uno  ", "dos", "dos tres", "dos\n\ntres", "", "cuatro"])
        write(section, language, text, cast.coordinator)
        oracle.write(language, text)
        return
    waiting = oracle.state(language)
    if waiting in ("draft", "stale"):
        verb = actions.approve if waiting == "draft" else actions.still_correct
        verb(section, language, by=approver(cast, language))
        oracle.approved[language] = oracle.words(language)
        oracle.against[language] = oracle.words(oracle.source)
