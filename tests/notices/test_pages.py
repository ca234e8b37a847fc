"""The notices at the desk: who sees what, the undo button, the letters, and how many questions a page asks."""

import pytest

from accounts.models import AuditEntry
from notices import actions
from notices.models import LinkToken, Recipient
from people.models import ContactPoint, Enrolment, GuardianLink, Person
from tests.cast import ENTERED, FIRST_DAY, signed_in
from tests.notices.conftest import RELEASED, later, outcomes

DESK = "/es/desk/team-charter/notices/"


def page(user, tail="", **options):
    return signed_in(user).get(DESK + tail, **options)


@pytest.fixture
def on_paper(cast, release):
    """A notice whose three readers all go on paper."""
    ContactPoint.objects.all().delete()
    return release()


@pytest.fixture(autouse=True)
def a_day_after_the_release():
    with later(days=1):
        yield


def test_the_list_shows_each_notice_with_its_tally(cast, send):
    send()
    text = page(cast.coordinator).content.decode()
    assert "Junta anual para familias" in text
    assert ": 3" in text


def test_the_page_shows_both_languages_and_who_got_what(cast, send):
    notice = send()
    text = page(cast.coordinator, f"{notice.pk}/").content.decode()
    assert "Le invitamos a la junta" in text
    assert '<div lang="en">' in text
    assert "Ana Invento" in text
    assert "{link" not in text


def test_a_notice_whose_letters_are_to_be_handed_over_is_not_said_to_be_all_sent(cast, on_paper):
    for tail in ("", f"{on_paper.pk}/"):
        text = page(cast.coordinator, tail).content.decode()
        assert "Enviado. En papel, por entregar: 3" in text
        assert "Todo enviado" not in text


def test_a_notice_without_letters_is_all_sent(cast, send):
    notice = send()
    for tail in ("", f"{notice.pk}/"):
        text = page(cast.coordinator, tail).content.decode()
        assert "Todo enviado" in text
        assert "por entregar" not in text


def test_the_county_sees_numbers_and_no_names(cast, send):
    notice = send()
    for user in (cast.county, cast.readonly):
        for tail in (f"{notice.pk}/", f"{notice.pk}/?outcome=accepted", ""):
            text = page(user, tail).content.decode()
            assert ": 3" in text or ">3<" in text
            assert "Invento" not in text


def test_a_language_approver_sees_no_names(cast, send):
    notice = send()
    assert "Invento" not in page(cast.approver_es, f"{notice.pk}/").content.decode()


@pytest.mark.parametrize("tail", ["", "{pk}/", "{pk}/paper/", "{pk}/letters/", "{pk}/cancel/"])
def test_staff_of_another_school_find_nothing(cast, on_paper, tail):
    client = signed_in(cast.elsewhere)
    for method in (client.get, client.post):
        absent = method("/es/desk/no-such-school/notices/" + tail.format(pk=on_paper.pk))
        found = method(DESK + tail.format(pk=on_paper.pk))
        assert found.status_code in (404, 405)
        assert found.status_code == absent.status_code


@pytest.mark.parametrize("tail", ["{pk}/", "{pk}/paper/", "{pk}/letters/"])
def test_a_notice_is_not_found_under_another_school(cast, on_paper, tail):
    where = f"/es/desk/one-charter/notices/{tail.format(pk=on_paper.pk)}"
    assert signed_in(cast.county).get(where).status_code == 404
    assert signed_in(cast.elsewhere).get(where).status_code == 404


@pytest.mark.parametrize("who", ["county", "readonly", "approver_es"])
def test_letters_are_for_the_schools_own_staff(cast, on_paper, who):
    client = signed_in(getattr(cast, who))
    assert client.get(f"{DESK}{on_paper.pk}/paper/").status_code == 404
    assert client.post(f"{DESK}{on_paper.pk}/letters/").status_code == 404
    assert not LinkToken.objects.exists()


def test_families_and_strangers_are_kept_out(cast, send, client):
    notice = send()
    assert client.get(f"{DESK}{notice.pk}/").status_code == 302
    assert signed_in(cast.ana.user).get(f"{DESK}{notice.pk}/").status_code == 404


def test_the_undo_button_stands_there_for_its_minute_only(cast, release, smtp_sink):
    notice = release()
    address = f"{DESK}{notice.pk}/cancel/"
    with later(seconds=30):
        assert address in page(cast.coordinator, f"{notice.pk}/").content.decode()
        assert address not in page(cast.assistant, f"{notice.pk}/").content.decode()
        assert signed_in(cast.assistant).post(address).status_code == 404
        assert signed_in(cast.coordinator).post(address).status_code == 302
    assert set(outcomes(notice).values()) == {"cancelled"}
    assert address not in page(cast.coordinator, f"{notice.pk}/").content.decode()


def test_undoing_too_late_is_a_sentence_not_a_crash(cast, send):
    notice = send()
    answer = signed_in(cast.coordinator).post(f"{DESK}{notice.pk}/cancel/", follow=True)
    assert answer.status_code == 200
    assert set(outcomes(notice).values()) == {"accepted"}


ODD = ["?outcome=accepted", "?outcome=nonsense", "?after=x", "?after=" + "9" * 40, "?before=é"]


@pytest.mark.parametrize("query", ODD)
def test_odd_addresses_do_no_harm(cast, send, query):
    notice = send()
    assert page(cast.coordinator, f"{notice.pk}/{query}").status_code == 200
    assert page(cast.coordinator, query).status_code == 200


def test_people_are_listed_by_outcome(cast, send):
    cast.ana.contact_points.all().delete()
    notice = send()
    text = page(cast.coordinator, f"{notice.pk}/?outcome=printed").content.decode()
    assert "Ana Invento" in text
    assert "Ben Fiction" not in text


def test_who_would_rather_be_told_stands_in_a_list_of_people_to_call(cast, send):
    Person.objects.filter(pk=cast.ben.pk).update(reads="told")
    notice = send()
    text = page(cast.coordinator, f"{notice.pk}/?outcome=told").content.decode()
    assert "Ben Fiction" in text
    assert "Ana Invento" not in text


def test_the_list_of_letters_goes_by_class_with_one_student_each(cast, on_paper):
    Enrolment.objects.filter(child__given_name="Alma").update(class_name="Salón 4")
    text = page(cast.coordinator, f"{on_paper.pk}/paper/").content.decode()
    assert text.index("Salón 4") < text.index("Ana Invento")
    assert "Alma" in text


def test_a_letter_of_a_confidential_tie_comes_home_with_nobody(cast, on_paper):
    GuardianLink.objects.filter(person=cast.ana).update(confidential=True)
    text = page(cast.coordinator, f"{on_paper.pk}/paper/").content.decode()
    assert "Ana Invento" in text
    assert "Alma" not in text


def test_whose_link_ended_is_handed_nothing(cast, on_paper):
    GuardianLink.objects.filter(person=cast.ana).update(voided_at=RELEASED)
    assert "Ana Invento" not in page(cast.coordinator, f"{on_paper.pk}/paper/").content.decode()


def test_each_letter_is_in_its_readers_language_with_a_link_of_its_own(cast, on_paper):
    answer = signed_in(cast.coordinator).post(f"{DESK}{on_paper.pk}/letters/")
    text = answer.content.decode()
    assert text.count('<article class="sheet" lang="es"') == 2
    assert "Estimada familia:" in text
    assert "¿Ya no quiere cartas?" in text
    assert "correos" not in text
    assert text.count('<article class="sheet" lang="en"') == 1
    assert text.count('<section class="sheet__en" lang="en"') == 1
    assert text.count("<svg") >= 3
    assert LinkToken.objects.count() == 3
    assert {token.person_id for token in LinkToken.objects.all()} == {cast.ana.pk, cast.ben.pk, cast.carla.pk}
    assert answer["Cache-Control"] == "no-store, private"
    assert AuditEntry.objects.filter(verb="print", record_id=on_paper.pk).exists()


def test_the_link_on_paper_works(cast, on_paper):
    import re

    text = signed_in(cast.assistant).post(f"{DESK}{on_paper.pk}/letters/").content.decode()
    addresses = re.findall(
        r'<p class="addr">.*<span>es/</span><wbr><span>schools/</span><wbr><span>([\w-]+)/</span></p>', text
    )
    assert {actions.redeem(raw.upper(), "rsvp").person for raw in addresses} == {cast.ana, cast.carla}


def test_one_class_can_be_printed_alone(cast, on_paper):
    Enrolment.objects.filter(child__given_name="Alma").update(class_name="Salón 4")
    answer = signed_in(cast.coordinator).post(f"{DESK}{on_paper.pk}/letters/", {"class": "Salón 4|3"})
    assert "Ana Invento" in answer.content.decode()
    assert LinkToken.objects.count() == 1


def test_visiting_the_letters_makes_none(cast, on_paper):
    assert page(cast.coordinator, f"{on_paper.pk}/letters/").status_code == 302
    assert not LinkToken.objects.exists()


def test_letters_of_a_notice_whose_time_is_over_are_refused(cast, release):
    ContactPoint.objects.all().delete()
    notice = release(not_after=RELEASED.replace(hour=20))
    answer = signed_in(cast.coordinator).post(f"{DESK}{notice.pk}/letters/")
    assert answer.status_code == 302
    assert not LinkToken.objects.exists()


def test_no_student_is_named_where_families_are_the_secret(cast, write):
    from accounts.clock import at
    from schools.actions import appoint
    from tests.cast import guardian

    with at(ENTERED):
        guardian(cast, "Olga", "Oculta", "es", cast.court, "Omarcito")
        appoint(cast.coordinator, cast.court, "coordinator", by=cast.county, on=FIRST_DAY)
    ContactPoint.objects.all().delete()
    notice = write(owner=cast.court)
    with at(RELEASED):
        actions.release(notice, by=cast.coordinator)
        actions.expand(notice)
    client = signed_in(cast.coordinator)
    where = f"/es/desk/{cast.court.slug}/notices/{notice.pk}/"
    assert "Omarcito" not in client.get(where + "paper/").content.decode()
    text = client.post(where + "letters/").content.decode()
    sheet = text[text.index("<article") : text.index("</article>")]
    assert "Omarcito" not in sheet
    assert "Cruikshank" not in sheet


def more_people(cast, notice, number):
    people = Person.objects.bulk_create(Person(given_name=f"P{n}") for n in range(number))
    Recipient.objects.bulk_create(
        Recipient(notice=notice, person=one, language="es", outcome="printed", outcome_at=RELEASED) for one in people
    )
    stamp = {"for_year": 2026, "on": FIRST_DAY, "entered_at": ENTERED, "entered_by": cast.county}
    links = GuardianLink.objects.filter(person=cast.ana)
    GuardianLink.objects.bulk_create(
        GuardianLink(person=one, child=links[0].child, kind="parent", **stamp) for one in people
    )


@pytest.mark.parametrize(
    ("tail", "queries"), [("", 7), ("{pk}/", 10), ("{pk}/?outcome=printed", 10), ("{pk}/paper/", 9)]
)
@pytest.mark.parametrize("number", [0, 60])
def test_a_page_asks_the_same_however_many_there_are(cast, release, django_assert_num_queries, tail, queries, number):
    ContactPoint.objects.all().delete()
    notice = release()
    for _ in range(number // 6):
        release(audience="persons", person_ids=[cast.ana.pk])
    more_people(cast, notice, number)
    client = signed_in(cast.coordinator)
    client.get(DESK)
    with django_assert_num_queries(queries):
        assert client.get(DESK + tail.format(pk=notice.pk)).status_code == 200


def test_a_long_list_of_people_goes_on_by_key(cast, release):
    notice = release()
    more_people(cast, notice, 60)
    first = page(cast.coordinator, f"{notice.pk}/?outcome=printed").content.decode()
    assert "P0" in first
    assert "P59" not in first
    [after] = [part.split("#")[0] for part in first.split("after=")[1:2]]
    assert "P59" in page(cast.coordinator, f"{notice.pk}/?outcome=printed&after={after}").content.decode()
