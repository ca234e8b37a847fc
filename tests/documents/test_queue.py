"""Texts that wait, on the translations desk and in a school's own queue: each by its name, with its promised day."""

from datetime import date

import pytest
from django.utils.translation import override

from accounts.clock import at
from documents import actions, kinds
from documents.actions import Said
from schools.models import DayOff
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all
from tests.documents.joint import AFTER, answer, desk, say

pytestmark = pytest.mark.django_db
NAMES = {
    "en": {
        "kind": "An answer to families’ comments",
        "whole": "The whole document",
        "late": "Late</s",
        "says": "There is not enough money.",
    },
    "es": {
        "kind": "Una respuesta a las opiniones de las familias",
        "whole": "Todo el documento",
        "late": "Tarde</span>",
        "says": "No alcanza el dinero.",
    },
}


def queue(user, language="en", when=AFTER):
    with at(when), override(language):
        return signed_in(user).get(f"/{language}/desk/team-charter/documents/waiting/")


def heading_of(row, key):
    return kinds.get(row.document.kind).heading(key)


def text_of(page):
    """A page's words without what is folded by tags."""
    return " ".join(page.content.decode().split())


@pytest.fixture
def answered(cast, window):
    """Two answers that wait: one about a section families spoke of, one about the whole."""
    first = answer(cast, [say(window)], approved=False)
    second = answer(cast, [say(window, "Todo está bien.", key="")], approved=False)
    return first, second


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("tail", ["translations", "team-charter/documents/waiting"])
def test_an_answer_is_known_by_its_first_words_its_section_and_its_kind(cast, answered, language, tail):
    with at(AFTER), override(language):
        found = text_of(signed_in(cast.approver_es).get(f"/{language}/desk/{tail}/"))
        heading = str(heading_of(answered[0], "B2"))
    for row, about in zip(answered, (heading, NAMES[language]["whole"]), strict=True):
        url = desk(row.document, f"answers/{row.pk}/", language)
        assert f'<a href="{url}">{NAMES[language]["says"]}</a>' in found
        assert f"{NAMES[language]['kind']} · {about}" in found


@pytest.mark.parametrize("tail", ["translations", "team-charter/documents/waiting"])
def test_one_without_words_in_the_readers_language_is_known_by_the_others_marked(cast, answered, tail):
    for row in answered:
        actions.write(row, "es", "", revision=row.revision, by=cast.coordinator)
    with at(AFTER), override("es"):
        found = text_of(signed_in(cast.approver_en).get(f"/es/desk/{tail}/"))
    for row in answered:
        url = desk(row.document, f"answers/{row.pk}/", "es")
        assert f'<a href="{url}" lang="en">There is not enough money.</a>' in found


def test_an_answer_that_changed_a_section_is_about_that_one(cast, window):
    rows = [say(window), say(window, "Otra.", key="B8")]
    answer(cast, rows, outcome="changed", key="B4", approved=False)
    (one,) = queue(cast.approver_es).context["answers"]
    assert one.about == [str(heading_of(one.row, "B4"))]


def test_an_answer_to_several_comments_names_each_section_once_in_their_order(cast, window):
    rows = [say(window, f"No {key}.", key=key) for key in ("B8", "B2", "B2")]
    answer(cast, rows, approved=False)
    (one,) = queue(cast.approver_es).context["answers"]
    assert one.about == [str(heading_of(one.row, key)) for key in ("B2", "B8")]


@pytest.mark.parametrize("language", NAMES)
def test_the_schools_own_queue_says_by_when_each_text_is_promised(cast, policy, language):
    approve_all(cast, policy)
    DayOff.objects.create(school=cast.team, on=date(2026, 10, 5), name="Day off")
    with at(moment("2026-10-01T09:00")):
        section = policy.sections.get(key="B4")
        actions.write(section, "en", "Changed.", revision=section.revision, by=cast.coordinator)
    for who in (cast.approver_es, cast.approver_en):
        (one,) = queue(who, when=moment("2026-10-09T09:00")).context["waiting"]
        assert (one.promised, one.late) == (date(2026, 10, 9), False)
        with at(moment("2026-10-09T09:00")):
            (same,) = signed_in(who).get("/en/desk/translations/").context["rows"]
        assert same["text"].promised == one.promised
    assert NAMES[language]["late"] not in text_of(queue(cast.approver_es, language, moment("2026-10-09T09:00")))
    assert NAMES[language]["late"] in text_of(queue(cast.approver_es, language, moment("2026-10-10T09:00")))


def test_what_is_promised_first_stands_on_top(cast, policy):
    approve_all(cast, policy)
    for key, day in (("B8", "2026-10-01T09:00"), ("B2", "2026-10-08T09:00")):
        with at(moment(day)):
            section = policy.sections.get(key=key)
            actions.write(section, "en", "Changed.", revision=section.revision, by=cast.coordinator)
    found = queue(cast.approver_en, when=moment("2026-10-08T10:00")).context["waiting"]
    assert [one.row.key for one in found] == ["B8", "B2"]


def test_a_queue_with_answers_asks_the_same_questions_however_many(cast, window, django_assert_num_queries):
    client = signed_in(cast.approver_es)
    for n in range(3):
        answer(cast, [say(window, f"Comentario {n}.")], approved=False)
        with at(AFTER), django_assert_num_queries(10):
            client.get("/en/desk/team-charter/documents/waiting/")
        with at(AFTER), django_assert_num_queries(12):
            client.get("/en/desk/translations/")


def test_a_late_comments_answer_names_a_section_that_is_gone(cast, window):
    with at(AFTER):
        said = Said(text="Old.", language="en", key="B2")
        row = actions.enter_comment(window.document, said, on=AFTER.date(), by=cast.coordinator, form_key="z")
        texts = {"en": "Thank you."}
        actions.reply(window.document, [row], outcome="unchanged", texts=texts, by=cast.coordinator)
        window.document.sections.filter(key="B2").delete()
    (one,) = queue(cast.approver_en).context["answers"]
    assert one.about == [str(heading_of(one.row, "B2"))]
