"""Named reads over what families ask."""

from typing import Any, Self

from feedback.choices import State
from schools.querysets import OwnedQuerySet


class RequestQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Waiting for an answer, the one promised first on top."""
        return self.standing().filter(state=State.OPEN).order_by("due_on", "pk")

    def closed(self) -> Self:
        """Answered or withdrawn, the latest on top."""
        return self.standing().exclude(state=State.OPEN).order_by("-on", "-pk")

    def about(self, label: str, ids: Any) -> Self:
        """What was asked with records of another room: about("meetings.rsvp", [1, 2])."""
        return self.filter(about=label, about_id__in=ids)
