"""Verbs of the documents room: guard what the state allows, write on condition, audit, all in one transaction."""

from documents.actions.adopting import add_contributor, adopt, take_back
from documents.actions.approving import approve, set_source, still_correct
from documents.actions.publishing import publish, void_edition
from documents.actions.starting import enter_legacy, start
from documents.actions.writing import Conflict, write

__all__ = [
    "Conflict",
    "add_contributor",
    "adopt",
    "approve",
    "enter_legacy",
    "publish",
    "set_source",
    "start",
    "still_correct",
    "take_back",
    "void_edition",
    "write",
]
