"""What every test run needs: compiled catalogues, servers as fixtures, promises."""

from __future__ import annotations

import pytest

from scripts.catalogues import compile_stale
from tests.servers.postgres import private_postgres
from tests.servers.promises import promise, pytest_terminal_summary
from tests.servers.redis import private_redis
from tests.servers.smtp import private_smtp

__all__ = ["promise", "pytest_terminal_summary"]


def pytest_configure(config):
    """Compile the catalogues that changed, so that a test reads today's Spanish."""
    compile_stale()


# A test reaches a database by these fixtures alone: pytest-django's, and those of ours that open it for many tests.
WAYS_TO_A_DATABASE = {"db", "transactional_db", "shared_world"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what reaches no database: it need not run on each of them."""
    for item in items:
        marked = item.get_closest_marker("django_db") or item.get_closest_marker("journey")
        if not marked and WAYS_TO_A_DATABASE.isdisjoint(item.fixturenames):
            item.add_marker("once")


@pytest.fixture(scope="session")
def postgres_server():
    """A private PostgreSQL beside the one the suite runs on, to stop and start."""
    with private_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis_server():
    """A private Redis, to stop, start and empty."""
    with private_redis() as server:
        yield server


@pytest.fixture
def smtp_sink(settings):
    """A private mail server that Django's mail goes to."""
    with private_smtp() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield sink
