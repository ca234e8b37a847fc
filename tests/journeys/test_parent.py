"""A parent on a phone, by keyboard alone: finds the school, answers, says what is needed; and answers an invitation."""

import pytest

from meetings.models import Meeting, Rsvp

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
    meeting = Meeting.objects.filter(owner__slug="team-charter").latest("pk")
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
