"""Families are invited in their language, once; and told when it is off."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

import notices.actions
from accounts.clock import at
from meetings import actions
from meetings.models import Invitation
from notices.facts import reached
from tests.cast import moment
from tests.meetings.conftest import MONDAY

LATER = MONDAY + timedelta(minutes=5)


def sent(notice):
    """Expand and deliver a notice five minutes later."""
    from notices.delivery.run import deliver

    with at(LATER):
        notices.actions.expand(notice)
        deliver()
    return mail.outbox


def test_the_invitation_says_when_where_what_and_how_in_both_languages(cast, meeting):
    letter = actions.invitation_letter(meeting, cast.team)
    assert letter.subject_es == "Junta anual para familias: jueves 3 de diciembre"
    assert letter.subject_en == "Annual meeting for families: Thursday, December 3"
    for words in (
        "de 9:00 a 10:30 de la mañana",
        "6:00 de la tarde",
        "Biblioteca",
        "Título I",
        "TEAM Charter",
        "{link}",
        "{phone}",
    ):
        assert words in letter.body_es
    for words in ("9:00 to 10:30 a.m.", "6:00 to 7:30 p.m.", "Library", "Title I", "TEAM Charter", "{link}", "{phone}"):
        assert words in letter.body_en
    assert "No pedimos identificación" not in letter.body_es


def test_the_door_is_promised_only_where_the_meeting_says_so(cast, called):
    letter = actions.invitation_letter(called(no_identification=True), cast.team)
    assert "No pedimos identificación para venir a esta junta." in letter.body_es
    assert "We do not ask for identification to come to this meeting." in letter.body_en


def test_each_guardian_reads_it_in_their_language_with_their_own_link(cast, meeting):
    notice = actions.invite(meeting, by=cast.coordinator)
    assert (notice.kind, notice.audience, notice.about, notice.about_id) == (
        "invitation", "families", "meetings.meeting", meeting.pk,
    )  # fmt: skip
    mails = {message.to[0]: message for message in sent(notice)}
    assert set(mails) == {"ana@families.invalid", "ben@families.invalid", "carla@families.invalid"}
    assert "Le invitamos" in mails["ana@families.invalid"].body
    assert "You are invited" in mails["ben@families.invalid"].body
    links = {re.search(r"http\S+/answer/(\S+?)/", message.body).group(1) for message in mails.values()}
    assert len(links) == 3
    with at(LATER):
        assert reached([notice.pk])[notice.pk] == {cast.ana.pk, cast.ben.pk, cast.carla.pk}


def test_a_targeted_school_invites_the_families_of_participating_students(cast, called):
    meeting = called(cast.one)
    assert actions.invite(meeting, by=cast.elsewhere).audience == "participating"


def test_a_shared_meeting_invites_each_schools_families_for_itself(cast, called):
    meeting = called(serves=[cast.one])
    notice = actions.invite(meeting, by=cast.county)
    owners = Invitation.objects.values_list("notice__owner__slug", "notice__audience")
    assert set(owners) == {("team-charter", "families"), ("one-charter", "participating")}
    assert notice.owner == cast.team


def test_staff_may_change_the_words_first(cast, meeting):
    letter = actions.invitation_letter(meeting, cast.team)._replace(subject_en="Come!")
    assert actions.invite(meeting, by=cast.coordinator, letter=letter).subject_en == "Come!"


def test_nobody_is_invited_twice_or_to_a_draft_or_to_what_is_over(cast, meeting, plan):
    actions.invite(meeting, by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.invite(meeting, by=cast.coordinator)
    with pytest.raises(ValidationError):
        actions.invite(plan(), by=cast.coordinator)
    assert Invitation.objects.count() == 1


def test_an_invitation_taken_back_in_its_minute_may_be_sent_again(cast, meeting):
    notices.actions.cancel(actions.invite(meeting, by=cast.coordinator), by=cast.coordinator)
    actions.invite(meeting, by=cast.coordinator)
    assert actions.live_invitations(meeting).count() == 1


def test_a_meeting_that_is_over_invites_nobody(cast, meeting):
    with at(moment("2026-12-04T08:00")), pytest.raises(ValidationError):
        actions.invite(meeting, by=cast.coordinator)


def test_nothing_sent_names_a_school_that_is_its_families_secret(cast, called):
    meeting = called(cast.court)
    letter = actions.invitation_letter(meeting, cast.court)
    assert "Cruikshank" not in " ".join(letter)
    assert "la escuela de su familia" in letter.body_es
    assert "the school of your family" in letter.body_en
    actions.invite(meeting, by=cast.county)
    named = letter._replace(body_es=f"{letter.body_es} John F. Cruikshank, Jr.")
    other = called(cast.court)
    with pytest.raises(ValidationError):
        actions.invite(other, by=cast.county, letter=named)
    assert other.invitations.count() == 0


def test_who_was_invited_is_told_when_it_is_off(cast, meeting):
    sent(actions.invite(meeting, by=cast.coordinator))
    mail.outbox.clear()
    with at(LATER):
        actions.cancel(meeting, by=cast.coordinator, reason="No room")
    told = Invitation.objects.get(kind="cancellation").notice
    with at(LATER + timedelta(minutes=5)):
        from notices.delivery.run import deliver

        notices.actions.expand(told)
        deliver()
    assert {message.to[0] for message in mail.outbox} == {
        "ana@families.invalid", "ben@families.invalid", "carla@families.invalid",
    }  # fmt: skip
    spanish = next(message for message in mail.outbox if message.to == ["ana@families.invalid"])
    assert "se canceló" in spanish.body
    assert "No room" not in spanish.body


def test_within_the_undo_minute_the_invitation_itself_is_taken_back(cast, meeting):
    notice = actions.invite(meeting, by=cast.coordinator)
    actions.cancel(meeting, by=cast.coordinator, reason="Wrong day")
    notice.refresh_from_db()
    assert notice.state == "cancelled"
    assert not Invitation.objects.filter(kind="cancellation").exists()


def test_who_answered_by_name_is_told_even_where_nobody_was_invited(cast, meeting):
    actions.answer(meeting, coming="no", session=None, party=1, language="es", form_key="k", person=cast.ana)
    actions.cancel(meeting, by=cast.coordinator, reason="Storm")
    assert Invitation.objects.get(kind="cancellation").notice.person_ids == [cast.ana.pk]


def test_calling_off_needs_a_reason_and_a_meeting_that_has_not_begun(cast, meeting):
    with pytest.raises(ValidationError):
        actions.cancel(meeting, by=cast.coordinator, reason="  ")
    with at(moment("2026-12-03T09:00")), pytest.raises(ValidationError):
        actions.cancel(meeting, by=cast.coordinator, reason="Late")
    meeting.refresh_from_db()
    assert meeting.state == "called"


def test_a_draft_is_dropped_without_a_word_to_anyone(cast, plan):
    meeting = plan()
    actions.cancel(meeting, by=cast.coordinator, reason="Not needed")
    assert (meeting.state, Invitation.objects.count()) == ("cancelled", 0)
    with pytest.raises(ValidationError):
        actions.cancel(meeting, by=cast.coordinator, reason="Again")
