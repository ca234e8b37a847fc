"""One order of names for every list: as a reader looks them up, whatever their letter case and accents.

SQLite and PostgreSQL each have their own idea of both, and neither knows the other's, so the accents are taken off by
plain replacement and the rest compared in lower case: «Fábula» before “Fiction”, “one.Charter” before “TEAM Charter”.
"""

from typing import Any

from django.db.models import Func, TextField

# What Spanish names are written with.
SIGNS = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "úü", "n": "ñ"}
PLAIN = {sign: letter for letter, signs in SIGNS.items() for sign in signs + signs.upper()}


class AsRead(Func):
    """What a list of names is ordered by and, for pages by key, compared with.

    Args:
        name: a column's name, or an expression such as Value("Fábula").
    """

    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        signs, letters = "".join(PLAIN), "".join(PLAIN.values())
        return self.as_sql(compiler, connection, template=f"LOWER(TRANSLATE(%(expressions)s, '{signs}', '{letters}'))")

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        replaced = "REPLACE(" * len(PLAIN) + "%(expressions)s"
        replaced += "".join(f", '{sign}', '{letter}')" for sign, letter in PLAIN.items())
        return self.as_sql(compiler, connection, template=f"LOWER({replaced})")
