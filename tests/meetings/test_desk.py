"""The desk: who plans, calls, invites, counts and corrects; each step by its page."""

import pytest
import rules
from django.core import mail

from accounts.clock import at
from meetings import actions
from meetings.choices import MODEL_AGENDA
from meetings.models import Attendance, Invitation, Meeting, Rsvp
from meetings.querysets import MeetingQuerySet
from schools.querysets import SchoolQuerySet
from tests.cast import moment, signed_in
from tests.meetings.conftest import evening
from tests.meetings.test_pages import many

AFTER = moment("2026-12-04T09:00")


def desk(meeting, tail="", slug="team-charter", language="en"):
    return f"/{language}/desk/{slug}/meetings/{meeting.pk if meeting else ''}{'/' if meeting else ''}{tail}"


def rows(*forms, initial=0):
    """A formset's post."""
    data = {"form-TOTAL_FORMS": len(forms), "form-INITIAL_FORMS": initial}
    return data | {f"form-{n}-{name}": value for n, form in enumerate(forms) for name, value in form.items()}


def test_a_coordinator_plans_calls_invites_counts_and_writes_up(cast, client):
    mine = signed_in(cast.coordinator)
    new = mine.post(desk(None, "new/"), {"kind": "annual", "title_es": "Junta anual", "title_en": "Annual meeting"})
    meeting = Meeting.objects.get()
    assert new["Location"] == desk(meeting, "sessions/")
    place = {"place_es": "Biblioteca", "place_en": "Library"}
    first = {"day": "2026-12-03", "starts": "09:00", "ends": "10:30", **place}
    last = {**first, "starts": "18:00", "ends": "19:30"}
    mine.post(new["Location"], rows(first, last, {}))
    assert meeting.sessions.count() == 2
    start = mine.get(desk(meeting, "agenda/"))
    for spanish, english in MODEL_AGENDA.values():
        assert spanish in start.content.decode()
        assert english in start.content.decode()
    lines = [{"topic": topic, "text_es": es, "text_en": en} for topic, (es, en) in MODEL_AGENDA.items()]
    mine.post(desk(meeting, "agenda/"), rows(*lines, {"topic": "participation"}, initial=3))
    assert meeting.agenda.count() == 3
    mine.post(desk(meeting, "services/"), {"ride": "on", "ride_es": "Autobús", "ride_en": "Bus"})
    assert meeting.services.get().detail_en == "Bus"
    mine.post(desk(meeting, "call/"))
    preview = mine.get(desk(meeting, "invite/"))
    text = preview.content.decode()
    assert "Send the invitation to 3 people" in text
    assert "Email 3" in text
    letter = preview.context["form"].initial
    assert mine.post(desk(meeting, "invite/"), letter)["Location"] == desk(meeting)
    assert Invitation.objects.get().notice.subject_es == "Junta anual: jueves 3 de diciembre"
    with at(AFTER):
        mine = signed_in(cast.coordinator)
        for session in meeting.sessions.all():
            mine.post(desk(meeting, f"sessions/{session.pk}/count/"), {"people": "0", "method": "sheet"})
        mine.post(desk(meeting, "minutes/"), {"text_es": "Se habló.", "text_en": "We talked."})
        text = mine.get(desk(meeting)).content.decode()
    assert Attendance.objects.standing().count() == 2
    assert "We talked." in text
    assert "2 of 2 counted" in text


@pytest.fixture
def pages(cast, meeting):
    """Every page under a meeting, and what a good post to it is."""
    with at(AFTER):
        row = actions.count(meeting.sessions.first(), people=5, method="sheet", by=cast.county)
    letter = actions.invitation_letter(meeting, cast.team)._asdict()
    return {
        "": None,
        "sessions/": {"day": "2026-12-10", "starts": "09:00", "ends": "10:00", "place_es": "A", "place_en": "B"},
        "services/": {"interpreter": "on", "ride": "on"},
        "minutes/": {"text_es": "Sí", "text_en": "Yes"},
        f"sessions/{evening(meeting).pk}/count/": {"people": "4", "method": "sheet"},
        "invite/": letter,
        f"counts/{row.pk}/void/": {"reason": "Wrong"},
        "cancel/": {"reason": "Storm"},
        "call/": {},
    }


def test_a_step_that_is_done_says_what_stands_in_place_of_its_form(cast, meeting, pages):
    mine, title = signed_in(cast.coordinator), f"{cast.coordinator.name} sent the invitation on"
    assert mine.post(desk(meeting, "invite/"), pages["invite/"]).status_code == 302
    for answer, status in ((mine.get(desk(meeting, "invite/")), 200), (mine.post(desk(meeting, "invite/")), 409)):
        assert answer.status_code == status
        assert title in answer.content.decode()
        assert '<form class="band"' not in answer.content.decode()
    row = Attendance.objects.get()
    void = desk(meeting, f"counts/{row.pk}/void/")
    counted = mine.get(desk(meeting, f"sessions/{row.session_id}/count/")).content.decode()
    assert "5 people" in counted
    assert void in counted
    assert 'name="people"' not in counted
    with at(AFTER):
        mine = signed_in(cast.coordinator)
        mine.post(void, {"reason": "Twice"})
        assert f"{cast.coordinator.name} took this back already" in mine.get(void).content.decode()
        assert 'name="people"' in mine.get(desk(meeting, f"sessions/{row.session_id}/count/")).content.decode()


@pytest.mark.parametrize(
    ("language", "held", "open_"), [("en", "Held", "To be counted"), ("es", "Se hizo", "Falta contar")]
)
def test_what_has_been_is_neither_called_nor_offered_to_be_called_off(cast, meeting, language, held, open_):
    mine = signed_in(cast.coordinator)
    assert desk(meeting, "cancel/", language=language) in mine.get(desk(meeting, language=language)).content.decode()
    with at(AFTER):
        mine = signed_in(cast.coordinator)
        pages = (desk(meeting, language=language), desk(None, language=language))
        for page in pages:
            assert open_ in mine.get(page).content.decode()
        for session in meeting.sessions.all():
            actions.count(session, people=0, method="sheet", by=cast.coordinator)
        for page in pages:
            shown = mine.get(page).content.decode()
            assert held in shown
            assert open_ not in shown
            assert desk(meeting, "cancel/", language=language) not in shown


def test_how_the_invitation_went_needs_no_plural(cast, meeting, client):
    from tests.meetings.test_links import link_of

    link_of(meeting, cast.county, "ana@families.invalid")
    shown = signed_in(cast.coordinator).get(desk(meeting)).content.decode()
    assert "<li>Sent: 3</li>" in shown


RELEASES = ("invite/", "cancel/", "call/")


def test_strangers_are_sent_to_sign_in_and_others_find_nothing(cast, meeting, pages, client):
    for tail in pages:
        assert client.get(desk(meeting, tail)).status_code in (302, 405)
        for user in (cast.elsewhere, cast.ana.user):
            other = signed_in(user)
            for slug in ("team-charter", "one-charter"):
                assert other.get(desk(meeting, tail, slug)).status_code in (404, 405)
                assert other.post(desk(meeting, tail, slug), pages[tail] or {}).status_code in (404, 405)
    meeting.refresh_from_db()
    assert meeting.state == "called"
    assert Invitation.objects.count() == 0


def test_who_only_reads_changes_nothing(cast, meeting, pages):
    for user in (cast.readonly, cast.approver_es):
        reader = signed_in(user)
        assert reader.get(desk(meeting)).status_code == 200
        for tail, data in pages.items():
            if tail:
                assert reader.post(desk(meeting, tail), data).status_code == 404
        assert reader.get(desk(None, "new/")).status_code == 404


def test_an_assistant_enters_but_does_not_release_or_correct(cast, meeting, pages):
    helper = signed_in(cast.assistant)
    for tail, data in pages.items():
        allowed = tail and tail not in RELEASES and "void" not in tail
        if tail and not allowed:
            assert helper.post(desk(meeting, tail), data).status_code == 404, tail
    for tail in ("sessions/", "services/"):
        assert helper.post(desk(meeting, tail), pages[tail]).status_code == 302
    assert "/cancel/" not in helper.get(desk(meeting)).content.decode()
    with at(AFTER):
        helper = signed_in(cast.assistant)
        for tail in (next(tail for tail in pages if "/count/" in tail), "minutes/"):
            assert helper.post(desk(meeting, tail), pages[tail]).status_code == 302


@pytest.mark.parametrize("who", ["coordinator", "county"])
def test_coordinator_and_county_do_everything(cast, meeting, pages, who):
    with at(moment("2026-12-02T09:00")):
        one = signed_in(getattr(cast, who))
        for tail in ("sessions/", "services/", "invite/"):
            assert one.post(desk(meeting, tail), pages[tail]).status_code == 302, tail
    with at(AFTER):
        one = signed_in(getattr(cast, who))
        void = next(tail for tail in pages if "void" in tail)
        assert one.post(desk(meeting, void), pages[void]).status_code == 302
    assert not Attendance.objects.standing().exists()


@pytest.fixture
def anybody():
    """Every permission of this room given to everyone, for one test."""
    names = ["edit_meeting", "call_meeting", "void_attendance"]
    kept = {name: rules.permissions.permissions[f"meetings.{name}"] for name in names}
    for name in names:
        rules.set_perm(f"meetings.{name}", rules.always_allow)
    yield
    for name, predicate in kept.items():
        rules.set_perm(f"meetings.{name}", predicate)


def test_with_the_permissions_gone_the_tests_above_would_notice(cast, meeting, pages, anybody):
    helper = signed_in(cast.assistant)
    void = next(tail for tail in pages if "void" in tail)
    for tail in ("invite/", void, "cancel/"):
        assert helper.post(desk(meeting, tail), pages[tail]).status_code == 302


def test_with_the_scope_gone_they_would_notice_too(cast, meeting, monkeypatch, anybody):
    monkeypatch.setattr(SchoolQuerySet, "visible_to", lambda self, user: self)
    monkeypatch.setattr(MeetingQuerySet, "visible_to", lambda self, user: self)
    assert signed_in(cast.elsewhere).get(desk(meeting)).status_code == 200


def test_a_void_needs_its_reason_and_says_so(cast, meeting, pages):
    void = next(tail for tail in pages if "void" in tail)
    response = signed_in(cast.coordinator).post(desk(meeting, void, language="es"), {"reason": ""})
    assert response.status_code == 200
    assert "usa-error-message" in response.content.decode()
    assert "Write the reason." not in response.content.decode()
    assert Attendance.objects.standing().exists()


def test_an_assistants_draft_shows_what_is_missing_and_who_goes_on(cast):
    helper = signed_in(cast.assistant)
    helper.post(desk(None, "new/"), {"kind": "annual", "title_es": "Junta", "title_en": ""})
    text = helper.get(desk(Meeting.objects.get())).content.decode()
    assert "Add a day and hour still to come." in text
    assert "/call/" not in text


def test_a_refusal_is_a_sentence_not_a_crash(cast, meeting):
    mine = signed_in(cast.coordinator)
    early = mine.post(desk(meeting, f"sessions/{evening(meeting).pk}/count/"), {"people": "4", "method": "sheet"})
    assert "This session has not come yet." in early.content.decode()
    other = mine.post(desk(meeting, "services/"), {})
    assert "You can only add more." in other.content.decode()
    without = actions.invitation_letter(meeting, cast.team)._replace(body_es="Sin enlace")._asdict()
    assert "Leave {link} in the text" in mine.post(desk(meeting, "invite/"), without).content.decode()
    assert Invitation.objects.count() == 0


def test_rows_that_cannot_be_are_refused_above_them(cast, plan):
    meeting = plan()
    one = {"day": "2026-12-03", "starts": "18:00", "ends": "17:00", "place_es": "A", "place_en": "B"}
    text = signed_in(cast.coordinator).post(desk(meeting, "sessions/"), rows(one)).content.decode()
    assert "A meeting ends after it begins, the same day." in text
    assert meeting.sessions.count() == 2


def test_a_row_ticked_to_go_goes(cast, plan):
    meeting = plan()
    place = {"place_es": "A", "place_en": "B"}
    first = {"day": "2026-12-03", "starts": "09:00", "ends": "10:30", **place}
    gone = {**first, "starts": "18:00", "ends": "19:30", "DELETE": "on"}
    signed_in(cast.coordinator).post(desk(meeting, "sessions/"), rows(first, gone, initial=2))
    assert [str(row.starts_at) for row in meeting.sessions.all()] == ["2026-12-03 17:00:00+00:00"]


@pytest.mark.parametrize("tail", ["sessions/", "agenda/", "services/", "what/"])
def test_switching_the_language_keeps_what_was_typed(cast, plan, tail):
    meeting = plan()
    typed = {"title_es": "A medias", "ride": "on", "ride_es": "A medias", "switch_language": "es"}
    typed |= rows({"place_es": "A medias", "text_es": "A medias"})
    response = signed_in(cast.coordinator).post(desk(meeting, tail, language="es"), typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert "A medias" in text
    assert "usa-error-message" not in text
    assert not Meeting.objects.filter(title_es="A medias").exists()


def test_the_names_in_a_post_are_no_way_to_another_schools_records(cast, meeting, called):
    other = called(cast.one)
    theirs = evening(other)
    with at(AFTER):
        row = actions.count(theirs, people=5, method="sheet", by=cast.county)
        mine = signed_in(cast.coordinator)
        assert (
            mine.post(desk(meeting, f"sessions/{theirs.pk}/count/"), {"people": "1", "method": "sheet"}).status_code
            == 404
        )
        assert mine.post(desk(meeting, f"counts/{row.pk}/void/"), {"reason": "x"}).status_code == 404
    assert Attendance.objects.get().people == 5


def test_a_sharing_school_sees_the_meeting_and_leaves_it_to_its_owner(cast, called):
    meeting = called(serves=[cast.one])
    other = signed_in(cast.elsewhere)
    assert other.get(desk(meeting, slug="one-charter")).status_code == 200
    assert other.post(desk(meeting, "cancel/", "one-charter"), {"reason": "x"}).status_code == 404
    assert other.get(desk(meeting)).status_code == 404


@pytest.mark.parametrize("number", [1, 100, 1000])
def test_the_number_of_rows_does_not_change_the_number_of_queries(cast, meeting, django_assert_num_queries, number):
    from feedback.models import Request

    many(cast, meeting, number - 1)
    keys = range(number)
    Rsvp.objects.bulk_create(
        Rsvp(meeting=meeting, coming="phone", language="es", form_key=str(n), edit_digest=str(n)) for n in keys
    )
    Request.objects.bulk_create(
        Request(
            school=cast.team, kind="ride", about="meetings.rsvp", about_id=row, for_year=2026, on="2026-11-16",
            due_on="2026-11-23",
        )
        for row in Rsvp.objects.values_list("pk", flat=True)
    )  # fmt: skip
    mine = signed_in(cast.coordinator)
    mine.get(desk(meeting))
    with django_assert_num_queries(15):
        mine.get(desk(meeting))
    with django_assert_num_queries(10):
        mine.get(desk(None))


def test_the_invitation_is_written_in_each_readers_language(cast, meeting):
    assert mail.outbox == []
    page = signed_in(cast.coordinator).get(desk(meeting, "invite/"))
    form = page.context["form"]
    assert "Le invitamos" in form["body_es"].value()
    assert "You are invited" in form["body_en"].value()
