"""Sentences are compared in English; what a page shows follows its own address."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield
