"""Verbs of the feedback room."""

from feedback.actions.answering import answer, reopen
from feedback.actions.asking import ask, withdraw

__all__ = ["answer", "ask", "reopen", "withdraw"]
