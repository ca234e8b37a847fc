"""What notices show on a day, as known at a moment; the same number of questions for any number of them."""

from datetime import date

import pytest

from accounts.clock import at
from notices import actions, facts
from notices.delivery.run import deliver
from notices.models import Recipient
from tests.cast import moment
from tests.notices.conftest import A_MINUTE, RELEASED, later

THE_DAY = date(2026, 9, 1)


def test_reached_counts_from_the_moment_it_was_sent(cast, send):
    notice = send()
    nobody = {notice.pk: frozenset()}
    everybody = {notice.pk: frozenset({cast.ana.pk, cast.ben.pk, cast.carla.pk})}
    assert facts.reached([notice.pk], on=date(2026, 8, 31)) == nobody
    assert facts.reached([notice.pk], on=THE_DAY) == everybody
    assert facts.reached([notice.pk], known_at=RELEASED) == nobody
    assert facts.reached([notice.pk], known_at=RELEASED + A_MINUTE) == everybody
    assert facts.reached([notice.pk], on=date(2026, 8, 31), known_at=moment("2026-10-01T00:00")) == nobody


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        ("delivered", True),
        ("accepted", True),
        ("printed", True),
        ("opted_out", True),
        ("unconfirmed", True),
        ("failed", False),
        ("cancelled", False),
    ],
)
def test_who_counts_as_reached(cast, send, outcome, counts):
    notice = send()
    Recipient.objects.filter(person=cast.ana).update(outcome=outcome)
    assert (cast.ana.pk in facts.reached([notice.pk])[notice.pk]) is counts


def test_nobody_under_way_counts_as_reached(release):
    notice = release()
    assert facts.reached([notice.pk]) == {notice.pk: frozenset()}


def test_a_cancelled_notice_reached_nobody(cast, release):
    cast.ana.contact_points.all().delete()
    notice = release()
    with later(seconds=30):
        actions.cancel(notice, by=cast.coordinator)
    assert facts.reached([notice.pk]) == {notice.pk: frozenset()}


def test_how_many_got_which_language(send):
    notice = send()
    assert facts.by_language([notice.pk]) == {notice.pk: {"es": 1, "en": 1, "both": 1}}


def test_both_languages_of_a_year(cast, send):
    notice = send()
    [found] = facts.both_languages([cast.team.pk], 2026, THE_DAY).values()
    assert found.is_complete
    assert found.notice_ids == (notice.pk,)
    assert not facts.both_languages([cast.team.pk], 2025, THE_DAY)[cast.team.pk].is_complete
    assert not facts.both_languages([cast.one.pk], 2026, THE_DAY)[cast.one.pk].is_complete
    assert not facts.both_languages([cast.team.pk], 2026, THE_DAY, RELEASED)[cast.team.pk].notice_ids


def half(**changes):
    return {"subject_es": "", "body_es": "", "one_language_reason": "The road is closed", "link_purpose": "", **changes}


def test_half_a_notice_is_a_gap_until_the_other_half_comes(cast, release):
    urgent = release(**half(body_en="Hello"))
    with at(moment("2026-09-03T09:00")):
        rest = actions.draft(
            cast.team, kind="urgent", audience="families", by=cast.coordinator, subject_es="Aviso", body_es="Hola",
            subject_en="", body_en="", one_language_reason="The other half", completes=urgent,
        )  # fmt: skip
        actions.release(rest, by=cast.coordinator)

    def lacking(on, known_at=None):
        return facts.both_languages([cast.team.pk], 2026, on, known_at)[cast.team.pk].lacking_ids

    assert lacking(THE_DAY) == (urgent.pk,)
    assert lacking(date(2026, 9, 2)) == (urgent.pk,)
    assert lacking(date(2026, 9, 3)) == ()
    assert lacking(date(2026, 9, 3), moment("2026-09-02T12:00")) == (urgent.pk,)


def test_a_half_in_the_same_language_makes_nothing_good(cast, release):
    urgent = release(**half(body_en="Hello"))
    release(**half(body_en="Hello again", completes=urgent))
    [found] = facts.both_languages([cast.team.pk], 2026, THE_DAY).values()
    assert found.lacking_ids == (urgent.pk,)


def test_whom_a_notice_left_out(cast, release):
    everybody, one = release(), release(audience="persons", person_ids=[cast.ana.pk])
    with later(seconds=61):
        deliver()
        assert facts.left_out([everybody.pk, one.pk], moment("2026-09-02T00:00")) == {everybody.pk: 0, one.pk: 2}


def test_since_when_the_oldest_message_is_due(release):
    with later(hours=1):
        assert facts.oldest_due() is None
    release()
    with later(seconds=30):
        assert facts.oldest_due() is None
    with later(hours=1):
        assert facts.oldest_due() == RELEASED.replace(minute=1)


def test_one_question_for_any_number_of_notices(cast, release, django_assert_num_queries):
    ids = [release().pk for _ in range(5)]
    for ask in (
        lambda some: facts.reached(some),
        lambda some: facts.tally(some),
        lambda some: facts.by_language(some),
        lambda some: facts.headings(some),
        lambda some: facts.left_out(some, moment("2026-09-02T00:00")),
    ):
        for some in (ids[:1], ids):
            with django_assert_num_queries(1):
                assert len(ask(some)) == len(some)
    for schools in ([cast.team.pk], [cast.team.pk, cast.one.pk, cast.special.pk]):
        with django_assert_num_queries(1):
            assert len(facts.both_languages(schools, 2026, THE_DAY)) == len(schools)
