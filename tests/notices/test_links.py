"""A link sent to one person: what it opens, and when it no longer does."""

import re

import pytest
from django.core.exceptions import ValidationError

import people.actions
from accounts.clock import at
from notices import actions, links
from notices.delivery.tokens import digest, new_short_token
from notices.models import LinkToken
from people.models import GuardianLink, Person
from tests.cast import ENTERED, FIRST_DAY, guardian
from tests.notices.conftest import RELEASED, later


@pytest.fixture
def token_of(send, smtp_sink):
    """Send a notice and read a person's token out of the message."""

    def sent_to(name, **changes):
        send(**changes)
        [message] = [one.message for one in smtp_sink.received if one.recipients[0].startswith(name)]
        [token] = re.findall(r"/es/schools/([\w-]+)/", message.get_body(("plain",)).get_content())
        return token

    return sent_to


def test_a_link_leads_to_its_person_and_record(cast, token_of):
    raw = token_of("ana")
    with later(days=1):
        token = actions.redeem(raw, "rsvp")
    assert (token.person, token.school, token.about_id) == (cast.ana, cast.team, 7)


def test_a_link_can_be_followed_again(token_of):
    raw = token_of("ana")
    with later(days=1):
        assert actions.redeem(raw, "rsvp") == actions.redeem(raw, "rsvp")


def test_the_token_itself_is_kept_nowhere(token_of):
    raw = token_of("ana")
    assert LinkToken.objects.filter(digest=digest(raw)).exists()
    assert not LinkToken.objects.filter(digest=raw).exists()
    assert len(raw) == 43


@pytest.mark.parametrize("raw", ["", "x", "é" * 300, "\x00", "a-b-c", "k7m4-x2pq-9rtd"])
def test_an_unknown_token_is_refused_in_a_sentence(cast, raw):
    with pytest.raises(ValidationError):
        actions.redeem(raw, "rsvp")


def test_a_token_for_another_purpose_is_refused(token_of):
    raw = token_of("ana")
    with later(days=1), pytest.raises(ValidationError):
        actions.redeem(raw, "survey")


def test_a_token_past_its_days_is_refused(token_of):
    raw = token_of("ana")
    with later(days=119):
        actions.redeem(raw, "rsvp")
    with later(days=121), pytest.raises(ValidationError):
        actions.redeem(raw, "rsvp")


def test_a_link_holds_until_the_notices_last_moment(token_of):
    raw = token_of("ana", not_after=RELEASED.replace(day=20))
    with later(days=18):
        actions.redeem(raw, "rsvp")
    with later(days=20), pytest.raises(ValidationError):
        actions.redeem(raw, "rsvp")


def test_a_token_is_refused_once_the_persons_link_ended(cast, token_of):
    raw = token_of("ana")
    with later(days=1):
        people.actions.end_link(GuardianLink.objects.get(person=cast.ana), order_seen_on=FIRST_DAY, by=cast.county)
        with pytest.raises(ValidationError):
            actions.redeem(raw, "rsvp")


def test_a_token_is_refused_once_the_student_left_the_school(cast, token_of):
    raw = token_of("ana")
    enrolment = GuardianLink.objects.get(person=cast.ana).child.enrolments.get()
    with later(days=1):
        people.actions.end_enrolment(enrolment, ends_on=RELEASED.date(), by=cast.county)
        with pytest.raises(ValidationError):
            actions.redeem(raw, "rsvp")


def test_a_person_invited_by_name_answers_for_their_own_school(cast, token_of):
    raw = token_of("eva", audience="persons", person_ids=[cast.eva.pk])
    with later(days=1):
        assert actions.redeem(raw, "rsvp").school == cast.one


def test_a_person_without_a_child_may_answer_too(cast, token_of):
    member = Person.objects.create(given_name="Gil", reads="es")
    people.actions.add_contact(member, "email", "gil@families.invalid", by=cast.county, source="office")
    raw = token_of("gil", audience="persons", person_ids=[member.pk])
    with later(days=1):
        assert actions.redeem(raw, "rsvp").person == member


def test_a_typed_token_counts_however_it_was_typed(cast):
    raw = new_short_token()
    with later(days=1):
        fields = {"person": cast.ana, "school": cast.team, "purpose": "rsvp", "about_id": 7}
        LinkToken.objects.create(digest=digest(raw), expires_at=RELEASED.replace(month=10), **fields)
        for typed in (raw, raw.upper(), raw.replace("-", "")):
            assert actions.redeem(typed, "rsvp").person == cast.ana


def test_an_address_is_in_the_readers_language(settings):
    settings.SITE_URL = "https://families.invalid/"
    assert links.address("rsvp", "abc", "es") == "https://families.invalid/es/schools/abc/"
    assert links.address("rsvp", "abc", "en") == "https://families.invalid/en/schools/abc/"


def test_no_message_holds_another_readers_link(cast, send, smtp_sink):
    with at(ENTERED):
        guardian(cast, "Fidel", "Nuevo", "es", cast.team, "Fina")
    send()
    tokens = [re.findall(r"/e[sn]/schools/([\w-]+)/", one.raw.decode()) for one in smtp_sink.received]
    assert len({token for found in tokens for token in found}) == len(smtp_sink.received) == 4
