"""What runs on one database only reaches none."""

import pytest

from accounts.models import User


def test_what_runs_on_one_database_only_reaches_none(request):
    assert request.node.get_closest_marker("once")
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()


def test_what_asks_for_a_database_runs_on_each(request, db):
    assert not request.node.get_closest_marker("once")
    assert not User.objects.exists()
