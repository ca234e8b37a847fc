"""Negative controls: with a guard taken out, the tests of this room would notice."""

import pytest
import rules
from django.core.exceptions import ValidationError

from schools.actions import directory, import_directory
from schools.models import Designation, School
from tests.cast import signed_in
from tests.schools.test_county_pages import FACTS, url

pytestmark = pytest.mark.django_db


def test_without_the_permission_county_read_only_would_enter_facts(cast, monkeypatch):
    monkeypatch.setitem(rules.permissions.permissions, "schools.designate_school", rules.always_true)
    signed_in(cast.readonly).post(url("designate", "special-education"), FACTS)
    assert Designation.objects.filter(entered_by=cast.readonly).exists()


def test_without_the_one_transaction_a_broken_file_would_leave_schools_behind(cell, monkeypatch):
    class Nothing:
        @staticmethod
        def atomic():
            return Nothing()

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return False

    path = cell(15, "OpenDate", b"99/99/9999")
    monkeypatch.setattr(directory, "transaction", Nothing)
    monkeypatch.setattr(directory, "BATCH", 1)
    monkeypatch.setattr(directory, "_guard_office", lambda: None)
    with pytest.raises(ValidationError, match="line 15"):
        import_directory(path)
    assert School.objects.count() == 13
