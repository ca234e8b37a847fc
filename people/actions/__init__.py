"""Verbs of the people room."""

from people.actions.families import (
    Guardian,
    LooksAlike,
    Student,
    Tie,
    add_guardian,
    add_student,
    enter_family,
    open_account,
)
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
from people.actions.ties import Days, correct_enrolment, correct_link, end_enrolment, end_link, enrol, link

__all__ = [
    "Days",
    "Guardian",
    "LooksAlike",
    "Student",
    "Tie",
    "add_contact",
    "add_guardian",
    "add_person",
    "add_student",
    "confirm_contact",
    "correct_enrolment",
    "correct_link",
    "correct_person",
    "end_contact",
    "end_enrolment",
    "end_link",
    "enrol",
    "enter_family",
    "link",
    "normal",
    "open_account",
    "opt_in",
    "opt_out",
    "set_language",
]
