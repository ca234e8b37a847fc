"""People of these tests, and a database that threads can share."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.actions import enrol_totp, open_family_account
from accounts.models import User

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
LOGIN, CODE, STAFF_LOGIN = "/es/account/login/", "/es/account/login/code/", "/es/account/login/staff/"


@pytest.fixture
def family(db: None) -> User:
    return open_family_account("ana@families.invalid", "Ana Invento", "es", by=None)


@pytest.fixture
def bare_staff(db: None) -> User:
    """Staff with a password and no second factor."""
    return User.objects.create_user("nora@team.invalid", "Nora Nueva", kind="staff", password=PASSWORD)


@pytest.fixture
def staff(db: None) -> User:
    user = User.objects.create_user("ofelia@team.invalid", "Ofelia Ejemplo", kind="staff", password=PASSWORD)
    enrol_totp(user, SECRET, by=None)
    return user


@pytest.fixture
def code_of(mailoutbox: list) -> Callable[[], str]:
    """The six digits of the newest message."""

    def newest() -> str:
        found = re.search(r"^ {4}(\d{6})$", mailoutbox[-1].body, re.MULTILINE)
        assert found, mailoutbox[-1].body
        return found[1]

    return newest


def ask(client: Client, email: str, url: str = LOGIN):
    return client.post(url, {"email": email})


def answer(client: Client, code: str, url: str = CODE):
    return client.post(url, {"code": code})


def is_signed_in(client: Client) -> bool:
    """As the portal sees it: a page of one's own account is not sent to sign-in (404 is for families)."""
    response = client.get("/es/account/password/change/")
    return not (response.status_code == 302 and "/login/" in response["Location"])


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """PostgreSQL is shared by threads as it is; SQLite's test database is in memory: threads get a copy in a file."""
    cache.clear()
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        cache.clear()
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    copy = tmp_path / "copy.sqlite3"
    with sqlite3.connect(copy) as file:
        memory.backup(file)
    file.close()
    connection.settings_dict["NAME"] = str(copy)
    connection.connection = None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, memory
