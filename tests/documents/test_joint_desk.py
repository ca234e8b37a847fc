"""What staff do with what families said: read, take names out, show, answer together, enter, narrow the list."""

import re
from datetime import timedelta

import pytest

from accounts.clock import at
from documents import actions
from documents.models import Answer, Comment, CommentCopy
from people.actions import enrol
from people.models import Enrolment
from tests.cast import ENTERED, FIRST_DAY, signed_in
from tests.documents.conftest import begin
from tests.documents.joint import AFTER, answer, desk, say

pytestmark = pytest.mark.django_db


def test_the_names_of_the_schools_children_are_taken_out_of_the_proposal(cast, window):
    with at(ENTERED):
        enrol("María José", cast.team, "3", on=FIRST_DAY, by=cast.county)
    row = say(window, "Mi hija ALMA y maria josé, no Elia, ni el almanaque.")
    with at(AFTER):
        page = signed_in(cast.coordinator).get(desk(window.document, f"comments/{row.pk}/")).content.decode()
    assert "Mi hija [nombre] y [nombre], no Elia, ni el almanaque.</textarea>" in page
    assert "Mi hija ALMA y maria josé, no Elia, ni el almanaque.</span>" in page
    row.refresh_from_db()
    assert "ALMA" in row.text


def test_only_staff_who_write_see_a_name(cast, window):
    say(window, name="Ana Invento")
    for who, sees in (("coordinator", True), ("assistant", True), ("approver_es", False), ("readonly", False)):
        page = signed_in(getattr(cast, who)).get(desk(window.document, "comments/")).content.decode()
        assert ("Ana Invento" in page) is sees


MAY = {
    "families/": {"coordinator", "county"},
    "families/{window}/tell/": {"coordinator", "county"},
    "families/{window}/take-back/": {"coordinator", "county"},
    "comments/new/": {"coordinator", "assistant", "county"},
    "comments/answer/": {"coordinator", "assistant", "county"},
    "comments/{comment}/": {"coordinator", "county"},
    "answers/{answer}/": {"coordinator", "assistant", "county"},
    "answers/{answer}/approve/": {"approver_es", "approver_en"},
}


@pytest.mark.parametrize("tail", MAY)
@pytest.mark.parametrize(
    "who", ["coordinator", "assistant", "approver_es", "approver_en", "readonly", "elsewhere", "county"]
)
def test_who_may_do_what_with_comments(cast, window, who, tail):
    row, other = say(window), say(window, "Otra cosa.")
    given = answer(cast, [other], approved=False)
    url = desk(window.document, tail.format(window=window.pk, comment=row.pk, answer=given.pk))
    language = "en" if who == "approver_en" else "es"
    with at(AFTER):
        seen = signed_in(getattr(cast, who)).post(url, {"language": language, "comment": row.pk})
    assert (seen.status_code != 404) == (who in MAY[tail])


def test_a_comment_of_another_document_is_answered_by_no_form(cast, window):
    elsewhere = begin(cast, year=2027)
    row = say(window)
    with at(AFTER):
        client = signed_in(cast.coordinator)
        posted = {"comment": row.pk, "outcome": "unchanged", "text_en": "No.", "source": "en"}
        client.post(desk(elsewhere, "comments/answer/"), posted)
        assert client.get(desk(elsewhere, f"comments/{row.pk}/")).status_code == 404
    assert not Answer.objects.exists()


def test_several_are_answered_together_and_more_join(cast, window):
    rows = [say(window, f"Comentario {n}") for n in range(3)]
    client = signed_in(cast.assistant)
    url = desk(window.document, "comments/answer/")
    with at(AFTER):
        page = client.get(url, {"comment": [row.pk for row in rows[:2]]}).content.decode()
        assert "These 2 comments together" in page
        said = {
            "outcome": "changed",
            "part": "B2",
            "source": "en",
            "text_en": "At nine.",
            "text_es": "",
            "anyway": "on",
        }
        client.post(url, {"comment": [row.pk for row in rows[:2]], **said})
        given = Answer.objects.get()
        client.post(url, {"comment": rows[2].pk, "use": given.pk, "anyway": "on"})
    assert set(given.comments.all()) == set(rows)
    assert (given.outcome, given.key, given.state_es, given.state_en) == ("changed", "B2", "missing", "draft")


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({}, "Choose what became of it."),
        ({"outcome": "changed", "text_en": "Yes."}, "Say which section was changed."),
        ({"outcome": "unchanged"}, "Write what you answer."),
        ({"outcome": "x", "text_en": "Yes."}, "Choose what became of it."),
    ],
)
def test_an_answer_with_a_gap_is_asked_for_again(cast, window, posted, says):
    row = say(window)
    page = signed_in(cast.coordinator).post(desk(window.document, "comments/answer/"), {"comment": row.pk, **posted})
    assert says in page.content.decode()
    assert not Answer.objects.exists()


def test_two_people_at_one_answer_and_neither_is_lost(cast, window):
    given = answer(cast, [say(window)], approved=False)
    url = desk(window.document, f"answers/{given.pk}/")
    signed_in(cast.coordinator).post(url, {"en": "First.", "revision_en": "0", "base_en": "x"})
    page = signed_in(cast.assistant).post(url, {"en": "Second.", "revision_en": "0", "base_en": "x"})
    assert page.status_code == 409
    assert "First." in page.content.decode()
    assert "Second.</textarea>" in page.content.decode()


def test_the_approvers_queue_lists_answers_and_not_ones_own(cast, window):
    answer(cast, [say(window)], approved=False)
    page = signed_in(cast.approver_es).get("/en/desk/team-charter/documents/waiting/").content.decode()
    assert "Answers to families" in page
    assert "There is not enough money." in page or "No alcanza" in page


def test_a_comment_from_paper_counts_on_the_day_it_came(cast, window):
    client = signed_in(cast.assistant)
    said = {"part": "B4", "text": "On paper.", "language": "en", "role": "community", "committee": "DELAC", "key": "a"}
    with at(AFTER):
        for on, counts in (("2026-09-10", True), ("2026-09-16", False)):
            posted = {**said, "on": on, "key": on, "text": f"On {on}"}
            assert client.post(desk(window.document, "comments/new/"), posted).status_code == 302
            row = Comment.objects.get(text=f"On {on}")
            assert (row.window == window, row.committee, row.entered_by) == (counts, "DELAC", cast.assistant)
        page = client.post(desk(window.document, "comments/new/"), {**said, "on": "2026-08-01"}).content.decode()
    assert "between the beginning of this draft and today" in page


def test_the_editor_shows_what_families_say_beside_the_section(cast, window):
    answered = say(window, "Contestado.")
    answer(cast, [answered])
    say(window, "Esperando.")
    page = signed_in(cast.coordinator).get(desk(window.document, "sections/B2/")).content.decode()
    assert "Contestado." in page
    assert "Answered: not changed" in page
    assert f"comments/answer/?comment={Comment.objects.get(text='Esperando.').pk}" in page
    assert "Esperando." not in signed_in(cast.coordinator).get(desk(window.document, "sections/B4/")).content.decode()


def test_late_and_unanswered_ones_stand_beside_the_next_years_section(cast, window):
    say(window, "Llegó tarde.", when=AFTER)
    following = begin(cast, year=2027)
    client = signed_in(cast.coordinator)
    assert "Llegó tarde." in client.get(desk(following, "sections/B2/")).content.decode()
    assert "Llegó tarde." in client.get(desk(following, "comments/?show=carried")).content.decode()
    assert "Llegó tarde." not in client.get(desk(following, "comments/")).content.decode()


def test_the_list_is_narrowed_by_what_waits_and_by_section(cast, window):
    answered, late = say(window, "Contestado."), say(window, "Tarde.", when=AFTER, key="B4")
    answer(cast, [answered])
    waiting = say(window, "Espera.", key="B4")
    client = signed_in(cast.coordinator)

    def listed(query):
        page = client.get(desk(window.document, f"comments/?{query}")).content.decode()
        return {row.text for row in (answered, late, waiting) if row.text in page}

    assert listed("") == {"Contestado.", "Tarde.", "Espera."}
    assert listed("show=waiting") == {"Espera."}
    assert listed("show=late") == {"Tarde."}
    assert listed("part=B4") == {"Tarde.", "Espera."}
    assert listed(f"before={late.pk}") == {"Contestado."}
    assert listed("show=nothing&part=nothing&before=nothing") == {"Contestado.", "Tarde.", "Espera."}
    assert CommentCopy.objects.count() == 0


TOGETHER = "Answer the chosen ones together"


def test_the_button_for_several_stands_only_where_there_is_something_to_tick(cast, window):
    first = say(window)
    client, url = signed_in(cast.coordinator), desk(window.document, "comments/")
    assert TOGETHER in client.get(url).content.decode()
    answer(cast, [first])
    page = client.get(url).content.decode()
    assert first.text in page
    assert TOGETHER not in page
    assert 'type="checkbox"' not in page
    say(window, "Otra cosa.")
    assert TOGETHER in client.get(url).content.decode()
    assert TOGETHER not in signed_in(cast.readonly).get(url).content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_language_that_leads_is_the_readers_own(cast, window, language):
    row = say(window)
    client, url = signed_in(cast.coordinator), desk(window.document, "comments/answer/", language)
    page = client.get(f"{url}?comment={row.pk}").content.decode()
    (checked,) = re.findall(r'<input[^>]*name="source"[^>]*checked[^>]*>', page)
    assert f'value="{language}"' in checked
    both = {"text_es": "No alcanza el dinero.", "text_en": "There is not enough money."}
    client.post(url, {"comment": row.pk, "outcome": "unchanged", **both})
    assert Answer.objects.get().source_language == language


KNOWS = {
    "en": (
        "1 given name of a student enrolled here",
        "No given name of a student enrolled here",
        "The portal knows no student of this school, so nothing was taken out.",
        "The portal knows no other names.",
    ),
    "es": (
        "Abajo quitamos 1 nombre de un estudiante inscrito aquí",
        "No encontramos ningún nombre de un estudiante inscrito aquí",
        "El portal no conoce a ningún estudiante de esta escuela, así que no quitó nada.",
        "El portal no conoce otros nombres.",
    ),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_who_looks_is_told_what_was_taken_out_and_that_other_names_are_for_them(cast, window, language):
    client = signed_in(cast.coordinator)
    known, unknown = say(window, "A Alma le gusta."), say(window, "A Nito le gusta.")
    some, none, nobody, read = KNOWS[language]

    def looked_at(row):
        return client.get(desk(window.document, f"comments/{row.pk}/", language)).content.decode()

    with at(AFTER):
        assert some in looked_at(known)
        assert none in looked_at(unknown)
        assert read in looked_at(unknown)
        Enrolment.objects.all().delete()
        assert nobody in looked_at(known)
        assert read in looked_at(known)


def test_another_name_is_taken_out_by_hand_of_what_the_public_reads_and_of_nothing_else(cast, window):
    row = say(window, "Nito y su hermana Ana Luz. La luz del salón.")
    client, url = signed_in(cast.coordinator), desk(window.document, f"comments/{row.pk}/")
    texts = {"text_es": row.text, "text_en": "NITO and his sister Ana Luz."}
    with at(AFTER):
        page = client.post(url, {**texts, "names": "nito, Ana Luz", "take_out": "1"}).content.decode()
        assert "[nombre] y su hermana [nombre]. La luz del salón.</textarea>" in page
        assert "[name] and his sister [name].</textarea>" in page
        assert "Nothing is shown yet" in page
        assert not CommentCopy.objects.exists()
        # The button that shows takes them out first too: nothing shows before it is read again.
        assert "[nombre] y su hermana" in client.post(url, {**texts, "names": "Nito"}).content.decode()
        assert not CommentCopy.objects.exists()
        client.post(
            url, {"text_es": "[nombre] y su hermana [nombre].", "text_en": "[name] and his sister.", "names": ""}
        )
    copy = CommentCopy.objects.get()
    assert (copy.text_es, copy.text_en) == ("[nombre] y su hermana [nombre].", "[name] and his sister.")
    row.refresh_from_db()
    assert row.text == "Nito y su hermana Ana Luz. La luz del salón."


@pytest.mark.parametrize(("names", "says"), [("", "Write the name to take out."), ("Beto", "stands in none of the")])
def test_a_name_that_is_not_there_is_asked_for_again(cast, window, names, says):
    row = say(window, "Nito.")
    with at(AFTER):
        url = desk(window.document, f"comments/{row.pk}/")
        page = signed_in(cast.coordinator).post(url, {"text_es": "Nito.", "names": names, "take_out": "1"})
    assert says in page.content.decode()
    assert not CommentCopy.objects.exists()


SAME = {
    "en": ("has not changed since", "September 1, 2026", "Say it anyway"),
    "es": ("no ha cambiado desde", "1 de septiembre de 2026", "Decirlo de todos modos"),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_changed_is_asked_once_of_a_section_that_says_what_families_read(cast, window, language):
    document, row = window.document, say(window)
    client, url = signed_in(cast.coordinator), desk(document, "comments/answer/", language)
    posted = {"comment": row.pk, "outcome": "changed", "part": "B2", "text_es": "Sí.", "text_en": "Yes."}
    with at(AFTER):
        page = client.post(url, posted).content.decode()
        assert all(words in page for words in SAME[language])
        assert 'id="id_anyway"' in page
        assert "Sí.</textarea>" in page
        assert not Answer.objects.exists()
        # "Not changed" needs no second question, nor does the button of the other language.
        assert 'id="id_anyway"' not in client.post(url, {**posted, "switch_language": "es"}).content.decode()
        assert client.post(url, {**posted, "anyway": "on"}).status_code == 302
    assert Answer.objects.get().outcome == "changed"


def test_what_was_changed_is_said_at_once_and_what_joins_it_too(cast, window):
    document, rows = window.document, [say(window), say(window, "También de noche.")]
    client, url = signed_in(cast.coordinator), desk(document, "comments/answer/")
    posted = {"outcome": "changed", "part": "B2", "text_en": "Yes.", "source": "en"}
    with at(AFTER):
        section = document.sections.get(key="B2")
        kept = section.text_en
        section = actions.write(section, "en", "Also at six.", revision=section.revision, by=cast.coordinator)
        assert client.post(url, {**posted, "comment": rows[0].pk}).status_code == 302
        # The change was taken back meanwhile: who joins the answer is asked.
        actions.write(section, "en", kept, revision=section.revision, by=cast.coordinator)
        given = Answer.objects.get()
        assert 'id="id_anyway"' in client.post(url, {"comment": rows[1].pk, "use": given.pk}).content.decode()
        assert client.post(url, {"comment": rows[1].pk, "use": given.pk, "anyway": "on"}).status_code == 302
    assert given.comments.count() == 2


WHEN = {
    "en": ("Outside the time to comment, no answer yet", "Late, no answer yet", "Outside the time to comment (2)"),
    "es": (
        "Fuera del tiempo para opinar, sin respuesta",
        "Llegó tarde, sin respuesta",
        "Fuera del tiempo para opinar (2)",
    ),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_only_what_came_after_the_decision_is_called_late(cast, window, language):
    document, client = window.document, signed_in(cast.coordinator)
    before = say(window, "Antes de la decisión.", when=AFTER)
    outside, late, filtered = WHEN[language]

    def listed(tail="comments/"):
        with at(AFTER + timedelta(days=3)):
            return client.get(desk(document, tail, language)).content.decode()

    assert outside in listed()
    assert outside in listed("sections/B2/")
    assert late not in listed() + listed("sections/B2/")
    with at(AFTER + timedelta(days=1)):
        actions.adopt(document, "site_council", AFTER.date() + timedelta(days=1), "7-0", by=cast.coordinator)
    after = say(window, "Después de la decisión.", when=AFTER + timedelta(days=2))
    page = listed()
    assert page.index(late) < page.index(before.text)
    assert page.index(after.text) < page.index(late)
    assert (page.count(late), page.count(outside)) == (1, 1)
    assert filtered in page
