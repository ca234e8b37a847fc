"""A family's own link never stands in a log, not even when it leads nowhere any more."""

import logging

import pytest

from sjcoe_portal.logs import HideTokens

pytestmark = pytest.mark.django_db


def written(client, *, hide):
    """What the handler for 404s writes of a dead link."""
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    if hide:
        handler.addFilter(HideTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.get("/es/answer/secret-token-of-a-family/nowhere/")
    finally:
        logger.removeHandler(handler)
    return " ".join(lines)


def test_a_dead_links_token_is_cut_out(client, cast):
    assert "Not Found: /es/answer/…/nowhere/" in written(client, hide=True)


def test_without_the_filter_it_would_stand_there(client, cast):
    assert "secret-token-of-a-family" in written(client, hide=False)
