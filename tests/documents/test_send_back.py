"""A text sent back with a remark: its writer sees it everywhere until it is changed, and nobody judges unread words."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from accounts.clock import at, now, today
from accounts.models import AuditEntry
from documents import actions
from documents.actions import returning
from documents.models import Section, SentBack
from tests.cast import moment, signed_in
from tests.documents.conftest import approve_all, begin, make_ready, states, tell_what_changes
from tests.documents.joint import AFTER, answer, desk, say
from tests.documents.test_desk import LIST, address
from tests.documents.test_two_taps import together

pytestmark = pytest.mark.django_db
REMARK = "Say it more simply: families do not know the word."
WORDS = {
    "en": {
        "state": "Sent back</span>",
        "by": "Sent back by Esperanza Muestra",
        "task": "Change 1 text that was sent back",
    },
    "es": {
        "state": "Devuelto</span>",
        "by": "Lo devolvió Esperanza Muestra",
        "task": "Cambie 1 texto que le devolvieron",
    },
}


NEXT = {"county": "Read the remark, then change it", "approver_es": "Sent back: whoever writes it changes it"}


def tail(section, language="es"):
    return f"sections/{section.key}/send-back/{language}/"


def sent(cast, section, remark=REMARK, **more):
    return actions.send_back(section, "es", remark=remark, by=cast.approver_es, **more)


def change(cast, section, language="es", text="Más sencillo."):
    fresh = Section.objects.get(pk=section.pk)
    return actions.write(fresh, language, text, revision=fresh.revision, by=cast.assistant)


def seen(user, url, language="en"):
    with override(language):
        return " ".join(signed_in(user).get(url.replace("/en/", f"/{language}/", 1)).content.decode().split())


def pages_of_the_writer(section):
    """Where whoever writes a text reads the remark; the school's desk says that there is one."""
    return [LIST, address(section.document), address(section.document, f"sections/{section.key}/")]


@pytest.mark.parametrize("language", WORDS)
def test_the_writer_reads_the_remark_on_the_list_the_document_and_beside_the_text(cast, section, language):
    sent(cast, section)
    for url in pages_of_the_writer(section):
        assert REMARK in seen(cast.assistant, url, language), url
    words = WORDS[language]
    assert words["by"] in seen(cast.coordinator, pages_of_the_writer(section)[2], language)
    for url in pages_of_the_writer(section)[1:]:
        assert words["state"] in seen(cast.coordinator, url, language)
    assert words["task"] in seen(cast.coordinator, "/en/desk/team-charter/", language)


def test_once_it_is_changed_it_is_offered_again_and_the_remark_is_gone(cast, section):
    sent(cast, section)
    queue = f"{LIST}waiting/"
    assert _there(cast, section, queue) is False
    change(cast, section)
    assert _there(cast, section, queue) is True
    for url in pages_of_the_writer(section):
        assert REMARK not in seen(cast.assistant, url), url
    assert "that was sent back" not in seen(cast.coordinator, "/en/desk/team-charter/")


def _there(cast, section, queue):
    found = signed_in(cast.approver_es).get(queue).context["waiting"]
    return section.pk in {one.row.pk for one in found}


def test_marks_alone_changed_are_a_change(cast, section):
    sent(cast, section)
    change(cast, section, text=f"- {Section.objects.get(pk=section.pk).text_es}")
    assert not SentBack.objects.open().exists()


def test_saving_it_unchanged_or_changing_the_other_language_leaves_the_remark(cast, section):
    sent(cast, section)
    fresh = Section.objects.get(pk=section.pk)
    change(cast, section, text=fresh.text_es)
    change(cast, section, "en", "Changed.")
    assert SentBack.objects.open().get().remark == REMARK
    assert _there(cast, section, f"{LIST}waiting/") is False


def test_approved_after_all_the_remark_is_gone_and_never_comes_back(cast, section):
    actions.approve(section, "es", by=cast.approver_es, remark=sent(cast, section).pk)
    assert not SentBack.objects.open().exists()
    actions.approve(section, "en", by=cast.approver_en)
    change(cast, section, "en", "Changed.")
    assert states(section) == ("stale", "draft")
    assert _there(cast, section, f"{LIST}waiting/") is True


def approving(page):
    """The fields of the form that approves the Spanish, as a browser would post them."""
    form = page[page.index('<form id="approve-es"') :].split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


UNREAD = {"en": "This was sent back in the meantime", "es": "Entre tanto, esto se devolvió"}


@pytest.mark.parametrize("language", UNREAD)
def test_a_page_drawn_before_the_remark_approves_nothing_and_one_that_shows_it_does(cast, section, language):
    url = address(section.document, f"sections/{section.key}/", language)
    before = approving(seen(cast.approver_es, url, language))
    sent(cast, section)
    refused = signed_in(cast.approver_es).post(f"{url}approve/", before, follow=True).content.decode()
    assert UNREAD[language] in refused
    assert REMARK in refused
    assert states(section)[0] == "draft"
    assert SentBack.objects.open().get().remark == REMARK
    assert REMARK in seen(cast.assistant, url, language)
    signed_in(cast.approver_es).post(f"{url}approve/", approving(seen(cast.approver_es, url, language)))
    assert states(section)[0] == "approved"
    assert not SentBack.objects.open().exists()


@pytest.mark.parametrize("language", UNREAD)
def test_nor_does_an_answers_page(cast, window, language):
    row = answer(cast, [say(window)], approved=False)
    url = desk(window.document, f"answers/{row.pk}/", language)
    with at(AFTER):
        before = approving(seen(cast.approver_es, url, language))
        actions.send_back(row, "es", remark=REMARK, by=cast.approver_es)
        refused = signed_in(cast.approver_es).post(f"{url}approve/", before, follow=True).content.decode()
        assert UNREAD[language] in refused
        assert SentBack.objects.open().get().remark == REMARK
        signed_in(cast.approver_es).post(f"{url}approve/", approving(seen(cast.approver_es, url, language)))
    assert not SentBack.objects.open().exists()
    row.refresh_from_db()
    assert row.state_es == "approved"


def test_the_action_itself_ends_no_remark_that_was_not_read(cast, policy, section):
    first = sent(cast, section)
    sent(cast, section, "Another remark.")
    for read in (None, 0, first.pk):
        with pytest.raises(ValidationError, match="Another remark"):
            actions.approve(section, "es", by=cast.approver_es, remark=read)
    actions.approve(section, "es", by=cast.approver_es, remark=SentBack.objects.open().get().pk)
    change(cast, section, "en", "Changed.")
    stale = sent(cast, section, "It no longer fits.")
    with pytest.raises(ValidationError, match="It no longer fits"):
        actions.still_correct(section, "es", by=cast.approver_es)
    actions.still_correct(section, "es", by=cast.approver_es, remark=stale.pk)
    assert not SentBack.objects.open().exists()


def test_a_stale_text_is_sent_back_too(cast, policy, section):
    approve_all(cast, policy)
    change(cast, section, "en", "Changed.")
    sent(cast, section)
    assert WORDS["en"]["state"] in seen(cast.coordinator, address(policy))


def test_a_text_that_changed_since_it_was_read_is_not_sent_back_unread(cast, section):
    read = Section.objects.get(pk=section.pk).revision
    change(cast, section)
    with pytest.raises(ValidationError, match="changed while you were reading"):
        sent(cast, section, revision=read)
    assert not SentBack.objects.exists()
    sent(cast, section, revision=Section.objects.get(pk=section.pk).revision)


def test_control_without_the_guard_a_text_nobody_read_is_sent_back(cast, section, monkeypatch):
    monkeypatch.setattr(returning, "refuse_unread", lambda *_: None)
    change(cast, section)
    sent(cast, section, revision=0)
    assert SentBack.objects.open().exists()


def test_nor_by_its_page_where_the_remark_typed_is_kept_beside_the_text_of_now(cast, section):
    client = signed_in(cast.approver_es)
    url = address(section.document, tail(section))
    read = client.get(url).context["row"].revision
    change(cast, section, text="Otra cosa muy distinta.")
    page = client.post(url, {"remark": REMARK, "revision": read})
    assert "changed while you were reading" in page.content.decode()
    assert REMARK in page.content.decode()
    assert "Otra cosa muy distinta." in page.content.decode()
    assert not SentBack.objects.exists()
    again = client.post(url, {"remark": REMARK, "revision": page.context["row"].revision})
    assert again["Location"] == f"{LIST}waiting/"
    assert SentBack.objects.get().remark == REMARK


@pytest.mark.parametrize("posted", [{}, {"revision": ""}, {"revision": "-1"}, {"revision": "x"}])
def test_without_saying_which_text_was_read_nothing_that_was_written_is_sent_back(cast, section, posted):
    change(cast, section)
    page = signed_in(cast.approver_es).post(address(section.document, tail(section)), {"remark": REMARK, **posted})
    assert page.status_code == 200
    assert not SentBack.objects.exists()


@pytest.mark.parametrize("remark", ["", "  \n ", "\u200b", "x" * 501])
def test_a_remark_is_needed_and_short(cast, section, remark):
    with pytest.raises(ValidationError):
        sent(cast, section, remark)
    page = signed_in(cast.approver_es).post(address(section.document, tail(section)), {"remark": remark, "revision": 0})
    assert page.status_code == 200
    assert not SentBack.objects.exists()


def test_what_cannot_be_sent_back(cast, policy, section):
    mine = policy.sections.get(key="B5")
    actions.write(mine, "es", "Escrito por mí.", revision=0, by=cast.approver_es)
    with pytest.raises(ValidationError, match="You wrote this text yourself"):
        sent(cast, mine)
    actions.approve(section, "es", by=cast.approver_es)
    with pytest.raises(ValidationError, match="approved already"):
        sent(cast, section)
    empty = policy.sections.get(key="B6")
    change(cast, empty, text="")
    with pytest.raises(ValidationError, match="no text to send back"):
        sent(cast, empty)


def test_a_published_documents_text_is_not_sent_back(cast, policy, section):
    make_ready(cast, policy)
    actions.publish(policy, by=cast.coordinator)
    with pytest.raises(ValidationError, match="is published"):
        sent(cast, section)


@pytest.mark.parametrize("who", ["coordinator", "assistant", "county", "approver_en", "readonly", "elsewhere"])
def test_only_the_languages_own_approver_sends_back(cast, section, who):
    client = signed_in(getattr(cast, who))
    for method in (client.get, client.post):
        assert method(address(section.document, tail(section)), {"remark": REMARK, "revision": 0}).status_code == 404
    assert signed_in(cast.approver_es).get(address(section.document, tail(section, "fr"))).status_code == 404
    assert not SentBack.objects.exists()


def test_it_is_written_down_who_sent_what_back_without_the_words(cast, section):
    sent(cast, section)
    entry = AuditEntry.objects.get(verb="send_back")
    assert (entry.by_id, entry.record_id, entry.year) == (cast.approver_es.pk, section.pk, 2026)
    assert REMARK not in str(entry.__dict__)


def test_a_remark_counts_from_the_day_it_was_made_to_the_day_the_text_was_changed_as_it_was_known(cast, section):
    with at(moment("2026-09-07T09:00")):
        sent(cast, section)
    with at(moment("2026-09-09T09:00")):
        change(cast, section)
    ended = moment("2026-09-09T09:00")
    day = ended.date()
    counting = SentBack.objects.counting
    assert counting(day - timedelta(days=1), now()).count() == 1
    assert counting(day, now()).count() == 0
    assert counting(day, ended - timedelta(seconds=1)).count() == 1
    assert {row.for_year for row in SentBack.objects.all()} == {section.document.for_year}


def test_the_same_remark_twice_is_one_and_another_takes_its_place(cast, section):
    assert sent(cast, section) == sent(cast, section)
    sent(cast, section, "Too long.")
    assert [row.remark for row in SentBack.objects.open()] == ["Too long."]
    assert SentBack.objects.count() == 2
    assert AuditEntry.objects.filter(verb="send_back").count() == 2


def test_the_database_keeps_one_remark_on_a_text_and_none_without_words(cast, section):
    row = sent(cast, section)
    for changes in ({}, {"language": "en", "remark": ""}, {"language": "fr"}):
        columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} | changes
        del columns["id"]
        with pytest.raises(IntegrityError), transaction.atomic():
            SentBack.objects.create(**columns)


@pytest.mark.parametrize("language", WORDS)
def test_the_editor_offers_it_and_its_page_shows_both_texts_and_keeps_what_was_typed(cast, section, language):
    page = seen(cast.approver_es, address(section.document, f"sections/{section.key}/"), language)
    url = address(section.document, tail(section), language)
    assert f'href="{url}"' in page
    shown = signed_in(cast.approver_es).post(url, {"remark": REMARK, "switch_language": language}).content.decode()
    assert REMARK in shown
    for text in (section.text_es, section.text_en):
        assert text.split("\n")[0][:30].strip("#-* ") in shown
    assert not SentBack.objects.exists()


@pytest.mark.parametrize("language", WORDS)
def test_an_answer_to_families_is_sent_back_as_well(cast, window, language):
    row = answer(cast, [say(window)], approved=False)
    url = desk(window.document, f"answers/{row.pk}/send-back/es/", language)
    with at(AFTER):
        posted = signed_in(cast.approver_es).post(url, {"remark": REMARK, "revision": row.revision})
        assert posted.status_code == 302
        for tail_of in ("", f"answers/{row.pk}/"):
            assert WORDS[language]["state"] in seen(cast.coordinator, desk(window.document, tail_of), language)
        for place in (LIST, desk(window.document, f"answers/{row.pk}/")):
            assert REMARK in seen(cast.coordinator, place, language)
        assert signed_in(cast.approver_es).get(f"{LIST}waiting/").context["answers"] == []
        actions.write(row, "es", "Más sencillo.", revision=row.revision, by=cast.assistant)
        assert len(signed_in(cast.approver_es).get(f"{LIST}waiting/").context["answers"]) == 1
        assert REMARK not in seen(cast.coordinator, LIST, language)


def test_the_translation_desk_says_so_and_what_comes_next(cast, policy, section):
    approve_all(cast, policy)
    change(cast, section, text="Otra.")
    sent(cast, section)
    for who, says in NEXT.items():
        (one,) = signed_in(getattr(cast, who)).get("/en/desk/translations/").context["rows"]
        assert (one["text"].state, one["next"]) == ("sent_back", says)


def test_whose_turn_it_is_after_it_was_sent_back(cast, policy, section):
    approve_all(cast, policy)
    change(cast, section, text="Otra.")
    sent(cast, section)
    page = seen(cast.coordinator, address(policy))
    assert "1 text was sent back: the coordinator or an assistant changes it" in page
    assert "waits for its approval" not in page


def test_autosave_takes_the_mark_away_with_the_change_and_leaves_the_other_languages(cast, section):
    sent(cast, section)
    actions.send_back(section, "en", remark="Shorter.", by=cast.approver_en)
    url = address(section.document, f"sections/{section.key}/")
    posted = {"es": "Más sencillo.", "revision_es": "0", "base_es": "x"}
    told = signed_in(cast.assistant).post(url, posted, headers={"Accept": "application/json"}).json()
    assert "Draft" in told["marks"]["es"]["state"]
    assert "Sent back" in told["marks"]["en"]["state"]


def test_a_new_version_begins_without_the_remarks_of_the_one_before(cast, edition):
    document = edition.document
    actions.take_back(document, by=cast.coordinator)
    tell_what_changes(cast, document)
    news = document.sections.get(key="changes")
    change(cast, news, text="Nuevo.")
    sent(cast, news)
    change(cast, news, text="Más nuevo.")
    actions.approve(Section.objects.get(pk=news.pk), "es", by=cast.approver_es)
    document.refresh_from_db()
    if document.state == "draft":
        actions.adopt(document, "site_council", today(), "7-0", by=cast.coordinator)
    actions.publish(document, by=cast.coordinator)
    actions.take_back(document, by=cast.coordinator)
    assert {row.section_id for row in SentBack.objects.all()} == {None}
    assert not SentBack.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_sent_back_and_changed_at_once_no_remark_stands_on_words_nobody_read(shared_database, cast, promise):
    section = begin(cast).sections.get(key="B4")
    with promise("T7 send back and write") as tally:
        for turn in range(20):
            read = Section.objects.get(pk=section.pk)
            known = read.revision

            def say_no(read=read, known=known):
                return actions.send_back(read, "es", remark=REMARK, revision=known, by=cast.approver_es)

            def write(read=read, turn=turn):
                return actions.write(read, "es", f"Turno {turn}.", revision=read.revision, by=cast.assistant)

            together(say_no, say_no, write, say_no)
            kept = Section.objects.get(pk=section.pk)
            tally.count(kept.text_es == f"Turno {turn}." and not SentBack.objects.open().exists())
