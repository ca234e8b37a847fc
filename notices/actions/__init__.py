"""Verbs of the notices room."""

from notices.actions.expansion import expand, expand_released
from notices.actions.links import issue, redeem
from notices.actions.outbox import cancel, draft, release, stop

__all__ = ["cancel", "draft", "expand", "expand_released", "issue", "redeem", "release", "stop"]
