"""Queries of a page itself, counted by number: who is signed in, and how, is counted where that is tested."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = ("django_session", "accounts_user", "mfa_authenticator")


@contextmanager
def own_queries(number):
    """Fail unless the block asks the database so many times, sign-in and roles aside."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield
    own = [query["sql"] for query in captured if not any(f'FROM "{table}' in query["sql"] for table in FRAME)]
    if len(own) != number:
        pytest.fail(f"{len(own)} queries instead of {number}:\n" + "\n".join(own))
