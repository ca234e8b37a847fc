"""A policy laid open from September 1 to 15, 2026, and families who say something about it."""

from datetime import date

from django.test import Client

from accounts.clock import at
from documents import actions
from documents.actions import Said
from tests.cast import moment
from tests.documents.conftest import approve_all

OPENED, DURING = moment("2026-09-01T10:00"), moment("2026-09-05T19:30")
LAST, AFTER = date(2026, 9, 15), moment("2026-09-16T08:00")
PUBLIC = "/schools/team-charter/policy/"
DECIDED = {"body": "site_council", "on": "2026-09-16", "vote": "7 yes, 0 no", "anyway": "on"}


def public(tail="", language="en"):
    return f"/{language}{PUBLIC}{tail}"


def desk(document, tail="", language="en"):
    return f"/{language}/desk/team-charter/documents/{document.pk}/{tail}"


def lay_open(cast, document):
    """Approved in both languages and open for comments."""
    with at(OPENED):
        approve_all(cast, document)
        return actions.open_window(document, closes_on=LAST, by=cast.coordinator)


def filled(**changes):
    """The public form as a browser posts it."""
    return {"part": "B2", "text": "La junta es muy tarde.", "role": "family", "key": "k1", "name": "", **changes}


def post(window, language="es", when=DURING, client=None, **changes):
    with at(when):
        return (client or Client()).post(public(f"review/{window.pk}/", language), filled(**changes), follow=True)


def say(window, text="La junta es muy tarde.", when=DURING, **more):
    """A comment by the action itself; each text is a form of its own."""
    said = Said(**{"text": text, "language": "es", "key": "B2", "may_show": True, **more})
    with at(when):
        return actions.comment(window, said, form_key=f"{text} {when}")


def answer(cast, comments, outcome="unchanged", approved=True, **more):
    """One answer to these comments, approved in both languages unless told otherwise."""
    texts = {"es": "No alcanza el dinero.", "en": "There is not enough money."}
    document = comments[0].document
    with at(AFTER):
        row = actions.reply(document, comments, outcome=outcome, texts=texts, by=cast.coordinator, **more)
        for language, by in (("es", cast.approver_es), ("en", cast.approver_en)) if approved else ():
            actions.approve(row, language, by=by)
    return row
