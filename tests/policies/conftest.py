"""Policies in the states their pages must show."""

import pytest

from documents import tasks
from tests.documents.conftest import edition, english, policy, ready, shared_database

__all__ = ["edition", "english", "policy", "ready", "shared_database"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Files of a test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def built(edition):
    """A published policy whose PDFs are there."""
    assert tasks.build_missing_files() == 2
    return edition
