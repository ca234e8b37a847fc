"""What becomes of each message: refused, retried, unsure, unwanted; and which way it takes next."""

import logging

import people.actions
from notices.choices import MAX_ATTEMPTS
from notices.delivery.claim import claim, hand_over
from notices.delivery.run import deliver
from notices.delivery.sweep import sweep
from notices.models import Delivery
from people.models import ContactPoint, GuardianLink, Person
from tests.cast import FIRST_DAY, guardian, moment
from tests.notices.conftest import RELEASED, later, outcomes


def opt_out(person, kind="email"):
    person.contact_points.filter(kind=kind).update(opted_out_at=moment("2026-08-20T09:00"))


def states(name):
    rows = Delivery.objects.filter(recipient__person__given_name=name).order_by("pk")
    return list(rows.values_list("channel", "state"))


def test_a_refused_address_goes_on_paper(release, smtp_sink):
    notice = release()
    smtp_sink.answer = "550 no such mailbox"
    with later(minutes=2):
        deliver()
    assert set(outcomes(notice).values()) == {"printed"}
    assert states("Ana") == [("email", "failed"), ("print", "printed")]
    assert Delivery.objects.get(recipient__person__given_name="Ana", channel="email").error == "550 SMTPDataError"


def test_a_refused_address_falls_to_the_next_one_first(cast, release, smtp_sink):
    with later(seconds=-60):
        people.actions.add_contact(cast.ana, "email", "ana.dos@families.invalid", by=cast.county, source="office")
    notice = release()
    refuse(smtp_sink, "ana@families.invalid")
    with later(minutes=2):
        deliver()
    assert outcomes(notice)["Ana"] == "accepted"
    assert states("Ana") == [("email", "failed"), ("email", "accepted")]


def refuse(sink, address, answer="550 no such mailbox"):
    """Make the server refuse one recipient at RCPT."""

    async def handle(self, server, session, envelope, to, options):
        if to == address:
            return answer
        envelope.rcpt_tos.append(to)
        return "250 fine"

    sink.handle_RCPT = handle.__get__(sink)


def test_one_refusal_is_no_other_readers_fault(release, smtp_sink):
    notice = release()
    refuse(smtp_sink, "ana@families.invalid")
    with later(minutes=2):
        deliver()
    assert outcomes(notice) == {"Ana": "printed", "Ben": "accepted", "Carla": "accepted"}


def test_a_failure_that_may_pass_is_tried_again_later_each_time(release, smtp_sink):
    notice = release()
    smtp_sink.answer = "451 come back later"
    with later(minutes=2):
        assert deliver()["later"] == 3
    with later(minutes=2, seconds=50):
        assert deliver() == {}
    with later(minutes=3, seconds=1):
        assert deliver()["later"] == 3
    with later(minutes=4, seconds=30):
        assert deliver() == {}
    smtp_sink.answer = "250 kept"
    with later(minutes=6):
        assert deliver()["taken"] == 3
    assert set(outcomes(notice).values()) == {"accepted"}


def test_a_failure_that_does_not_pass_ends_on_paper(release, smtp_sink):
    notice = release()
    smtp_sink.answer = "451 come back later"
    for hour in range(1, MAX_ATTEMPTS + 1):
        with later(hours=hour * 2):
            deliver()
    assert set(outcomes(notice).values()) == {"printed"}
    assert Delivery.objects.filter(channel="email").values_list("attempts", flat=True).distinct().get() == MAX_ATTEMPTS


def test_a_mail_server_that_is_away_costs_time_and_nothing_else(release, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    notice = release()
    for hour in range(1, 20):
        with later(hours=hour):
            assert deliver()["waiting"] == 3
    assert set(outcomes(notice).values()) == {"under_way"}
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}


def test_a_connection_that_breaks_while_sending_leaves_one_unconfirmed(release, smtp_sink):
    async def hang_up(self, server, session, envelope):
        server.transport.abort()
        return "250 nobody hears this"

    notice = release()
    smtp_sink.handle_DATA = hang_up.__get__(smtp_sink)
    with later(minutes=2):
        done = deliver()
    assert (done["unsure"], done["waiting"]) == (1, 2)
    del smtp_sink.handle_DATA
    with later(minutes=10):
        deliver()
    assert sorted(outcomes(notice).values()) == ["accepted", "accepted", "unconfirmed"]
    assert len(smtp_sink.received) == 2


def test_a_worker_that_died_while_sending_leaves_unconfirmed_and_nothing_is_sent_twice(release, smtp_sink):
    notice = release()
    with later(minutes=2):
        claimed = claim()
        hand_over(claimed.holder, [claimed.rows[0].pk])
    with later(minutes=3):
        assert deliver() == {}  # the lease holds
    with later(minutes=10):
        assert deliver()["taken"] == 2
    assert sorted(outcomes(notice).values()) == ["accepted", "accepted", "unconfirmed"]
    with later(days=1):
        assert deliver() == {}


def test_a_worker_that_comes_back_late_still_knows_best(release, smtp_sink):
    from notices.delivery import ledger

    notice = release()
    with later(minutes=2):
        claimed = claim()
        ids = [row.pk for row in claimed.rows]
        hand_over(claimed.holder, ids)
    with later(minutes=10):
        sweep()
        assert set(outcomes(notice).values()) == {"unconfirmed"}
        ledger.accepted(claimed.holder, ids)
    assert set(outcomes(notice).values()) == {"accepted"}


def test_a_worker_whose_lease_ran_out_hands_over_nothing(release):
    release()
    with later(minutes=2):
        claimed = claim()
    with later(minutes=10):
        sweep()
        assert hand_over(claimed.holder, [row.pk for row in claimed.rows]) == set()


def test_what_was_not_sent_by_its_last_moment_did_not_arrive(release, smtp_sink):
    notice = release(not_after=RELEASED.replace(hour=18))
    with later(hours=10):
        deliver()
    assert smtp_sink.received == []
    assert set(outcomes(notice).values()) == {"failed"}
    assert set(Delivery.objects.values_list("state", "error")) == {("cancelled", "too late")}


def test_what_was_tried_and_is_too_late_has_failed(release, smtp_sink):
    notice = release(not_after=RELEASED.replace(hour=18))
    smtp_sink.answer = "451 come back later"
    with later(minutes=2):
        deliver()
    with later(hours=10):
        deliver()
    assert set(outcomes(notice).values()) == {"failed"}


def test_a_refusal_after_the_last_moment_prints_nothing(release, smtp_sink):
    from notices.delivery import ledger

    notice = release(not_after=RELEASED.replace(hour=18))
    with later(minutes=2):
        claimed = claim()
    with later(hours=10):
        for row in claimed.rows:
            ledger.take_next_way(claimed.holder, row, "550")
    assert set(outcomes(notice).values()) == {"failed"}
    assert not Delivery.objects.filter(channel="print").exists()


def test_who_opted_out_gets_neither_message_nor_letter(cast, release):
    opt_out(cast.ana)
    notice = release()
    assert outcomes(notice)["Ana"] == "opted_out"
    assert states("Ana") == []


def test_who_opts_out_before_it_leaves_gets_neither_message_nor_letter(cast, release, smtp_sink):
    notice = release()
    opt_out(cast.ana)
    with later(minutes=2):
        deliver()
    assert outcomes(notice)["Ana"] == "opted_out"
    assert states("Ana") == [("email", "cancelled")]
    assert len(smtp_sink.received) == 2


def test_who_opted_out_of_one_address_gets_it_at_the_other(cast, release, smtp_sink):
    opt_out(cast.ana)
    people.actions.add_contact(cast.ana, "email", "ana.dos@families.invalid", by=cast.county, source="office")
    notice = release()
    with later(minutes=2):
        deliver()
    assert outcomes(notice)["Ana"] == "accepted"
    assert ["ana.dos@families.invalid"] in [one.recipients for one in smtp_sink.received]


def test_an_opt_out_outlasts_its_address(cast, release):
    opt_out(cast.ana)
    cast.ana.contact_points.update(ended_at=moment("2026-08-21T09:00"))
    assert outcomes(release())["Ana"] == "opted_out"


def test_who_gave_no_address_gets_paper(cast, release):
    cast.ana.contact_points.all().delete()
    notice = release()
    assert outcomes(notice)["Ana"] == "printed"
    assert states("Ana") == [("print", "printed")]


def test_a_phone_alone_means_paper_while_there_is_no_way_to_send_texts(cast, release):
    cast.ana.contact_points.update(kind="text", value="+12095550123")
    assert outcomes(release())["Ana"] == "printed"


def test_who_chose_paper_first_gets_paper(cast, release):
    ContactPoint.objects.create(person=cast.ana, kind="post", value="", position=0)
    cast.ana.contact_points.filter(kind="email").update(position=1)
    assert outcomes(release())["Ana"] == "printed"


def test_whose_link_ends_before_it_leaves_is_sent_nothing(cast, release, smtp_sink):
    notice = release()
    with later(seconds=30):
        link = GuardianLink.objects.get(person=cast.ana)
        people.actions.end_link(link, order_seen_on=FIRST_DAY, by=cast.county)
    with later(minutes=2):
        deliver()
    assert outcomes(notice) == {"Ana": "cancelled", "Ben": "accepted", "Carla": "accepted"}
    assert len(smtp_sink.received) == 2


def test_whose_link_ended_is_not_reached_by_name_either(cast, release):
    notice = release(audience="persons", person_ids=[cast.ana.pk, cast.dora.pk])
    assert outcomes(notice) == {"Ana": "under_way"}


def test_somebody_without_a_child_is_reached_by_name(cast, release):
    member = Person.objects.create(given_name="Gil", reads="en")
    notice = release(audience="persons", person_ids=[member.pk])
    assert outcomes(notice) == {"Gil": "printed"}


def test_a_family_left_out_of_the_program_is_left_out_of_its_notices(cast, release):
    guardian(cast, "Nadia", "Nula", "es", cast.one, "Nico")
    from people.models import Enrolment

    Enrolment.objects.filter(child__given_name="Nico").update(participating=False)
    notice = release(owner=cast.one, audience="participating")
    assert outcomes(notice) == {"Eva": "under_way"}


def test_who_would_rather_be_told_gets_both_languages_and_a_call(cast, release):
    Person.objects.filter(pk=cast.ana.pk).update(reads="told")
    notice = release()
    recipient = notice.recipients.get(person=cast.ana)
    assert (recipient.language, recipient.told, recipient.outcome) == ("both", True, "under_way")


def test_of_half_an_urgent_notice_everyone_gets_the_half_there_is(cast, release):
    notice = release(subject_es="", body_es="", one_language_reason="The road is closed today")
    assert set(notice.recipients.values_list("language", flat=True)) == {"en"}


def test_a_message_that_cannot_be_put_together_holds_up_no_other(cast, release, smtp_sink, monkeypatch):
    from notices import links

    broken, fine = release(), release(link_purpose="", body_es="Hola", body_en="Hello")
    monkeypatch.setitem(links._pages, "rsvp", "no such page")
    with later(minutes=2):
        deliver()
    assert set(outcomes(fine).values()) == {"accepted"}
    assert set(outcomes(broken).values()) == {"under_way"}
    monkeypatch.setitem(links._pages, "rsvp", "school")
    with later(minutes=10):
        deliver()
    assert set(outcomes(broken).values()) == {"accepted"}


def test_our_own_address_refused_sends_nobody_to_paper(release, smtp_sink):
    async def no(self, server, session, envelope, address, options):
        return "550 sender not allowed"

    smtp_sink.handle_MAIL = no.__get__(smtp_sink)
    notice = release()
    with later(minutes=2):
        assert deliver()["later"] == 3
    assert set(outcomes(notice).values()) == {"under_way"}


def test_an_address_nobody_can_write_to_goes_on_paper(cast, release, smtp_sink):
    cast.ana.contact_points.update(value="no address at all")
    notice = release()
    with later(minutes=2):
        deliver()
    assert outcomes(notice) == {"Ana": "printed", "Ben": "accepted", "Carla": "accepted"}


def test_no_name_address_or_link_stands_in_the_log(cast, release, smtp_sink, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").disabled = True  # the test's own server
    notice = release()
    refuse(smtp_sink, "ana@families.invalid", "550 ana@families.invalid is not here")
    with later(minutes=2):
        deliver()
    logging.getLogger("mail.log").disabled = False
    said = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert "taken" in said
    for word in ("Ana", "Ben", "Invento", "families.invalid", "answer/", notice.subject_es):
        assert word not in said
