"""Families read the draft, say something about a part, are answered, and find the answer in public."""

import pytest
from django.core import signing
from django.test import Client

from accounts.clock import at
from documents import actions
from documents.models import Answer, Comment, CommentCopy
from documents.views.review import SALT
from tests.cast import moment, signed_in
from tests.documents.joint import AFTER, DURING, answer, desk, filled, post, public, say

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "says"), [("es", "Tiempo para opinar"), ("en", "Time to comment")])
def test_the_draft_stands_open_with_a_way_to_say_something_about_each_part(window, language, says):
    with at(DURING):
        page = Client().get(public("review/", language))
    assert says in page.content.decode()
    assert page.content.decode().count(f"/policy/review/{window.pk}/?part=") == window.texts.count()
    assert not page.cookies


def test_a_comment_is_kept_answered_and_found_in_public(cast, window):
    done = post(window, may_show="on")
    assert "Listo" in done.content.decode()
    row = Comment.objects.get()
    assert (row.key, row.language, row.window, row.may_show, row.person, row.name) == (
        "B2",
        "es",
        window,
        True,
        None,
        "",
    )
    ofelia = signed_in(cast.coordinator)
    document = window.document
    with at(AFTER):
        listed = ofelia.get(desk(document, "comments/")).content.decode()
        assert "La junta es muy tarde." in listed
        shown = ofelia.post(desk(document, f"comments/{row.pk}/"), {"text_es": row.text, "text_en": "It is too late."})
        assert shown.status_code == 302
        answer = {"comment": row.pk, "outcome": "changed", "part": "B2", "source": "es", "text_es": "La pusimos antes."}
        answer["anyway"] = "on"
        assert ofelia.post(desk(document, "comments/answer/"), answer).status_code == 302
        given = Answer.objects.get()
        ofelia.post(
            desk(document, f"answers/{given.pk}/"),
            {"en": "We moved it earlier.", "revision_en": "0", "base_en": "", "es": "La pusimos antes."},
        )
        for language, who in (("es", cast.approver_es), ("en", cast.approver_en)):
            given.refresh_from_db()
            url = desk(document, f"answers/{given.pk}/approve/")
            said = signed_in(who).post(url, {"language": language, "verb": "approve", "revision": given.revision})
            assert said.status_code == 302
        for language, words in (("es", "La pusimos antes."), ("en", "We moved it earlier.")):
            page = Client().get(public("answers/", language)).content.decode()
            assert words in page
            assert "La junta es muy tarde." in page
        assert "It is too late." in page
    assert CommentCopy.objects.get().shown


def test_a_comment_needs_nothing_but_words(window):
    page = post(window, "en", part="", text="Too long.")
    assert "Done, we have what you said" in page.content.decode()
    row = Comment.objects.get()
    assert (row.key, row.role, row.may_show, row.not_satisfied, row.language) == ("", "family", False, False, "en")


def test_what_a_family_ticks_and_signs_is_kept(window):
    post(window, not_satisfied="on", name="Ana Invento", role="student", text="No me parece.")
    row = Comment.objects.get()
    assert (row.not_satisfied, row.name, row.role, row.person) == (True, "Ana Invento", "student", None)


def test_the_form_is_never_kept_and_says_until_when(window):
    with at(DURING):
        page = Client().get(public(f"review/{window.pk}/?part=B2", "es"))
    assert "no-store" in page["Cache-Control"]
    assert "Puede opinar hasta el martes 15 de septiembre." in page.content.decode()
    assert '<option value="B2" selected>' in page.content.decode()


def test_the_language_button_keeps_what_was_typed(window):
    with at(DURING):
        posted = filled(switch_language="es", text="Half a thought", name="Ana", may_show="on", not_satisfied="on")
        page = Client().post(public(f"review/{window.pk}/", "es"), posted).content.decode()
    assert "Half a thought</textarea>" in page
    assert 'value="Ana"' in page
    assert page.count(" checked") == 3
    assert 'role="alert"' not in page
    assert not Comment.objects.exists()


def test_a_machine_that_fills_every_box_is_refused(window):
    assert "para detener" in post(window, website="https://x.example").content.decode() or not Comment.objects.exists()
    assert not Comment.objects.exists()


def test_one_form_is_one_comment_and_another_thought_is_another(window):
    for text in ("Uno.", "Uno.", "Dos."):
        post(window, text=text)
    assert list(Comment.objects.values_list("text", flat=True)) == ["Uno.", "Dos."]


def test_a_comment_after_the_last_day_is_kept_and_says_so(window):
    with at(AFTER):
        form = Client().get(public(f"review/{window.pk}/", "es")).content.decode()
    assert "El último día para opinar fue el martes 15 de septiembre" in form
    assert "Llegó después del último día" in post(window, when=AFTER).content.decode()
    assert Comment.objects.get().window is None


def test_the_last_minute_of_the_last_day_counts(window):
    post(window, when=moment("2026-09-15T23:59"))
    assert Comment.objects.get().window == window


def test_a_receipt_the_portal_did_not_write_leads_back(window):
    for receipt in ("", "x", signing.dumps({"late": True, "last": "2026-09-15"}, salt="other")):
        page = Client().get(public("review/done/"), {"r": receipt})
        assert page["Location"] == public("review/")


def test_the_receipt_tells_no_word_of_the_comment(window):
    page = post(window, text="Something secret")
    assert "secret" not in page.content.decode()
    assert set(signing.loads(page.request["QUERY_STRING"].split("=", 1)[1].replace("%3A", ":"), salt=SALT)) == {
        "late",
        "last",
    }


def test_nothing_open_says_so_and_shows_the_way(cast, policy):
    page = Client().get(public("review/", "es")).content.decode()
    assert "Ahora no hay ningún borrador para opinar." in page
    assert "Aquí no le hemos preguntado" in Client().get(public("answers/", "es")).content.decode()


def test_the_policys_page_shows_the_open_draft_and_later_the_answers(cast, window):
    with at(DURING):
        page = Client().get(public("", "es")).content.decode()
    assert "Hay un borrador nuevo. Puede opinar hasta el martes 15 de septiembre." in page
    answer(cast, [say(window, may_show=False)])
    with at(AFTER):
        actions.adopt(window.document, "site_council", AFTER.date(), "7-0", by=cast.coordinator)
        actions.publish(window.document, by=cast.coordinator)
        page = Client().get(public("", "en")).content.decode()
    assert "There is a new draft" not in page
    assert public("answers/") in page


def test_a_short_address_that_names_no_school_leads_to_the_draft(window):
    with at(DURING):
        assert Client().get(f"/es/review/{window.pk}/")["Location"] == public("review/", "es")
    assert Client().get("/es/review/999999/").status_code == 404


def test_nothing_shows_without_consent_or_before_somebody_looked(cast, window):
    silent = say(window, "No lo muestren.", may_show=False)
    unread = say(window, "Nadie lo ha visto.")
    kept = say(window, "Guardado.")
    answer(cast, [silent, unread, kept])
    with at(AFTER):
        actions.show(kept, {"es": "Mostrado."}, by=cast.coordinator)
        page = Client().get(public("answers/", "es")).content.decode()
        assert "Mostrado." in page
        assert "2 personas más dijeron algo así" in page
        assert "No lo muestren." not in page
        assert "Nadie lo ha visto." not in page
        actions.withhold(kept, reason="Names a teacher", by=cast.coordinator)
        page = Client().get(public("answers/", "en")).content.decode()
    assert "Mostrado." not in page
    assert "Names a teacher" not in page
    assert "3 people said things that are not shown here." in page


def test_consent_taken_back_takes_the_comment_away(cast, window):
    row = say(window)
    with at(AFTER):
        actions.show(row, {"es": "Mostrado."}, by=cast.coordinator)
        Comment.objects.filter(pk=row.pk).update(may_show=False)
        assert "Mostrado." not in Client().get(public("answers/", "es")).content.decode()


HALF = {
    "es": ("No alcanza el dinero.", "no lo cambiamos", "Las familias nos dieron 1 opinión. Ya contestamos {}."),
    "en": ("There is not enough money.", "we did not change it", "Families made 1 comment. Answered so far: {}."),
}
WAITS = {"es": "Todavía sin respuesta", "en": "Not answered yet"}


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_answer_counts_and_shows_once_both_languages_are_approved(cast, window, language):
    row, (words, outcome, counted) = say(window), HALF[language]
    given = answer(cast, [row], approved=False)

    def page():
        with at(AFTER):
            return Client().get(public("answers/", language)).content.decode()

    with at(AFTER):
        actions.show(row, {"es": row.text}, by=cast.coordinator)
    for approved in (None, ("en", cast.approver_en)):
        if approved:
            with at(AFTER):
                actions.approve(given, approved[0], by=approved[1])
        assert words not in page()
        assert outcome not in page()
        assert counted.format(0) in page()
        assert page().index(WAITS[language]) < page().index("La junta es muy tarde.")
    with at(AFTER):
        actions.approve(given, "es", by=cast.approver_es)
    assert words in page()
    assert outcome in page()
    assert counted.format(1) in page()
    assert WAITS[language] not in page()


@pytest.mark.parametrize(
    ("language", "counted", "late"),
    [
        ("en", "(DELAC). Answered so far: {}.", "1 comment came at another time."),
        ("es", "(DELAC): 1 opinión. Ya contestamos {}.", "1 opinión llegó en otro momento."),
    ],
)
def test_a_committees_and_a_late_one_wait_for_both_languages_too(cast, window, language, counted, late):
    rows = [say(window, "Dice el DELAC.", committee="DELAC"), say(window, "Después.", when=AFTER)]
    given = answer(cast, rows, approved=False)
    with at(AFTER):
        page = Client().get(public("answers/", language)).content.decode()
        for code, by in (("es", cast.approver_es), ("en", cast.approver_en)):
            actions.approve(given, code, by=by)
        then = Client().get(public("answers/", language)).content.decode()
    assert counted.format(0) in page
    assert late in page
    assert counted.format(1) in then
    assert late not in then


def test_each_comment_keeps_its_own_language_on_the_page(cast, window):
    row = say(window, "Muy tarde.")
    with at(AFTER):
        actions.show(row, {"es": "Muy tarde.", "en": "Too late."}, by=cast.coordinator)
        page = Client().get(public("answers/", "en")).content.decode()
        other = Client().get(public("answers/", "es")).content.decode()
    assert '<q lang="es">Muy tarde.</q>' in page
    assert "Too late." in page
    assert "Too late." not in other


def test_late_ones_are_told_of_as_carried_over(cast, window):
    row = say(window, "Después.", when=AFTER)
    with at(AFTER):
        actions.show(row, {"es": "Después."}, by=cast.coordinator)
        page = Client().get(public("answers/", "en")).content.decode()
    assert "1 comment came at another time. It is not lost: we answer it now or with the next version." in page
    assert "Después." in page


@pytest.mark.parametrize(
    ("language", "counted", "told", "hidden"),
    [
        ("en", "Committees and councils made 2 comments (DELAC, SSC). Answered so far: 2.", "DELAC told us", "SSC: "),
        ("es", "De comités y consejos (DELAC, SSC): 2 opiniones. Ya contestamos 2.", "DELAC nos dijo", "SSC: "),
    ],
)
def test_a_committee_is_named_and_counts_among_no_families(cast, window, language, counted, told, hidden):
    family, student = say(window), say(window, "También por teléfono.", role="student", may_show=False)
    heard = [say(window, f"Dice {name}.", committee=name, may_show=name == "DELAC") for name in ("DELAC", "SSC")]
    answer(cast, [family, student, *heard])
    with at(AFTER):
        actions.show(heard[0], {"es": heard[0].text}, by=cast.coordinator)
        page = Client().get(public("answers/", language)).content.decode()
        beside = signed_in(cast.coordinator).get(desk(window.document, "sections/B2/")).content.decode()
    assert counted in page
    one = {
        "en": "Families made 1 comment. Answered so far: 1.",
        "es": "Las familias nos dieron 1 opinión. Ya contestamos 1.",
    }
    assert one[language] in page
    others = {"en": "neighbors, made 1 comment", "es": "vecinos: 1 opinión"}
    assert others[language] in page
    assert told in page
    assert hidden in page
    # The family nobody has let through and the student: two people, and no committee among them.
    people = {"en": "2 more people said something like it", "es": "2 personas más dijeron algo así"}
    assert people[language] in page
    assert "SSC, " in beside


def test_the_draft_counts_comments_and_calls_no_committee_a_person(window):
    say(window, "Dice el DELAC.", committee="DELAC")
    with at(DURING):
        page = Client().get(public("review/", "en")).content.decode()
        assert "1 opinión hasta ahora" in Client().get(public("review/", "es")).content.decode()
    assert "1 comment so far" in page
    assert "person has said" not in page
