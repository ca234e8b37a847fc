"""For controls: the same statements where the database no longer refuses them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace

from django.db import connection

triggers = import_module("documents.migrations._triggers")
joint = import_module("documents.migrations._joint_triggers")


def _execute(statement: str, params: object = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


EDITOR = SimpleNamespace(connection=connection, execute=_execute)


@contextmanager
def lifted() -> Iterator[None]:
    """The documents' triggers taken off for a while."""
    triggers.drop(None, EDITOR)
    joint.drop(None, EDITOR)
    try:
        yield
    finally:
        triggers.create(None, EDITOR)
        joint.create(None, EDITOR)
