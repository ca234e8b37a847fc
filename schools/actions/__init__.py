"""Verbs of the schools room."""

from schools.actions.calendar import close, count_students
from schools.actions.designations import confirm, designate
from schools.actions.directory import Report, import_directory
from schools.actions.evidence import end, reenter, void
from schools.actions.roles import appoint, end_role

__all__ = [
    "Report",
    "appoint",
    "close",
    "confirm",
    "count_students",
    "designate",
    "end",
    "end_role",
    "import_directory",
    "reenter",
    "void",
]
