"""The law around the regulation: dated rows, added to and never edited."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from regulation.actions import load_law
from regulation.models import LawParameter, LawRule
from tests.regulation.test_texts import ease, faults, grade

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def law():
    """The overlay as the migration loads it, also after a test that emptied the tables."""
    load_law(LawRule, LawParameter)


def add(rule, name, value, start=None, **more):
    return LawParameter.objects.create(
        rule=LawRule.objects.get(key=rule), name=name, value=value, effective_from=start, **more
    )


def test_every_rule_is_there_with_citation_words_and_a_row():
    assert LawRule.objects.count() == 27
    assert LawRule.objects.filter(checked="read").count() == 17
    assert LawRule.objects.filter(checked="office").count() == 10
    assert LawParameter.objects.count() == 39
    assert not LawRule.objects.filter(parameters__isnull=True).exists()
    assert not LawRule.objects.filter(cite="").exists()


def test_loading_again_adds_nothing_and_keeps_what_the_office_entered():
    add("set_aside", "share", 0.02, date(2030, 7, 1))
    before = list(LawParameter.objects.values_list("pk", "value"))
    assert load_law(LawRule, LawParameter) == 0
    import_module("regulation.migrations.0002_law").load(apps, None)
    assert list(LawParameter.objects.values_list("pk", "value")) == before


def test_the_figures_of_a_day():
    value = LawParameter.objects.value
    assert value("set_aside", "share", on=TODAY) == 0.01
    assert value("set_aside", "not_required_when_share_at_most_usd", on=TODAY) == 5000
    assert value("agenda_posting", "hours", on=TODAY) == 72
    assert value("language", "share", on=TODAY) == 0.15
    assert value("site_plan", "applies", on=TODAY) is True
    assert value("accessibility", "by", on=TODAY) == "2027-04-26"
    assert value("no_such_rule", "share", on=TODAY) is None


def test_a_row_with_a_day_holds_from_that_day():
    eve = date(2024, 6, 30)
    assert LawParameter.objects.value("county_pac", "pupil_members", on=eve) is None
    assert LawParameter.objects.value("county_pac", "pupil_members", on=eve + timedelta(days=1)) == 2


def test_a_row_without_a_day_counts_as_the_earliest_and_a_change_is_a_new_row():
    start = date(2027, 7, 1)
    add("set_aside", "share", 0.02, start)
    assert LawParameter.objects.value("set_aside", "share", on=start - timedelta(days=1)) == 0.01
    assert LawParameter.objects.value("set_aside", "share", on=start) == 0.02
    assert LawParameter.objects.value("set_aside", "share", on=date(1990, 1, 1)) == 0.01


def test_in_force_gives_one_row_a_rule_and_name_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = [(row.rule.key, row.name) for row in LawParameter.objects.in_force(TODAY)]
    assert len(rows) == len(set(rows)) == 38
    add("set_aside", "share", 0.02, date(2025, 7, 1))
    with django_assert_num_queries(1):
        assert len(LawParameter.objects.in_force(TODAY)) == 38


def test_a_replaced_rule_comes_back_for_the_years_before_once_the_start_is_entered():
    share = LawParameter.objects.value
    assert share("pass_through_old", "share_to_schools", on=date(2014, 1, 1)) is None
    undated = LawParameter.objects.get(rule__key="pass_through", name="share_to_schools")
    start = date(2016, 7, 1)  # invented: the office would enter it
    add("pass_through", "share_to_schools", 0.9, start, corrects=undated, checked_by="Teodoro Sample", checked_on=TODAY)
    assert share("pass_through_old", "share_to_schools", on=start - timedelta(days=1)) == 0.95
    assert share("pass_through", "share_to_schools", on=start - timedelta(days=1)) is None
    assert share("pass_through_old", "share_to_schools", on=start) is None
    assert share("pass_through", "share_to_schools", on=start) == 0.9


def test_the_database_refuses_an_edit_and_takes_a_new_row():
    row = LawParameter.objects.get(rule__key="retention")
    for statement in (
        "UPDATE regulation_lawparameter SET value = '7'",
        "UPDATE regulation_lawparameter SET name = 'x'",
    ):
        with pytest.raises(IntegrityError, match="never edited"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row.refresh_from_db()
    assert row.value == 3
    assert add("retention", "years", 5, date(2030, 1, 1)).pk


def test_the_same_figure_cannot_start_twice_on_a_day():
    for start in (None, date(2024, 7, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            add("county_pac", "pupil_members" if start else "el_share", 3, start)


def test_a_row_says_whether_somebody_checked_it():
    rows = {row.rule.key: row for row in LawParameter.objects.in_force(TODAY)}
    assert rows["set_aside"].confirmed is True
    assert rows["elac"].confirmed is False
    confirmed = add("elac", "more_than_english_learners", 20, corrects=rows["elac"], checked_on=TODAY)
    assert confirmed.confirmed is True


def test_no_start_was_made_up():
    dated = LawParameter.objects.exclude(effective_from=None).values_list("rule__key", "name", "effective_from")
    assert list(dated) == [("county_pac", "pupil_members", date(2024, 7, 1))]
    assert not LawParameter.objects.exclude(checked_on=None).exists()


def test_the_words_are_easy_in_both_languages():
    for rule in LawRule.objects.all():
        assert ease(rule.text_es) >= 70, rule.key
        assert grade(rule.text_en) <= 8, rule.key
        assert faults(rule.text_es) == [], rule.key
    with translation.override("en"):
        assert rule.text == rule.text_en
    with translation.override("es"):
        assert rule.text == rule.text_es


def test_no_foreign_key_leaves_the_room():
    for model in apps.get_app_config("regulation").get_models():
        for field in model._meta.get_fields():
            if field.is_relation:
                assert field.related_model._meta.app_label == "regulation"
