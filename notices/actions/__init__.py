"""Verbs of the notices room."""

from notices.actions.expansion import expand, expand_released
from notices.actions.links import issue, redeem
from notices.actions.outbox import cancel, draft, release, stop
from notices.actions.paper import print_letters

__all__ = ["cancel", "draft", "expand", "expand_released", "issue", "print_letters", "redeem", "release", "stop"]
