"""One order of names for every list: as a reader looks them up, whatever their letter case and accents.

SQLite and PostgreSQL each have their own idea of both, and neither knows the other's, so the accents are taken off by
plain replacement and the rest compared in lower case: «Fábula» before “Fiction”, “one.Charter” before “TEAM Charter”.
"""

from functools import reduce
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Lower, Replace

# What Spanish names are written with.
SIGNS = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "úü", "n": "ñ"}
PLAIN = {sign: letter for letter, signs in SIGNS.items() for sign in signs + signs.upper()}


def as_read(name: Any) -> Lower:
    """What a list of names is ordered by and, for pages by key, compared with.

    Args:
        name: a column's name, or an expression such as Value("Fábula").
    """
    column = F(name) if isinstance(name, str) else name
    return Lower(reduce(lambda text, sign: Replace(text, Value(sign), Value(PLAIN[sign])), PLAIN, column))
