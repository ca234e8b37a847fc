"""What is kept by what it shows: another word, another drawing; the same words, the same one."""

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from accounts import drawings
from accounts.drawings import drawn
from meetings.models import Meeting
from schools.models import School
from tests.compliance.year import called

pytestmark = pytest.mark.django_db
BUTTON = "parts/button.html"
CARD = "portal/school_next.html"


@pytest.fixture(autouse=True)
def nothing_kept():
    drawings._drawn.cache_clear()


def times_drawn():
    return drawings._drawn.cache_info().misses


def card(cast, **changed):
    """The next meeting's card, its rows asked anew."""
    found = Meeting.objects.prefetch_related("sessions", "services").get()
    found.first_at, found.title = found.sessions.all()[0].starts_at, found.title_es
    context = {"school": School.objects.get(pk=cast.team.pk), "next": found, "dates": [], **changed}
    with override("es"):
        return drawn(CARD, context)


def test_the_same_rows_asked_again_are_not_drawn_again(cast):
    called(cast, cast.team, (9,))
    first = card(cast)
    assert "9:00 de la mañana" in first
    assert card(cast) == first
    assert times_drawn() == 1


def test_a_change_in_a_row_or_in_one_that_came_with_it_shows_at_once(cast):
    meeting = called(cast, cast.team, (9,))
    card(cast)
    meeting.sessions.update(place_es="La cancha")
    assert "La cancha" in card(cast)
    Meeting.objects.update(title_es="Otra junta")
    assert "Otra junta" in card(cast)
    School.objects.filter(pk=cast.team.pk).update(slug="moved")
    assert "/es/schools/moved/meetings/" in card(cast)


def test_each_language_has_its_own():
    context = {"url": "/", "text": gettext_lazy("Sign in")}
    with override("en"):
        english = drawn(BUTTON, context)
    with override("es"):
        assert drawn(BUTTON, context) != english


def test_what_must_be_escaped_never_meets_what_was_marked_safe():
    assert "<b>" in drawn(BUTTON, {"url": "/", "text": mark_safe("<b>Go</b>")})
    assert "<b>" not in drawn(BUTTON, {"url": "/", "text": "<b>Go</b>"})


def test_a_drawing_that_asks_the_database_is_warned_of_and_never_kept(cast):
    called(cast, cast.team, (9,))
    for place in ("La cancha", "El patio"):
        bare = Meeting.objects.get()
        bare.first_at, bare.title = bare.called_at, "Junta"
        bare.sessions.update(place_es=place)
        with pytest.warns(UserWarning, match="asked for more"):
            assert place in card(cast, next=bare)
