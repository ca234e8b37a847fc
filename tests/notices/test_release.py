"""Release: both languages, one effect, the undo minute, and what is frozen from then on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.clock import at
from accounts.models import AuditEntry
from notices import actions
from notices.choices import State
from notices.delivery.run import deliver
from notices.models import Delivery, Notice
from tests.notices.conftest import RELEASED, later, outcomes


def released_by(cast, notice, **options):
    with at(RELEASED):
        actions.release(notice, by=cast.coordinator, **options)


@pytest.mark.parametrize("missing", ["subject_es", "subject_en", "body_es", "body_en"])
def test_half_a_pair_is_not_released(cast, write, missing):
    notice = write(**{missing: ""})
    with pytest.raises(ValidationError):
        released_by(cast, notice)


@pytest.mark.parametrize("missing", ["subject_es", "subject_en", "body_es", "body_en"])
def test_the_database_refuses_a_half_release_by_raw_sql(cast, write, missing):
    notice = write(**{missing: ""})
    release = "UPDATE notices_notice SET state = 'released', released_at = %s, send_at = %s, released_by_id = %s"
    release += " WHERE id = %s"
    times = [RELEASED, RELEASED.replace(hour=10), cast.coordinator.pk, notice.pk]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(release, times)
    Notice.objects.filter(pk=notice.pk).update(**{missing: "Ahora sí"})
    with connection.cursor() as cursor:
        cursor.execute(release, times)
    notice.refresh_from_db()
    assert notice.state == State.RELEASED


@pytest.mark.parametrize("column", ["subject_es", "subject_en", "body_es", "body_en", "audience", "about"])
def test_the_database_refuses_to_rewrite_what_was_released(cast, write, column):
    notice = write()
    rewrite = f"UPDATE notices_notice SET {column} = %s WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(rewrite, ["participating", notice.pk])
    released_by(cast, notice)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rewrite, ["families", notice.pk])


def test_an_urgent_notice_may_go_in_one_language_with_a_reason(cast, write):
    notice = write(subject_es="", body_es="", one_language_reason="Ofelia Ejemplo: the road is closed today")
    released_by(cast, notice)
    assert notice.state == State.RELEASED
    assert str(notice.other_language_due_on) == "2026-09-03"


def test_a_link_that_leads_nowhere_is_refused(cast, write):
    for changes in ({"link_purpose": ""}, {"about_id": None}):
        with pytest.raises(ValidationError):
            released_by(cast, write(**changes))


def test_a_notice_past_its_last_moment_is_refused(cast, write):
    with pytest.raises(ValidationError):
        released_by(cast, write(not_after=RELEASED))


def test_an_audience_of_nobody_is_refused(cast, write):
    with pytest.raises(ValidationError):
        released_by(cast, write(audience="persons"))


def test_a_subject_too_long_is_refused_in_the_draft(write):
    with pytest.raises(ValidationError):
        write(subject_es="Junta " * 40)


def test_a_second_release_has_no_effect(cast, write):
    notice = write()
    released_by(cast, notice)
    with pytest.raises(ValidationError):
        released_by(cast, Notice.objects.get(pk=notice.pk))
    assert AuditEntry.objects.filter(verb="release", record_id=notice.pk).count() == 1


def test_nothing_leaves_within_the_undo_minute(release, smtp_sink):
    notice = release()
    with later(seconds=59):
        deliver()
    assert smtp_sink.received == []
    with later(seconds=61):
        deliver()
    assert len(smtp_sink.received) == notice.audience_size == 3


def test_nothing_leaves_before_the_expansion_has_ended(release, smtp_sink):
    notice = release()
    Notice.objects.filter(pk=notice.pk).update(state=State.RELEASED)
    with later(hours=1):
        deliver()
    assert smtp_sink.received == []


def test_cancelling_within_the_minute_stops_everything(cast, release, smtp_sink):
    notice = release()
    with later(seconds=30):
        actions.cancel(notice, by=cast.coordinator)
    with later(hours=1):
        deliver()
    assert smtp_sink.received == []
    assert set(outcomes(notice).values()) == {"cancelled"}
    assert not Delivery.objects.exclude(state="cancelled").exists()


def test_cancelling_before_the_expansion_leaves_nobody(cast, write):
    notice = write()
    released_by(cast, notice)
    with later(seconds=5):
        actions.cancel(notice, by=cast.coordinator)
        assert actions.expand(notice) == 0
    assert not notice.recipients.exists()


def test_after_the_minute_it_is_too_late_to_cancel(cast, send):
    notice = send()
    with later(minutes=2), pytest.raises(ValidationError):
        actions.cancel(notice, by=cast.coordinator)
    assert set(outcomes(notice).values()) == {"accepted"}


def test_a_planned_notice_can_be_cancelled_until_it_leaves(cast, write):
    notice = write()
    released_by(cast, notice, send_at=RELEASED.replace(hour=18))
    with later(hours=5):
        actions.expand(notice)
        assert deliver() == {}
        actions.cancel(notice, by=cast.coordinator)
    assert set(outcomes(notice).values()) == {"cancelled"}


def test_what_has_not_left_can_be_stopped(cast, release, smtp_sink):
    notice = release()
    Delivery.objects.filter(address__startswith="ben").update(send_at=RELEASED.replace(hour=18))
    with later(minutes=2):
        deliver()
        assert actions.stop(notice, by=cast.coordinator) == 1
    with later(hours=12):
        deliver()
    assert outcomes(notice) == {"Ana": "accepted", "Ben": "cancelled", "Carla": "accepted"}


def test_a_draft_cannot_be_stopped(cast, write):
    with pytest.raises(ValidationError):
        actions.stop(write(), by=cast.coordinator)


def test_expanding_twice_makes_nobody_a_recipient_twice(cast, release):
    notice = release()
    Notice.objects.filter(pk=notice.pk).update(state=State.RELEASED)
    with later(seconds=10):
        assert actions.expand(notice) == 3
    assert notice.recipients.count() == Delivery.objects.count() == 3


def test_who_comes_after_the_release_is_not_in_its_audience(cast, write):
    from tests.cast import guardian

    notice = write()
    released_by(cast, notice)
    with later(seconds=30):
        guardian(cast, "Fidel", "Nuevo", "es", cast.team, "Fina")
        actions.expand(notice)
    assert "Fidel" not in outcomes(notice)
