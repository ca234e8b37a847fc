"""Verbs of the notices room."""

from notices.actions.expansion import expand
from notices.actions.links import redeem
from notices.actions.outbox import cancel, draft, release

__all__ = ["cancel", "draft", "expand", "redeem", "release"]
