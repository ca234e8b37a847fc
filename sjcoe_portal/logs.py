"""What never stands in a log: the token of a family's own link."""

import logging
import re

TOKEN = re.compile(r"(/answer/)[^\s/?]+")


class HideTokens(logging.Filter):
    """Cuts the token out of an address before a record is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = TOKEN.sub(r"\1…", str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(TOKEN.sub(r"\1…", arg) if isinstance(arg, str) else arg for arg in record.args)
        return True
