"""Verbs of the schools room."""

from schools.actions.designations import confirm, designate
from schools.actions.evidence import end, reenter, void
from schools.actions.roles import appoint, end_role

__all__ = ["appoint", "confirm", "designate", "end", "end_role", "reenter", "void"]
