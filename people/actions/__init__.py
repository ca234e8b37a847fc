"""Verbs of the people room."""

from people.actions.persons import (
    add_contact,
    add_person,
    confirm_contact,
    correct_person,
    end_contact,
    normal,
    opt_in,
    opt_out,
    set_language,
)
from people.actions.ties import end_enrolment, end_link, enrol, link

__all__ = [
    "add_contact",
    "add_person",
    "confirm_contact",
    "correct_person",
    "end_contact",
    "end_enrolment",
    "end_link",
    "enrol",
    "link",
    "normal",
    "opt_in",
    "opt_out",
    "set_language",
]
