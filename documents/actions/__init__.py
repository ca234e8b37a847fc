"""Verbs of the documents room: guard what the state allows, write on condition, audit, all in one transaction."""

from documents.actions.adopting import add_contributor, adopt, refuse_decision
from documents.actions.approving import approve, set_source, still_correct
from documents.actions.asking import add_section
from documents.actions.bringing import Examined, bring_in, examine
from documents.actions.commenting import Said, comment, enter_comment
from documents.actions.looking import void_review
from documents.actions.owning import add_own_section, rename_section, take_out
from documents.actions.planning import plan
from documents.actions.pointing import add_strategy
from documents.actions.publishing import publish, void_edition
from documents.actions.replying import join, reply, show, withhold
from documents.actions.returning import send_back
from documents.actions.reviewing import open_window, reviewed, void_window
from documents.actions.sending import send_on
from documents.actions.starting import add_sections, enter_legacy, start, take_back
from documents.actions.telling import Letter, review_letter, take_back_window, tell_families
from documents.actions.writing import Conflict, write

__all__ = [
    "Conflict",
    "Examined",
    "Letter",
    "Said",
    "add_contributor",
    "add_own_section",
    "add_section",
    "add_sections",
    "add_strategy",
    "adopt",
    "approve",
    "bring_in",
    "comment",
    "enter_comment",
    "enter_legacy",
    "examine",
    "join",
    "open_window",
    "plan",
    "publish",
    "refuse_decision",
    "rename_section",
    "reply",
    "review_letter",
    "reviewed",
    "send_back",
    "send_on",
    "set_source",
    "show",
    "start",
    "still_correct",
    "take_back",
    "take_back_window",
    "take_out",
    "tell_families",
    "void_edition",
    "void_review",
    "void_window",
    "withhold",
    "write",
]
