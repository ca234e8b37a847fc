"""Verbs of the feedback room."""

from feedback.actions.answering import answer, reopen
from feedback.actions.asking import ask, withdraw
from feedback.actions.limits import admit, digest_of

__all__ = ["admit", "answer", "ask", "digest_of", "reopen", "withdraw"]
