"""Dates and hours as parents read them, in both languages."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import engines
from django.utils import formats, timezone, translation

from sjcoe_portal.templatetags import portal

DAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("es", "long_date", "jueves 15 de octubre de 2026"),
        ("en", "long_date", "Thursday, October 15, 2026"),
        ("es", "day_date", "jueves 15 de octubre"),
        ("en", "day_date", "Thursday, October 15"),
        ("es", "short_date", "jue 15 oct 2026"),
        ("en", "short_date", "Thu, Oct 15, 2026"),
        ("es", "weekday", "jueves"),
        ("es", "month", "octubre"),
        ("en", "month", "October"),
    ],
)
def test_a_day_is_written_with_its_weekday_and_month_in_words(language: str, name: str, expected: str) -> None:
    with translation.override(language):
        assert getattr(portal, name)(DAY) == expected


@pytest.mark.parametrize(
    ("at", "spanish", "english"),
    [
        (time(0, 0), "12:00 de la noche", "12:00 midnight"),
        (time(0, 30), "12:30 de la noche", "12:30 a.m."),
        (time(5, 15), "5:15 de la madrugada", "5:15 a.m."),
        (time(9, 0), "9:00 de la mañana", "9:00 a.m."),
        (time(12, 0), "12:00 del mediodía", "12:00 noon"),
        (time(12, 30), "12:30 de la tarde", "12:30 p.m."),
        (time(18, 0), "6:00 de la tarde", "6:00 p.m."),
        (time(19, 5), "7:05 de la noche", "7:05 p.m."),
        (time(23, 59), "11:59 de la noche", "11:59 p.m."),
    ],
)
def test_an_hour_is_told_in_words_of_the_day(at: time, spanish: str, english: str) -> None:
    with translation.override("es"):
        assert portal.clock(at) == spanish
    with translation.override("en"):
        assert portal.clock(at) == english


@pytest.mark.parametrize(
    ("starts", "ends", "spanish", "english"),
    [
        (time(9, 0), time(10, 30), "9:00 a 10:30 de la mañana", "9:00 a 10:30 a.m."),
        (time(18, 0), time(19, 30), "6:00 de la tarde a 7:30 de la noche", "6:00 a 7:30 p.m."),
        (time(9, 0), time(12, 0), "9:00 de la mañana a 12:00 del mediodía", "9:00 a.m. a 12:00 noon"),
        (time(12, 0), time(13, 30), "12:00 del mediodía a 1:30 de la tarde", "12:00 noon a 1:30 p.m."),
        (time(11, 0), time(13, 30), "11:00 de la mañana a 1:30 de la tarde", "11:00 a.m. a 1:30 p.m."),
    ],
)
def test_two_hours_say_the_part_of_the_day_once_where_it_is_one(
    starts: time, ends: time, spanish: str, english: str
) -> None:
    template = engines["django"].from_string("{{ starts|clock_until:ends }} a {{ ends|clock }}")
    times = {"starts": starts, "ends": ends}
    # Moments are kept in another zone than the one they are shown in.
    moments = {
        key: timezone.make_aware(datetime.combine(date(2026, 10, 15), one)).astimezone(UTC)
        for key, one in times.items()
    }
    for language, shown in (("es", spanish), ("en", english)):
        with translation.override(language):
            assert template.render(times) == template.render(moments) == shown


def test_a_moment_is_shown_in_local_time() -> None:
    moment = datetime(2026, 10, 16, 1, 0, tzinfo=UTC)
    with translation.override("es"):
        shown = engines["django"].from_string("{{ t|day_date }}, {{ t|clock }}").render({"t": moment})
    assert shown == "jueves 15 de octubre, 6:00 de la tarde"


@pytest.mark.parametrize(("year", "expected"), [(2026, "2026-27"), (1999, "1999-00"), (2009, "2009-10"), (None, "")])
def test_a_school_year_is_named_by_both_its_years(year: int | None, expected: str) -> None:
    assert portal.school_year(year) == expected


@pytest.mark.parametrize("name", ["long_date", "day_date", "short_date", "weekday", "month", "clock", "part_of_day"])
def test_nothing_is_written_where_there_is_no_date(name: str) -> None:
    assert getattr(portal, name)(None) == ""


def test_spanish_numbers_and_dates_are_those_of_california() -> None:
    with translation.override("es"):
        assert formats.number_format(1234567.5, 2, use_l10n=True, force_grouping=True) == "1,234,567.50"
        assert formats.date_format(DAY) == "15 de octubre de 2026"
        assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"


def test_a_passage_in_another_language_carries_its_mark() -> None:
    with translation.override("es"):
        assert portal.lang_attr("en") == ' lang="en"'
        assert portal.lang_attr("es") == ""
        assert portal.lang_attr('"><script>') == ' lang="&quot;&gt;&lt;script&gt;"'


def test_ten_digits_are_a_telephone_number_of_the_united_states() -> None:
    assert portal.phone_link("(209) 468-4800") == "tel:+12094684800"
