"""A parent on a phone, by keyboard alone: finds the school, answers, says what is needed; and answers an invitation."""

import re

import pytest

from meetings.models import Meeting, Rsvp
from people.models import Person

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_parent_finds_the_school_and_says_they_come_and_what_they_need(visitor, language):
    parent = visitor(language)
    parent.open(f"/{language}/")
    parent.write(parent.page.locator("#q"), "TEAM")
    parent.follow(parent.button(parent.words("Search")))
    parent.follow(parent.link("TEAM Charter"))
    parent.is_at("/schools/team-charter/")
    parent.follow(parent.link(parent.words("All the meetings of the year")))
    meeting = Meeting.objects.filter(owner__slug="team-charter", kind="family").earliest("pk")
    parent.follow(parent.link(getattr(meeting, f"title_{language}"), exact=False))
    parent.is_at(f"/meetings/{meeting.pk}/")
    parent.follow(parent.link(parent.words("Tell us if you are coming")))
    answer(parent)
    parent.sees(parent.words("What you asked us for"))
    rsvp = Rsvp.objects.filter(meeting=meeting).latest("pk")
    assert (rsvp.coming, rsvp.party, rsvp.person_id) == ("yes", 3, None)


def answer(parent):
    """Fill in the open form: the second hour, three people, child care, a number to call."""
    parent.choose(parent.page.locator("[name=coming]").nth(1))
    parent.write(parent.page.locator("#id_party"), "3")
    parent.tick(parent.page.locator("#id_child_care"))
    parent.write(parent.page.locator("#id_children"), "2: 4, 7")
    parent.write(parent.page.locator("#id_phone"), "(209) 555-0142")
    parent.follow(parent.button(parent.words("Send my answer")))
    assert "/answer/done/" in parent.page.url


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_an_invitation_is_answered_in_three_taps(visitor, outbox, language, script):
    """The guardian's own language is in the message; its link, the hour, the button."""
    link, text, invited = invitation(outbox, language)
    assert {"es": "AYUDA PARA VENIR", "en": "WE HELP YOU COME"}[language] in text or language in link
    parent = visitor(language, java_script_enabled=script)
    parent.open(link)
    parent.taps = 1
    parent.choose(parent.page.locator("[name=coming]").first)
    parent.follow(parent.button(parent.words("Send my answer")))
    assert parent.taps == 3
    assert f"/{language}/answer/done/" in parent.page.url
    parent.sees(parent.words("People who are coming"))
    assert invited.rsvps.get().coming == "yes"


def invitation(outbox, language):
    """A message where it arrived: its link, its words, and the guardian it is for, who has not answered yet."""
    found = []
    for received in outbox:
        text = received.message.get_body(("plain",)).get_content()
        link = re.search(rf"http://\S+/{language}/answer/\S+?/(?=[\s.]|$)", text)
        reader = Person.objects.filter(contact_points__value=received.recipients[0], reads=language, rsvps=None).first()
        if link and reader:
            found.append((link[0], text, reader))
    assert found, [received.message["Subject"] for received in outbox]
    return found[0]


def test_a_parent_without_javascript_finds_the_school_and_answers(visitor):
    parent = visitor("es", java_script_enabled=False)
    parent.open("/es/schools/team-charter/")
    meeting = Meeting.objects.filter(owner__slug="team-charter", kind="family").earliest("pk")
    parent.open(f"/es/schools/team-charter/meetings/{meeting.pk}/answer/")
    answer(parent)


def test_on_ones_own_page_the_answer_is_changed_by_a_finger(visitor, outbox):
    parent = visitor("es", has_touch=True)
    parent.sign_in_as("ana@familias.invalid")
    parent.open("/es/me/")
    button = parent.page.locator(".dates form button").first
    with parent.page.expect_navigation():
        button.tap()
    assert "/answer/" in parent.page.url
