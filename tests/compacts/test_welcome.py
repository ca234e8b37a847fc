"""The welcome packet: five pieces in both languages, honest about what is not there; counted by week at the desk."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from accounts.clock import at, now
from compacts.actions import hand_out, take_back
from compacts.facts import packets, weeks
from compacts.kinds import COMPACT
from compacts.models import Handout
from people.models import Enrolment
from tests.cast import moment, signed_in
from tests.compliance.year import draft, helped, published_policy, put_out

pytestmark = pytest.mark.django_db
WEDNESDAY, MONDAY = moment("2026-10-14T10:00"), date(2026, 10, 12)
DESK = "/desk/team-charter/welcome/"


def look(language="en", slug="team-charter", client=None):
    with at(WEDNESDAY):
        return (client or Client()).get(f"/{language}/schools/{slug}/welcome/")


def enter(cast, who=None, language="en", **form):
    with at(WEDNESDAY):
        return signed_in(who or cast.coordinator).post(f"/{language}{DESK}", {"week": "2026-10-14", **form})


@pytest.mark.parametrize(
    ("language", "pieces"),
    [
        ("en", ["How the school works with families", "Agreement between", "Title I", "Your rights", "How to ask us"]),
        ("es", ["Cómo trabaja la escuela", "Acuerdo entre", "Título I", "Sus derechos", "Cómo preguntarnos"]),
    ],
)
def test_the_five_pieces_say_what_is_not_published_yet(cast, language, pieces):
    page = look(language)
    sheet = page.content.decode().split("<article")[1]
    places = [sheet.index(piece) for piece in pieces]
    assert places == sorted(places)
    words = {"en": "It is not published here yet.", "es": "Todavía no está publicado aquí."}
    assert sheet.count(words[language]) == 2
    assert not page.cookies


def test_what_is_published_is_led_to_in_each_language(cast):
    published_policy(cast)
    compact = draft(cast, cast.team, "compact", variant="tk-6")
    helped(cast, compact, date(2026, 9, 4))
    put_out(cast, compact)
    page = look("es").content.decode()
    for language in ("es", "en"):
        assert f'href="/{language}/schools/team-charter/policy/"' in page
        assert f'href="/{language}/schools/team-charter/compact/?for=tk-6"' in page
    with override("es"):
        assert str(COMPACT.variants(cast.team)["tk-6"]) in page
    assert "It is not published here yet." not in page


def test_both_languages_are_on_it_each_marked_as_what_it_is(cast):
    page = look("es").content.decode()
    assert page.index('<article class="welcome" lang="es"') < page.index(
        '<article class="welcome welcome--other" lang="en"'
    )
    assert page.count("<h1>") == 1


def test_title_i_stands_where_the_school_has_it(cast):
    assert "You have the right to know what it is used for" in look().content.decode()
    special = look(slug=cast.special.slug).content.decode()
    assert "You have the right to know what it is used for" not in special
    assert "Ask us whether your school has it." in special


def test_the_sheet_gives_the_number_that_the_schools_other_pages_give(cast):
    cast.court.phone = "(209) 555-0100"
    cast.court.save()
    for page in ("", "policy/", "compact/", "welcome/", "feedback/", "compact/changes/"):
        answer = Client().get(f"/en/schools/{cast.court.slug}/{page}")
        assert "tel:+12095550100" in answer.content.decode(), page


def test_it_takes_the_same_queries_however_much_is_published(cast, django_assert_num_queries):
    client = Client()
    for prepare in (dict, lambda: published_policy(cast)):
        prepare()
        with at(WEDNESDAY), django_assert_num_queries(4):
            client.get("/en/schools/team-charter/welcome/?n=1")


# ------------------------------------------------------------------------------------------------------------ the desk


def test_a_week_is_entered_by_any_day_of_it_and_stands_beside_the_new_students(cast):
    assert enter(cast, es="4", en="1", other="").status_code == 302
    rows = Handout.objects.standing().order_by("language")
    assert [(row.on, row.language, row.given, row.for_year) for row in rows] == [
        (MONDAY, "en", 1, 2026),
        (MONDAY, "es", 4, 2026),
    ]
    child = Enrolment.objects.filter(school=cast.team).first()
    with at(WEDNESDAY):
        before = weeks(cast.team.pk, MONDAY, MONDAY)[0].new
        Enrolment.objects.create(
            child=child.child, school=cast.team, grade="3", on=date(2026, 10, 15), entered_by=cast.coordinator
        )
        week = weeks(cast.team.pk, MONDAY, MONDAY)[0]
        assert (week.total, week.new) == (5, before + 1)
        page = signed_in(cast.coordinator).get(f"/en{DESK}").content.decode()
    assert "Spanish 4, English 1, another 0" in page


def test_entered_again_the_earlier_is_void_and_both_are_kept(cast):
    enter(cast, es="4")
    enter(cast, es="6", en="2")
    assert sum(row.given for row in Handout.objects.standing()) == 8
    assert Handout.objects.exclude(voided_at=None).get().given == 4


def test_a_week_is_taken_back_with_its_reason(cast):
    enter(cast, es="4", en="2")
    client = signed_in(cast.coordinator)
    with at(WEDNESDAY):
        assert client.post(f"/en{DESK}2026-10-12/take-back/", {"reason": ""}).status_code == 200
        assert client.post(f"/en{DESK}2026-10-12/take-back/", {"reason": "Another school's"}).status_code == 302
        assert f"{cast.coordinator.name} took this back already" in (
            client.get(f"/en{DESK}2026-10-12/take-back/").content.decode()
        )
        assert client.get(f"/en{DESK}2026-10-19/take-back/").status_code == 404
        assert client.get(f"/en{DESK}never/take-back/").status_code == 404
    assert not Handout.objects.standing().exists()
    assert {row.void_reason for row in Handout.objects.all()} == {"Another school's"}


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"week": "2026-10-19", "es": "1"}, "still to come"),
        ({"es": "", "en": "0"}, "Enter how many were given"),
        ({"es": "999999"}, "5000"),
        ({"es": "-1"}, "0"),
        ({"week": "soon", "es": "1"}, "date"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_kept(cast, form, says):
    page = enter(cast, **form)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not Handout.objects.exists()


def test_who_may_enter_and_who_may_not(cast):
    assert enter(cast, who=cast.assistant, es="1").status_code == 302
    assert enter(cast, who=cast.elsewhere, es="1").status_code == 404
    assert enter(cast, who=cast.readonly, es="1").status_code == 404
    with at(WEDNESDAY):
        assert signed_in(cast.readonly).get(f"/en{DESK}").status_code == 200


def test_the_facts_know_a_past_day_as_it_was_known(cast):
    with at(WEDNESDAY), override("en"):
        hand_out(cast.team, MONDAY, {"es": 4}, by=cast.coordinator)
        with pytest.raises(ValidationError):
            hand_out(cast.team, MONDAY, {}, by=cast.coordinator)
        assert packets([cast.team.pk, cast.one.pk], 2026, MONDAY, now()) == {cast.team.pk: 4}
        assert packets([cast.team.pk], 2026, date(2026, 10, 11), now()) == {}
        assert packets([cast.team.pk], 2025, MONDAY, now()) == {}
    with at(moment("2026-10-20T10:00")):
        take_back(cast.team, MONDAY, by=cast.coordinator, reason="A mistake")
        assert packets([cast.team.pk], 2026, MONDAY, now()) == {}
        assert packets([cast.team.pk], 2026, MONDAY, moment("2026-10-19T10:00")) == {cast.team.pk: 4}


def test_the_weeks_take_two_queries(cast, django_assert_num_queries):
    with at(WEDNESDAY):
        for n in range(6):
            hand_out(cast.team, date(2026, 9, 1 + n), {"es": 4, "en": 2}, by=cast.coordinator)
        with django_assert_num_queries(2):
            assert len(weeks(cast.team.pk, date(2026, 8, 3), date(2026, 10, 14))) == 11
