"""T15: migrations: none pending; forward, back to nothing, forward again with data, on the suite's kind of database."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.trust.scratch_database import run, scratch_database

LEAST = 300


def test_no_migration_is_pending(db):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_a_change_nobody_wrote_a_migration_for_is_noticed(db):
    school = apps.get_model("schools.School")
    field = school._meta.get_field("name")
    field.max_length += 1
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    finally:
        field.max_length -= 1
    assert isinstance(field, models.CharField)


def test_forward_back_to_nothing_and_forward_again_with_data(db, tmp_path, promise):
    with promise("T15") as tally, scratch_database(tmp_path) as database:
        first, nothing, again = map(int, run(database, tmp_path, "tests.trust.there_and_back").split())
        tally.count(first > LEAST)
        tally.count(nothing == 0)
        tally.count(again == first)
