"""What tests of packages say and ask."""

import io
import zipfile
from datetime import date

from django.db import connection, transaction

from accounts.clock import at
from tests.cast import moment, signed_in

SENT_ON, THEN = date(2026, 10, 1), moment("2026-10-01T09:00")
PLAN = "/desk/team-charter/documents/"
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "'=already",
    "<script>alert(1)</script>",
    "😀 ñ\n\ny más",
]


def desk(document, tail="sent/", language="en"):
    return f"/{language}{PLAN}{document.pk}/{tail}"


def get(cast, document, tail="sent/", who=None, language="en"):
    with at(THEN):
        return signed_in(who or cast.coordinator).get(desk(document, tail, language))


def opened(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def run(statement, params=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount
