"""What a request does besides answering: rows written, mail sent, lines logged."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+["`]?(\w+)', re.IGNORECASE)
# The machinery's own: sessions, the cache, counted guesses and counted posts of the public forms.
IGNORED = frozenset({"django_session", "portal_cache", "accounts_codeattempts", "feedback_formpost"})


class Written(list[tuple[str, str]]):
    """(table, parameters as text) of every statement that writes a row of the portal's."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITE.match(sql)
        if match and match[1] not in IGNORED:
            self.append((match[1], repr(params)))
        return execute(sql, params, many, context)


@contextmanager
def writes() -> Iterator[Written]:
    found = Written()
    with connection.execute_wrapper(found):
        yield found


class Lines(logging.Handler):
    """Every line any logger says, formatted with its traceback."""

    def __init__(self) -> None:
        super().__init__(level=0)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


@contextmanager
def logged() -> Iterator[Lines]:
    """Listen to the root and to loggers that keep their lines to themselves; other handlers are quiet meanwhile."""
    lines, root = Lines(), logging.getLogger()
    quiet = [(logger, list(logger.handlers)) for logger in (root, logging.getLogger("django"))]
    kept = root.level
    for logger, _handlers in quiet:
        logger.handlers = []
    root.handlers = [lines]
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(kept)
        for logger, handlers in quiet:
            logger.handlers = handlers
