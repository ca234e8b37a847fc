"""The translation desk: who finds what there, since when, by when, and what to do next."""

from datetime import date

import pytest

from accounts.clock import at
from documents import actions
from documents.models import Document, Section
from schools.actions import appoint
from schools.facts import add_school_days, count_school_days, days_off
from schools.models import DayOff
from tests.cast import FIRST_DAY, moment, signed_in
from tests.documents.conftest import approve_all, begin, make_ready

pytestmark = pytest.mark.django_db
DESK = "/en/desk/translations/"


def rows(user, query=""):
    return signed_in(user).get(DESK + query).context["rows"]


def change(cast, document, key="B4", language="en", on="2026-10-01T09:00"):
    """Somebody changes one text on a day."""
    with at(moment(on)):
        section = document.sections.get(key=key)
        return actions.write(section, language, "Changed.", revision=section.revision, by=cast.coordinator)


@pytest.fixture
def agreed(cast, policy):
    approve_all(cast, policy)
    return policy


def test_a_changed_source_stands_there_as_a_draft_and_its_translation_as_stale(cast, agreed):
    change(cast, agreed)
    with at(moment("2026-10-02T09:00")):
        (stale,) = rows(cast.approver_es)
        (draft,) = rows(cast.approver_en)
        page = signed_in(cast.approver_es).get(DESK).content.decode()
    assert (stale["text"].state, stale["next"]) == ("stale", "Compare both, then decide")
    assert (draft["text"].state, draft["next"]) == ("draft", "Read and approve")
    assert f"/en/desk/team-charter/documents/{agreed.pk}/sections/B4/" in page
    assert "TEAM Charter" in page


def test_each_text_is_promised_within_five_school_days_and_late_is_said_in_words(cast, agreed):
    DayOff.objects.create(school=cast.team, on=date(2026, 10, 5), name="Day off")
    change(cast, agreed, on="2026-10-01T09:00")
    with at(moment("2026-10-09T09:00")):
        (one,) = rows(cast.approver_es)
        assert (one["text"].promised, one["text"].late) == (date(2026, 10, 9), False)
    with at(moment("2026-10-10T09:00")):
        page = signed_in(cast.approver_es).get(DESK).content.decode()
        assert "Late</span> <small>promised for Fri, Oct 9" in page


def test_an_answer_to_families_comments_waits_there_too(cast, agreed):
    with at(moment("2026-10-01T09:00")):
        said = actions.Said(text="More days, please.", language="en")
        comment = actions.enter_comment(agreed, said, on=date(2026, 10, 1), by=cast.coordinator, form_key="a")
        texts = {"en": "We added a day."}
        actions.reply(agreed, [comment], outcome="changed", key="B4", texts=texts, by=cast.coordinator)
    (missing,) = rows(cast.approver_es)
    assert (missing["text"].state, missing["text"].key) == ("missing", "")
    assert "An answer to families" in signed_in(cast.approver_en).get(DESK).content.decode()


def test_an_approver_finds_all_their_schools_and_nobody_elses(cast, agreed):
    change(cast, agreed)
    other = begin(cast, cast.one)
    assert {one["text"].slug for one in rows(cast.approver_es)} == {"team-charter"}
    appoint(cast.approver_es, cast.one, "approver", by=cast.county, on=FIRST_DAY, language="es")
    found = rows(cast.approver_es)
    assert {one["text"].slug for one in found} == {"team-charter", "one-charter"}
    assert {one["text"].language for one in found} == {"es"}
    assert len(found) == 1 + other.sections.count()
    assert {one["text"].slug for one in rows(cast.approver_es, "?school=one-charter")} == {"one-charter"}
    assert rows(cast.approver_es, "?language=en") == []
    assert rows(cast.approver_es, "?school=special-education") == []


def test_county_staff_find_every_school_in_both_languages(cast, agreed):
    change(cast, agreed)
    begin(cast, cast.one)
    found = rows(cast.county)
    assert {(one["text"].slug, one["text"].language) for one in found} == {
        (slug, code) for slug in ("team-charter", "one-charter") for code in ("es", "en")
    }
    assert rows(cast.readonly)


def test_one_who_wrote_a_text_is_told_that_another_approver_reads_it(cast, agreed):
    section = agreed.sections.get(key="B4")
    actions.write(section, "es", "Escrito por mí.", revision=section.revision, by=cast.approver_es)
    assert [one["next"] for one in rows(cast.approver_es)] == ["Another approver reads it"]


@pytest.mark.parametrize("who", ["coordinator", "assistant", "elsewhere"])
def test_who_approves_nothing_finds_no_desk(cast, agreed, who):
    assert signed_in(getattr(cast, who)).get(DESK).status_code == 404


def test_what_is_published_waits_for_nobody(cast, ready):
    actions.publish(ready, by=cast.coordinator)
    assert rows(cast.approver_es) == []
    assert "Nothing waits here." in signed_in(cast.approver_es).get(DESK).content.decode()


def test_pages_by_key_show_every_text_once_in_order(cast, monkeypatch):
    from documents.views import translations

    monkeypatch.setattr(translations, "PAGE", 4)
    begin(cast)
    begin(cast, cast.one)
    client, url, seen = signed_in(cast.county), DESK, []
    while url:
        context = client.get(url).context
        seen += [one["text"].place for one in context["rows"]]
        url = DESK + context["older_url"] if context["older_url"] else ""
    assert len(seen) == len(set(seen)) == 2 * Section.objects.exclude(text_en="").count()
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    "query",
    [
        "?after=x",
        "?after=2026-10-01~a~1",
        "?after=2026-10-01T00:00%2B00:00~%00~9",
        "?language=fr&school=%00",
        "?after=0001-01-01T00:00%2B00:00~a~1",
    ],
)
def test_a_nonsense_address_is_no_crash(cast, agreed, query):
    assert signed_in(cast.county).get(DESK + query).status_code == 200


def test_the_desk_asks_the_same_questions_however_much_waits(cast, policy, django_assert_num_queries):
    client = signed_in(cast.county)
    for school in (cast.team, cast.one, cast.special, cast.court):
        if not Document.objects.filter(owner=school, for_year=2026).exists():
            begin(cast, school)
        with django_assert_num_queries(13):
            assert client.get(DESK).status_code == 200


def test_school_days_are_counted_forward_and_back(cast):
    DayOff.objects.create(school=None, on=date(2026, 10, 12), name="Holiday")
    off = days_off([cast.team.pk, cast.one.pk])
    assert count_school_days(date(2026, 10, 9), 1, off[cast.team.pk]) == date(2026, 10, 13)
    assert count_school_days(date(2026, 10, 13), -1, off[cast.one.pk]) == date(2026, 10, 9)
    assert add_school_days(cast.team.pk, date(2026, 10, 9), 0) == date(2026, 10, 9)
    with pytest.raises(ValueError, match="negative"):
        add_school_days(cast.team.pk, date(2026, 10, 9), -1)


def test_make_ready_leaves_nothing_on_the_desk(cast, policy):
    make_ready(cast, policy)
    assert rows(cast.county) == []
